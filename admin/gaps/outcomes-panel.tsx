// "Where help ended": one bar for all attempts, the bounds of what is known, and why people left.
import type { Outcome, UnansweredReason } from '../../contract/api/reports.ts';
import { MIN_ATTEMPTS_FOR_SHARE } from '../../contract/minimum-counts.ts';
import { OUTCOME_WORDS } from '../../contract/words/kind-words.ts';
import { partWords } from '../../contract/words/share-words.ts';
import { Icon } from '../ui/icon.tsx';
import { avoidedAlso } from './avoided-words.ts';
import { attemptsAddress } from './gaps-address.ts';
import type { Figures } from './gaps-model.ts';
import { segmentLabel } from './gaps-words.ts';
import { IntervalBar } from './interval-bar.tsx';
import { NotEnough } from './not-enough.tsx';
import { MAY_BE_FINE, OUTCOME_MEANINGS, outcomesSaid, REASON_WORDS } from './outcome-words.ts';
import { Panel, Rows } from './panel.tsx';
import { chanceWords } from './rate-words.ts';
import { Avoided, CameToAsk } from './spared-requests.tsx';
import './outcomes.css';

type Shown = Exclude<Outcome, 'no_attempt'>;
const SHOWN: readonly Shown[] = ['answered', 'possibly_answered', 'unanswered', 'escalated'];
const REASONS = Object.keys(REASON_WORDS) as UnansweredReason[];

interface Props {
  figures: Figures;
  today: string;
  /** This person may see attempts one by one. */
  seesAttempts: boolean;
}

export function OutcomesPanel({ figures, today, seesAttempts }: Props) {
  const { looking, reports } = figures;
  const outcomes = reports.help_outcomes;
  const counts = outcomes.data;
  const rate = reports.self_service_rate.data;
  const href = (behind: Parameters<typeof attemptsAddress>[1]) =>
    seesAttempts ? attemptsAddress(looking, behind) : null;
  const share = (count: number) => (rate.low.value === null ? null : partWords(count / counts.attempted));
  const ends = SHOWN.map((outcome) => ({ outcome, count: counts[outcome], words: OUTCOME_WORDS[outcome] }));
  const there = ends.filter(({ count }) => count > 0);
  const chance = reports.escalation_rate ? chanceWords(reports.escalation_rate.data) : '';
  const asked = chance && `${chance.replace(/^b/, 'B')}, allowing for chance.`;

  return (
    <Panel
      question="Where help ended"
      said={outcomesSaid(counts, rate)}
      width={12}
      table={
        <table class="tbl">
          <thead>
            <tr>
              <th scope="col">Ended</th>
              <th scope="col" class="r">
                Attempts
              </th>
              <th scope="col" class="r">
                Share
              </th>
            </tr>
          </thead>
          <tbody>
            {ends.map(({ outcome, count, words }) => (
              <OutcomeRow key={outcome} words={words} count={count} share={share(count)} href={href({ outcome })} />
            ))}
            {REASONS.map((reason) => (
              <OutcomeRow
                key={reason}
                words={`${OUTCOME_WORDS.unanswered}: ${REASON_WORDS[reason].toLowerCase()}`}
                count={counts.reasons[reason]}
                share={share(counts.reasons[reason])}
                href={href({ outcome: 'unanswered', reason })}
              />
            ))}
            <OutcomeRow
              words={`${OUTCOME_WORDS.no_attempt} (in no share)`}
              count={counts.no_attempt}
              share=""
              href={href({ outcome: 'no_attempt' })}
            />
          </tbody>
        </table>
      }
    >
      {counts.attempted > 0 && (
        <figure>
          <figcaption class="sr">How {counts.attempted} help attempts ended</figcaption>
          <ul
            class="obar"
            style={{ gridTemplateColumns: there.map(({ count }) => `minmax(30px, ${count}fr)`).join(' ') }}
          >
            {there.map(({ outcome, count, words }) => (
              <li key={outcome} class={`o-${outcome}`}>
                <Rows href={href({ outcome })} label={segmentLabel(count, words)}>
                  {count}
                  <span class="sr"> {words}</span>
                </Rows>
              </li>
            ))}
          </ul>
          <ul class="olegend">
            {ends.map(({ outcome, count, words }) => (
              <li key={outcome} class="small">
                <span class={`swatch o-${outcome}`} aria-hidden="true" />
                <b>{words}</b>
                <span class="muted">
                  {[share(count) ?? String(count), OUTCOME_MEANINGS[outcome], outcome === 'escalated' ? asked : '']
                    .filter(Boolean)
                    .join('. ')
                    .replaceAll('.. ', '. ')}
                </span>
              </li>
            ))}
          </ul>
        </figure>
      )}
      {counts.attempted > 0 && (
        <div class="obelow">
          <div>
            <h3 class="h-sub">Got an answer</h3>
            {rate.low.value !== null && rate.high.value !== null && rate.outer ? (
              <IntervalBar low={rate.low.value} high={rate.high.value} outer={rate.outer} label="Got an answer" />
            ) : (
              <NotEnough
                have={counts.attempted}
                need={MIN_ATTEMPTS_FOR_SHARE}
                since={outcomes.notes.since}
                looking={looking}
                today={today}
              />
            )}
          </div>
          {reports.deflected_tickets && reports.avoided_minutes && (
            <div>
              <h3 class="h-sub">Requests avoided</h3>
              <p class="gaps-say">
                <Avoided bounds={reports.deflected_tickets.data} hrefOf={(mark) => href({ with: mark })} />
              </p>
              <p class="tiny muted">From those who took a request back to all who may have been answered.</p>
              <p class="tiny muted">{avoidedAlso(reports.deflected_tickets.data, reports.avoided_minutes.data)}</p>
            </div>
          )}
          {reports.form_deflection_rate && (
            <CameToAsk
              rate={reports.form_deflection_rate.data}
              since={outcomes.notes.since}
              hrefOf={(mark) => href({ with: mark })}
              {...{ looking, today }}
            />
          )}
          <div class="obelow-wide">
            <h3 class="h-sub">Why they left without an answer</h3>
            <Reasons
              reasons={counts.reasons}
              isEnough={rate.low.value !== null}
              hrefOf={(reason) => href({ outcome: 'unanswered', reason })}
            />
          </div>
        </div>
      )}
    </Panel>
  );
}

