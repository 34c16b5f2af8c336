// "Waiting and trust": what is stuck, whether people are answered in time, how far the guesses go, and what no number says.
import type { Rate } from '../../contract/api/reports.ts';
import { signedInAs } from '../session-model.ts';
import { requestsAddress, statusAddress } from './gaps-address.ts';
import type { Figures } from './gaps-model.ts';
import { Panel, Rows } from './panel.tsx';
import { chanceWords, countWords } from './rate-words.ts';
import { SecondReadings } from './second-readings.tsx';
import { accuracyWords, blindnessOf, CANNOT_SAY, hoursWords, waitingSaid } from './waiting-words.ts';

export function WaitingPanel({ figures, seesRequests }: { figures: Figures; seesRequests: boolean }) {
  const { desk } = signedInAs();
  const { looking, reports } = figures;
  const labels = new Map(desk.statuses.map(({ key, label }) => [key, label]));
  const labelOf = (status: string) => labels.get(status) ?? status;
  const rows = reports.status_age.data
    .filter(({ open }) => open > 0)
    .toSorted((a, b) => b.languishing - a.languishing || b.open - a.open);
  const accuracy = reports.kind_accuracy.data;
  const { n } = reports.first_response_hours.data;
  const trust = accuracyWords(accuracy);
  const { requests } = reports.kind_share.notes;
  const blind = blindnessOf(requests, accuracy, reports.channel_mix.data, reports.sub_kind_counts.data.unattributed);
  const of = (count: number) => `${count} of ${requests}`;
  const to = (behind: Record<string, string>) => (seesRequests ? requestsAddress(looking, behind) : null);
  return (
    <Panel
      question="Waiting and trust"
      said={waitingSaid(rows, reports.first_response_hours.data, labelOf)}
      width={5}
      anchor="trust"
      foot={
        <p>
          <Rows
            href={blind.unconfirmed > 0 ? to({ unconfirmed: 'true' }) : null}
            label={`${of(blind.unconfirmed)} not confirmed`}
          >
            <b>{of(blind.unconfirmed)}</b> not confirmed
          </Rows>{' '}
          ·{' '}
          <Rows
            href={blind.withoutTrail > 0 ? to({ trail: 'none,removed' }) : null}
            label={`${of(blind.withoutTrail)} without a trail`}
          >
            <b>{of(blind.withoutTrail)}</b> without a trail
          </Rows>{' '}
          ·{' '}
          <Rows
            href={blind.unattributed > 0 ? to({ kind: 'knowledge_gap', sub_kind: 'unattributed,unset' }) : null}
            label={`${blind.unattributed} not attributed`}
          >
            <b>{blind.unattributed}</b> not attributed
          </Rows>
        </p>
      }
    >
      {rows.length > 0 && (
        <div class="gaps-flush">
          <table class="tbl">
            <caption class="sr">Open requests by status; how long is in support hours</caption>
            <thead>
              <tr>
                <th scope="col" class="first">
                  Status
                </th>
                <th scope="col" class="r">
                  Open
                </th>
                <th scope="col" class="r">
                  Longest, support hours
                </th>
                <th scope="col" class="r last">
                  Over its limit
                </th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr key={row.status}>
                  <td class="first">
                    <Rows
                      href={seesRequests ? statusAddress(looking, row.status) : null}
                      label={`${labelOf(row.status)}: ${row.open} open`}
                    >
                      {labelOf(row.status)}
                    </Rows>
                  </td>
                  <td class="r">
                    <Rows
                      href={seesRequests ? statusAddress(looking, row.status) : null}
                      label={`${row.open} open: ${labelOf(row.status)}`}
                    >
                      {row.open}
                    </Rows>
                  </td>
                  <td class="r">{hoursWords(row.max_hours)}</td>
                  <td class="r last">
                    {row.languishing === 0 ? (
                      'none'
                    ) : (
                      <Rows
                        href={seesRequests ? statusAddress(looking, row.status, true) : null}
                        label={`${row.languishing} over the limit: ${labelOf(row.status)}`}
                      >
                        <b>{row.languishing}</b>
                      </Rows>
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      <p class={trust.isWithheld ? 'withheld' : 'small'}>
        <b>{trust.say}</b> {trust.also}
      </p>
      <Parts
        parts={[
          [n, 'first replies', { reply_expected: 'true', replied: 'true' }],
          [accuracy.blind.den, 'blind requests', { kind_source: 'confirmed', blind: 'true' }],
          [
            accuracy.blind.num,
            'of these suggested rightly',
            { kind_source: 'confirmed', blind: 'true', agreed: 'true' },
          ],
        ]}
        to={to}
      />
      <SecondReadings accuracy={accuracy} to={to} />
      {!trust.isWithheld && (
        <table class="tbl">
          <caption class="sr">How right the suggestions are, by kind</caption>
          <thead>
            <tr>
              <th scope="col">Kind</th>
              <th scope="col" class="r">
                Right when suggested
              </th>
              <th scope="col" class="r">
                Found of all
              </th>
            </tr>
          </thead>
          <tbody>
            {Object.entries(accuracy.by_kind).map(([kind, { precision, recall }]) => (
              <tr key={kind}>
                <th scope="row">{desk.kinds.find(({ key }) => key === kind)?.label ?? kind}</th>
                <td class="r">
                  <Of rate={precision} to={to} own={{ agreed: 'true' }} all={{ suggested: kind }} />
                </td>
                <td class="r">
                  <Of rate={recall} to={to} own={{ suggested: kind, agreed: 'true' }} all={{ kind }} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Panel>
  );
}

type Asked = Record<string, string>;
type To = (behind: Asked) => string | null;

/** What the sentences above count, each with its requests. */
function Parts({ parts, to }: { parts: readonly (readonly [count: number, words: string, behind: Asked])[]; to: To }) {
  return (
    <p class="small">
      {parts
        .filter(([count]) => count > 0)
        .map(([count, words, behind], at) => (
          <span key={words}>
            {at > 0 && ' · '}
            <Rows href={to(behind)} label={`${count} ${words}`}>
              {count} {words}
            </Rows>
          </span>
        ))}
    </p>
  );
}

interface OfProps {
  rate: Rate;
  to: To;
  /** What the requests of `all`, whose kind somebody set, are besides. */
  own: Asked;
  all: Asked;
}

/** "9 of 12 (between 43 and 94 %)" */
function Of({ rate, to, own, all }: OfProps) {
  const chance = chanceWords(rate);
  const set = { kind_source: 'confirmed', ...all };
  return (
    <>
      <Rows href={rate.num > 0 ? to({ ...set, ...own }) : null} label={`${rate.num} requests`}>
        {rate.num}
      </Rows>{' '}
      of{' '}
      <Rows href={rate.den > 0 ? to(set) : null} label={`${rate.den} requests`}>
        {rate.den}
      </Rows>
      {chance && ` (${chance})`}
    </>
  );
}

/** In plain view: what the numbers of this page do not say. */
export function CannotSay({ requests }: { requests: number }) {
  return (
    <section class="panel g12 cannot-say" aria-labelledby="cannot-say">
      <div class="hd">
        <h2 class="h-sec" id="cannot-say">
          What these numbers cannot say
        </h2>
        {requests < 30 && (
          <p class="small muted">
            With {countWords(requests, 'request', 'requests')} every share is rough; the intervals say how rough.
          </p>
        )}
      </div>
      <div class="bd">
        <ul class="cannot-list">
          {CANNOT_SAY.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
        <p class="small">
          <a href="/help/en/what-numbers-cannot-say" target="_blank" rel="noopener">
            More on what numbers cannot say
          </a>
        </p>
      </div>
    </section>
  );
}
