// "Improvement backlog": sudden rises on top, then gap by gap what to do, for how many, and how sure the order is.
import { useEffect, useRef, useState } from 'preact/hooks';
import { useLocation } from 'preact-iso/router';
import type { Burst } from '../../contract/api/gaps.ts';
import { Icon } from '../ui/icon.tsx';
import { type BacklogView, backlogValues, backlogViewAt, type Order, orderRows } from './backlog-order.ts';
import { BacklogRowView } from './backlog-row.tsx';
import { backlogSaid, riseAlso, riseWords, standingRises } from './backlog-words.ts';
import { causeWords } from './gap-names.ts';
import { addressFor, gapAddress, serverQuery } from './gaps-address.ts';
import type { Figures } from './gaps-model.ts';
import { Panel } from './panel.tsx';

/** As many as one looks through; more rows come when they are asked for. */
const SHOWN = 10;

const ORDER_WORDS: Record<Order, string> = {
  score: 'Score',
  users: 'People',
  minutes: 'Minutes',
  effort: 'Per effort',
};

interface Props {
  figures: Figures;
  seesRequests: boolean;
  seesAttempts: boolean;
  hasChanged: (key: string) => boolean;
}

export function BacklogPanel({ figures, seesRequests, seesAttempts, hasChanged }: Props) {
  const { looking, reports } = figures;
  const { url, route } = useLocation();
  const view = backlogViewAt(new URL(url, location.origin).search);
  const [shown, setShown] = useState(SHOWN);
  const all = reports.gap_backlog.data;
  const rows = orderRows(all, view);
  const place = useRef<HTMLDivElement>(null);
  // A tile narrows the list from far above: whoever pressed it is taken to what it did.
  useEffect(() => {
    if (location.hash === '#backlog') place.current?.closest('section')?.scrollIntoView();
  }, [view.cause]);
  const toView = (change: Partial<BacklogView>) =>
    addressFor('/admin/gaps', looking, backlogValues({ ...view, ...change }));
  const highest = Math.max(...all.map(({ score }) => score), 0);
  const rises = standingRises(reports.bursts.data, figures.to);
  const titles = new Map(all.map(({ key, title }) => [key, title]));
  return (
    <Panel
      question="Improvement backlog"
      said={backlogSaid(
        rows.map(({ row }) => row),
        view.order,
        view.cause !== null,
      )}
      width={12}
      anchor="backlog"
      tools={
        <div class="gaps-tools">
          {view.cause !== null && (
            <button
              type="button"
              class="chip on"
              aria-label={`Take away ${causeWords(view.cause === 'fault' ? null : view.cause)}`}
              onClick={() => route(toView({ cause: null }), true)}
            >
              {causeWords(view.cause === 'fault' ? null : view.cause)}
              <Icon name="cross" />
            </button>
          )}
          {/* biome-ignore lint/a11y/useSemanticElements: buttons in a row, no fields */}
          <span class="seg" role="group" aria-label="Order by">
            {Object.entries(ORDER_WORDS).map(([order, words]) => (
              <button
                key={order}
                type="button"
                aria-pressed={view.order === order}
                onClick={() => route(toView({ order: order as Order }), true)}
              >
                {words}
              </button>
            ))}
          </span>
        </div>
      }
      foot={
        <p class="spread wrap">
          <span>
            Score = people × minutes each × severity × share of weeks × confidence. It puts things in order; it is not
            money. Minutes each lean towards the average of all requests, the more the fewer there are. Silent are those
            who looked for the same and left without a word; one of them may count for several gaps. Places are sure
            only where it says so.
          </span>
          <a href={csvAddress('gap_backlog', serverQuery(looking))} download>
            Download as CSV
          </a>
        </p>
      }
    >
      <div class="gaps-flush" ref={place}>
        {rises.map((burst) => (
          <Rise
            key={burst.key}
            burst={burst}
            title={titles.get(burst.key) ?? null}
            href={gapAddress(looking, burst.key)}
          />
        ))}
        {rows.length > 0 && (
          <table class="tbl cards backlog">
            <caption class="sr">Gaps by {ORDER_WORDS[view.order].toLowerCase()}</caption>
            <thead>
              <tr>
                <th scope="col" class="first r">
                  <span class="sr">Place by score</span>
                </th>
                <th scope="col">Gap</th>
                <th scope="col">Do this</th>
                <th scope="col" class="r">
                  People
                </th>
                <th scope="col" class="r">
                  Requests
                </th>
                <th scope="col" class="r">
                  Minutes
                </th>
                <th scope="col" class="r">
                  Each
                </th>
                <th scope="col" class="r">
                  Severity
                </th>
                <th scope="col">Weeks</th>
                <th scope="col" class="r">
                  Confidence
                </th>
                <th scope="col" class="r">
                  {view.order === 'effort' ? 'Per effort' : 'Score'}
                </th>
                <th scope="col" class="last">
                  Owner, state
                </th>
              </tr>
            </thead>
            <tbody>
              {rows.slice(0, shown).map(({ row, place }) => (
                <BacklogRowView
                  key={row.key}
                  {...{ row, place, looking, highest, order: view.order, seesRequests, seesAttempts }}
                  isChanged={hasChanged(row.key)}
                  isRising={rises.some(({ key }) => key === row.key)}
                />
              ))}
            </tbody>
          </table>
        )}
        {rows.length > shown && (
          <p class="gaps-more-rows">
            <button type="button" class="btn" onClick={() => setShown(shown + 5 * SHOWN)}>
              Show more ({shown} of {rows.length})
            </button>
          </p>
        )}
      </div>
    </Panel>
  );
}

/** Where a report is fetched as a file. */
export function csvAddress(name: string, query: Record<string, string>): string {
  return `/api/v1/admin/reports/${name}?${new URLSearchParams({ ...query, as_shown: 'true', format: 'csv' })}`;
}

function Rise({ burst, title, href }: { burst: Burst; title: string | null; href: string }) {
  return (
    <div class="alert">
      <Icon name="rise" />
      <p class="grow">
        <b>{riseWords(burst)}</b>
        {title ? `: ${title}, ` : ': '}
        {riseAlso(burst)}
      </p>
      <a class="btn" href={href} aria-label={title ? `See this gap: ${title}` : undefined}>
        See this gap
      </a>
    </div>
  );
}
