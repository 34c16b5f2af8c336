// Edits and what they did: the change against all other articles with its interval, and a verdict only where there is one.
import type { EditEffectRow } from '../../contract/api/article-health.ts';
import { signedInAs } from '../session-model.ts';
import { Icon } from '../ui/icon.tsx';
import { addDays, dayWords, spanWords, todayIn } from './days.ts';
import { effectWords, verdictWords } from './edit-words.ts';
import { attemptsAddress, type Looking, maySeeAttempts, requestsAddress } from './gaps-address.ts';
import { Rows } from './panel.tsx';
import { countWords } from './rate-words.ts';
import './effects.css';

const VERDICT_LOOKS: Record<EditEffectRow['verdict'], string> = {
  helped: 'good',
  worse: 'over',
  too_early: 'suggested',
  no_clear_change: '',
};

/** As the server judges: so many days before and after (METHOD 8.6). */
const EFFECT_DAYS = 28;

/** The drawing reaches from a twentieth of the rate of before to eight times it. */
const FROM = Math.log(0.05);
const TO = Math.log(8);

export function EditsTable({ edits, looking }: { edits: readonly EditEffectRow[]; looking: Looking }) {
  const { desk } = signedInAs();
  return (
    <table class="tbl cards edits">
      <caption class="sr">Edits and their effect, the newest first</caption>
      <thead>
        <tr>
          <th scope="col" class="first">
            Edit
          </th>
          <th scope="col">Before</th>
          <th scope="col">After</th>
          <th scope="col">
            Better <span aria-hidden="true">|</span> worse
          </th>
          <th scope="col" class="last">
            Verdict
          </th>
        </tr>
      </thead>
      <tbody>
        {edits.map((edit) => (
          <tr key={`${edit.locale}${edit.revision}${edit.at}`}>
            <td class="first">
              {dayWords(edit.at.slice(0, 10))} {edit.at.slice(0, 4)}
              <span class="five">{edit.what === 'new_article' ? 'first published' : `revision ${edit.revision}`}</span>
            </td>
            <td data-l="Before">
              <Cases edit={edit} cases={edit.before} looking={spanAround(edit, looking, desk.time_zone).before} />
            </td>
            <td data-l="After">
              <Cases edit={edit} cases={edit.after} looking={spanAround(edit, looking, desk.time_zone).after} />
            </td>
            <td class="plot">
              {edit.verdict === 'too_early' ? (
                <span class="small muted">not to be told yet</span>
              ) : (
                <Effect edit={edit} />
              )}
            </td>
            <td class="last">
              <span class={`badge ${VERDICT_LOOKS[edit.verdict]}`}>
                {edit.verdict === 'helped' && <Icon name="tick" />}
                {edit.verdict === 'worse' && <Icon name="warning" />}
                {verdictWords(edit)}
              </span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** "3 of 97": the requests that blame it, of its reads; of a new article the requests of its gap, of all attempts. */
function Cases({ edit, cases, looking }: { edit: EditEffectRow; cases: { x: number; n: number }; looking: Looking }) {
  const { me } = signedInAs();
  const { article, what } = edit;
  const own = { kind: 'knowledge_gap', about_article: article };
  const asked = what === 'edit' ? { ...own, sub_kind: 'unclear' } : own;
  return (
    <span>
      <Rows
        href={me.can.list_tickets && cases.x > 0 ? requestsAddress(looking, asked) : null}
        label={`${countWords(cases.x, 'request', 'requests')} from ${spanWords(looking.from, looking.to)}`}
      >
        {cases.x}
      </Rows>{' '}
      of{' '}
      <Rows
        href={
          maySeeAttempts(me) && cases.n > 0
            ? attemptsAddress(looking, what === 'edit' ? { read: article } : { with: 'attempt' })
            : null
        }
        label={`${countWords(cases.n, 'attempt', 'attempts')} from ${spanWords(looking.from, looking.to)}`}
      >
        {cases.n}
      </Rows>
    </span>
  );
}

/** The days that an edit is judged by; its own day counts nowhere, nor any after the last that one looks at. */
function spanAround({ at }: EditEffectRow, looking: Looking, timeZone: string): { before: Looking; after: Looking } {
  const day = todayIn(timeZone, new Date(at));
  const last = addDays(day, EFFECT_DAYS);
  const span = (from: string, to: string): Looking => ({ period: null, from, to, filters: looking.filters });
  return {
    before: span(addDays(day, -EFFECT_DAYS), addDays(day, -1)),
    after: span(addDays(day, 1), last > looking.to ? looking.to : last),
  };
}

/** Left of the line is better, whatever the direction of writing. */
function Effect({ edit }: { edit: EditEffectRow }) {
  const place = (ratio: number) => {
    const at = (Math.log(Math.max(ratio, 1e-9)) - FROM) / (TO - FROM);
    return 100 * Math.min(1, Math.max(0, at));
  };
  const [lo, hi] = [place(edit.lo), place(edit.hi)];
  return (
    <span class="effect" role="img" aria-label={effectWords(edit)} title={effectWords(edit)}>
      <span class="effect-same" style={{ left: `${place(1)}%` }} />
      <span class="effect-span" style={{ left: `${lo}%`, width: `${hi - lo}%` }} />
      <span class="effect-dot" style={{ left: `${place(edit.did)}%` }} />
    </span>
  );
}
