// "Knowledge or product?": requests by week and kind, how large the share of knowledge is, and what is not sure yet.
import { useEffect, useRef, useState } from 'preact/hooks';
import type { ReportKind } from '../../contract/api/reports.ts';
import { MIN_REQUESTS_FOR_SHARE } from '../../contract/minimum-counts.ts';
import { KIND_WORDS } from '../../contract/words/kind-words.ts';
import { signedInAs } from '../session-model.ts';
import { Icon } from '../ui/icon.tsx';
import { standingRises } from './backlog-words.ts';
import { shortDayWords, weeksIn } from './days.ts';
import { articleAddress, gapAddress, type Looking, requestsAddress } from './gaps-address.ts';
import type { Figures } from './gaps-model.ts';
import { columnLabel } from './gaps-words.ts';
import { IntervalBar } from './interval-bar.tsx';
import { kindsSaid, withRises } from './kind-words.ts';
import { NotEnough } from './not-enough.tsx';
import { Panel, Rows } from './panel.tsx';
import { type WeekMark, weekMarks } from './week-marks.ts';
import { type WeekColumn, WeeksChart } from './weeks-chart.tsx';
import './charts.css';

const KINDS: readonly ReportKind[] = ['knowledge_gap', 'functionality_issue', 'other', 'undetermined'];

/** More of them would be a list, not marks. */
const MARKS_SHOWN = 4;

interface Props {
  figures: Figures;
  today: string;
  seesRequests: boolean;
}

export function KindsPanel({ figures, today, seesRequests }: Props) {
  const { desk } = signedInAs();
  const { looking, reports } = figures;
  const { data, notes } = reports.kind_share;
  const total = data.undetermined.den;
  const unsure = data.undetermined.num;
  const known = new Map(data.weeks.map((week) => [week.week, week]));
  const columns: WeekColumn[] = weeksIn(figures.from, figures.to).map((week) => ({
    ...week,
    label: shortDayWords(week.from),
    total: KINDS.reduce((sum, kind) => sum + (known.get(week.name)?.[kind] ?? 0), 0),
    href: seesRequests && known.has(week.name) ? requestsAddress(looking, { from: week.from, to: week.to }) : null,
    parts: KINDS.map((kind) => {
      const count = known.get(week.name)?.[kind] ?? 0;
      const href = seesRequests && count > 0 ? requestsAddress(looking, { kind, from: week.from, to: week.to }) : null;
      return { kind, count, href, label: columnLabel(count, KIND_WORDS[kind], shortDayWords(week.from)) };
    }),
  }));
  const sumOf = (kind: ReportKind) => data.weeks.reduce((sum, week) => sum + week[kind], 0);
  const { low, high, outer } = data.knowledge_gap;
  const titles = new Map(reports.gap_backlog?.data.map(({ key, title }) => [key, title]));
  const titleOf = (name: string) => titles.get(name) ?? figures.titles[name] ?? name;
  const bursts = reports.bursts?.data ?? [];
  const marks = weekMarks(
    reports.edit_effects?.data ?? [],
    bursts,
    titleOf,
    {
      from: figures.from,
      to: figures.to,
      timeZone: desk.time_zone,
    },
    desk.releases,
  );
  return (
    <Panel
      question="Knowledge or product?"
      said={withRises(kindsSaid(data, notes), standingRises(bursts, figures.to), titleOf)}
      table={<WeeksTable columns={columns} marks={marks} />}
    >
      {total > 0 && (
        <>
          <WeeksChart columns={columns} marks={marks} caption={`${total} requests by week and kind`} />
          <ul class="filters">
            {KINDS.map((kind) => (
              <li key={kind} class="key small">
                <span class={`swatch k-${kind}`} aria-hidden="true" />
                {KIND_WORDS[kind]}{' '}
                <Rows
                  href={seesRequests && sumOf(kind) > 0 ? requestsAddress(looking, { kind }) : null}
                  label={`${KIND_WORDS[kind]}: ${sumOf(kind)} of ${total} requests`}
                >
                  <b>{sumOf(kind)}</b>
                </Rows>
              </li>
            ))}
          </ul>
          {marks.length > 0 && <Marks marks={marks} looking={looking} />}
          <div>
            <h3 class="h-sub">Share of knowledge gaps</h3>
            {low.value !== null && high.value !== null && outer ? (
              <IntervalBar low={low.value} high={high.value} outer={outer} label="Share of knowledge gaps" />
            ) : (
              <NotEnough
                have={total}
                need={MIN_REQUESTS_FOR_SHARE}
                since={notes.since}
                looking={looking}
                today={today}
              />
            )}
          </div>
        </>
      )}
      {total === 0 && <p class="muted">No request came in this period.</p>}
      {unsure > 0 && seesRequests && (
        <div class="notice">
          <Icon name="question" />
          <p class="grow">{unsure === 1 ? '1 request is' : `${unsure} requests are`} not sure yet.</p>
          <a class="btn" href={requestsAddress(looking, { kind: 'undetermined' })}>
            Decide
          </a>
        </div>
      )}
    </Panel>
  );
}

/** The marks of the drawing in words, the newest few. */
function Marks({ marks, looking }: { marks: readonly WeekMark[]; looking: Looking }) {
  const [isAll, setAll] = useState(false);
  const list = useRef<HTMLUListElement>(null);
  // The button is gone: whoever pressed it goes on where what it showed begins.
  useEffect(() => {
    if (isAll) list.current?.children.item(MARKS_SHOWN)?.querySelector('a')?.focus();
  }, [isAll]);
  const newest = marks.slice(isAll ? 0 : -MARKS_SHOWN).reverse();
  const hidden = marks.length - newest.length;
  return (
    <ul ref={list} class="small gaps-marks" aria-label="What happened in these weeks, edits with what they did">
      {newest.map(({ kind, day, words, about }) => {
        const href = about && (kind === 'edit' ? articleAddress(looking, about) : gapAddress(looking, about));
        return (
          <li key={`${kind}${day}${about}`} class={`is-${kind}`}>
            <Rows href={href} label={words}>
              {words}
            </Rows>
          </li>
        );
      })}
      {hidden > 0 && (
        <li>
          <button type="button" class="btn plain" onClick={() => setAll(true)}>
            Show {hidden} before these
          </button>
        </li>
      )}
    </ul>
  );
}

function WeeksTable({ columns, marks }: { columns: readonly WeekColumn[]; marks: readonly WeekMark[] }) {
  return (
    <table class="tbl">
      <thead>
        <tr>
          <th scope="col">Week of</th>
          {KINDS.map((kind) => (
            <th key={kind} scope="col" class="r">
              {KIND_WORDS[kind]}
            </th>
          ))}
          <th scope="col" class="r">
            All
          </th>
          {marks.length > 0 && <th scope="col">What happened</th>}
        </tr>
      </thead>
      <tbody>
        {columns.map(({ name, label, parts, total, from, to, href }) => (
          <tr key={name}>
            <th scope="row">{label}</th>
            {parts.map((part) => (
              <td key={part.kind} class="r">
                <Rows href={part.href} label={part.label}>
                  {part.count}
                </Rows>
              </td>
            ))}
            <td class="r">
              <Rows href={href} label={`All: ${total}, week of ${label}`}>
                {total}
              </Rows>
            </td>
            {marks.length > 0 && (
              <td>
                {marks
                  .filter(({ day }) => day >= from && day <= to)
                  .map(({ words }) => words)
                  .join('; ')}
              </td>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
