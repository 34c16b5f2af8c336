// Beside a gap: people's words, the reasons, where it happens, what was merged, and its history.
import type { GapDetail } from '../../contract/api/gaps.ts';
import { Moment } from '../ui/time.tsx';
import { DraftPart } from './draft-part.tsx';
import { K_SESSIONS } from './failed-words.ts';
import { REASON_NAMES } from './gap-names.ts';
import { historyWords } from './gap-words.ts';
import { gapAddress, type Looking } from './gaps-address.ts';
import { KnownProblem } from './known-problem.tsx';
import { lastLook } from './last-looked.ts';
import { countWords } from './rate-words.ts';

interface Props {
  gap: GapDetail;
  looking: Looking;
}

/** Subjects that are shown as people's words; the rest stand in the list of requests. */
const SUBJECTS_SHOWN = 3;

export function GapSide({ gap, looking }: Props) {
  const reasons = Object.entries(gap.row?.reasons ?? {}).sort(([, one], [, other]) => other - one);
  const looked = lastLook();
  return (
    <div class="col">
      <section class="panel" aria-labelledby="words-head">
        <div class="hd">
          <h2 class="h-sec" id="words-head">
            In their words
          </h2>
        </div>
        <div class="bd">
          <ul class="words">
            {gap.phrases.map(({ text, searches, sessions }) => (
              <li key={text}>
                <q>
                  <bdi>{text}</bdi>
                </q>
                <p class="small muted">
                  searched {countWords(searches, 'time', 'times')} in {countWords(sessions, 'attempt', 'attempts')}
                </p>
              </li>
            ))}
            {gap.tickets.slice(0, SUBJECTS_SHOWN).map(({ number, subject }) => (
              <li key={number}>
                <q>
                  <bdi>{subject}</bdi>
                </q>
                <p class="small muted">request {number}</p>
              </li>
            ))}
          </ul>
          <p class="small muted">
            {gap.phrases_hidden === 0
              ? 'No phrase is hidden.'
              : `${countWords(gap.phrases_hidden, 'other phrase is', 'other phrases are')} hidden: fewer than ${K_SESSIONS} people used each.`}
          </p>
        </div>
      </section>
      {gap.sub_kind === null ? <KnownProblem gap={gap} /> : <DraftPart gap={gap} looking={looking} />}
      {reasons.length > 0 && (
        <section class="panel" aria-labelledby="reasons-head">
          <div class="hd">
            <h2 class="h-sec" id="reasons-head">
              Why these requests
            </h2>
          </div>
          <div class="bd">
            <ul class="words">
              {reasons.map(([reason, count]) => (
                <li key={reason} class="spread small">
                  <span>{REASON_NAMES[reason] ?? reason}</span>
                  <b>{count}</b>
                </li>
              ))}
              {gap.pages.map(({ page_key, tickets }) => (
                <li key={page_key} class="spread small">
                  <span>
                    on <span class="mono">{page_key}</span>
                  </span>
                  <b>{tickets}</b>
                </li>
              ))}
            </ul>
          </div>
        </section>
      )}
      {gap.merged.length > 0 && (
        <section class="panel" aria-labelledby="merged-head">
          <div class="hd">
            <h2 class="h-sec" id="merged-head">
              Merged into it
            </h2>
          </div>
          <div class="bd">
            <ul class="words">
              {gap.merged.map(({ key, title }) => (
                <li key={key} class="small">
                  <a href={gapAddress(looking, key)}>
                    <bdi>{title}</bdi>
                  </a>
                </li>
              ))}
            </ul>
          </div>
        </section>
      )}
      <section class="panel" aria-labelledby="history-head">
        <div class="hd">
          <h2 class="h-sec" id="history-head">
            What was done
          </h2>
        </div>
        <div class="bd">
          {gap.history.length === 0 && <p class="small muted">Nobody has decided anything about it yet.</p>}
          <ol class="words">
            {gap.history.map((entry) => (
              <li key={`${entry.at}${entry.what}${entry.to}`} class="small">
                <b>{entry.who}</b> {historyWords(entry)}{' '}
                <span class="muted">
                  <Moment at={entry.at} />
                  {looked !== null && Date.parse(entry.at) > looked && <b> · new</b>}
                </span>
              </li>
            ))}
          </ol>
        </div>
      </section>
    </div>
  );
}