interface RowProps {
  words: string;
  count: number;
  /** Null where it is withheld. */
  share: string | null;
  href: string | null;
}

function OutcomeRow({ words, count, share, href }: RowProps) {
  return (
    <tr>
      <th scope="row">{words}</th>
      <td class="r">
        <Rows href={count > 0 ? href : null} label={segmentLabel(count, words)}>
          {count}
        </Rows>
      </td>
      <td class="r">{share ?? 'Not enough yet'}</td>
    </tr>
  );
}

interface ReasonsProps {
  reasons: Record<UnansweredReason, number>;
  /** There are enough attempts to call it good news that none is here. */
  isEnough: boolean;
  hrefOf: (reason: UnansweredReason) => string | null;
}

function Reasons({ reasons, isEnough, hrefOf }: ReasonsProps) {
  const there = REASONS.filter((reason) => reasons[reason] > 0).sort((a, b) => reasons[b] - reasons[a]);
  if (there.length === 0) {
    return isEnough ? (
      <p class="notice good">
        <Icon name="tick" />
        <span>Nobody left without an answer. Nothing to mend here.</span>
      </p>
    ) : (
      <p class="small muted">Nobody has left without an answer so far.</p>
    );
  }
  return (
    <ul class="filters reasons">
      {there.map((reason) => {
        const words = `${REASON_WORDS[reason]}${MAY_BE_FINE.includes(reason) ? ' (may be fine)' : ''}`;
        const href = hrefOf(reason);
        const inside = (
          <>
            {words} <b>{reasons[reason]}</b>
          </>
        );
        return (
          <li key={reason}>
            {href ? (
              <a class="chip" href={href}>
                {inside}
              </a>
            ) : (
              <span class="chip">{inside}</span>
            )}
          </li>
        );
      })}
    </ul>
  );
}
