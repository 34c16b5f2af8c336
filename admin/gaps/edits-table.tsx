// Edits and what they did: the change against all other articles with its interval, and a verdict only where there is one.
import type { EditEffectRow } from '../../contract/api/article-health.ts';
import { Icon } from '../ui/icon.tsx';
import { dayWords } from './days.ts';
import { effectWords, verdictWords } from './edit-words.ts';
import './effects.css';

const VERDICT_LOOKS: Record<EditEffectRow['verdict'], string> = {
  helped: 'good',
  worse: 'over',
  too_early: 'suggested',
  no_clear_change: '',
};

/** The drawing reaches from a twentieth of the rate of before to eight times it. */
const FROM = Math.log(0.05);
const TO = Math.log(8);

export function EditsTable({ edits }: { edits: readonly EditEffectRow[] }) {
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
              {edit.before.x} of {edit.before.n}
            </td>
            <td data-l="After">
              {edit.after.x} of {edit.after.n}
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
