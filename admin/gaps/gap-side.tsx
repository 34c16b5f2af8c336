// Beside a gap: people's words, the reasons, where it happens, what was merged, and its history.
import type { GapDetail, GapSubKind } from '../../contract/api/gaps.ts';
import { signedInAs } from '../session-model.ts';
import { Moment } from '../ui/time.tsx';
import { DraftPart } from './draft-part.tsx';
import { hiddenWords } from './failed-words.ts';
import { causeWords, REASON_NAMES } from './gap-names.ts';
import { historyWords } from './gap-words.ts';
import { attemptsAddress, gapAddress, type Looking, maySeeAttempts, requestsAddress } from './gaps-address.ts';
import { KnownProblem } from './known-problem.tsx';
import { lastLook } from './last-looked.ts';
import { Rows } from './panel.tsx';
import { countWords } from './rate-words.ts';
import { SideCount, SidePanel } from './side-panel.tsx';

interface Props {
  gap: GapDetail;
  looking: Looking;
  /** Reads the gap again. */
  reload: () => void;
}

/** Subjects that are shown as people's words; the rest stand in the list of requests. */
const SUBJECTS_SHOWN = 3;

export function GapSide({ gap, looking, reload }: Props) {
  const { me } = signedInAs();
  const to = (behind: Record<string, string>) =>
    me.can.list_tickets ? requestsAddress(looking, { gap: gap.key, ...behind }) : null;
  const reasons = Object.entries(gap.row?.reasons ?? {}).sort(([, one], [, other]) => other - one);
  return (
    <div class="col">
      {gap.alike.length > 0 && (
        <SidePanel title="May be the same" hint="People used the same words. Merge them if one repair mends both.">
          <ul class="words">
            {gap.alike.map(({ key, title, users }) => (
              <SideCount key={key} count={countWords(users, 'person', 'people')}>
                <a href={gapAddress(looking, key)}>
                  <bdi>{title}</bdi>
                </a>{' '}
                <span class="muted">{causeWords(subKindAt(key)).toLowerCase()}</span>
              </SideCount>
            ))}
          </ul>
        </SidePanel>
      )}
      <Words gap={gap} looking={looking} />
      {gap.sub_kind === null ? <KnownProblem gap={gap} onChange={reload} /> : <DraftPart gap={gap} looking={looking} />}
      {(reasons.length > 0 || gap.pages.length > 0) && (
        <SidePanel title="Why these requests">
          <ul class="words">
            {reasons.map(([reason, count]) => (
              <SideCount
                key={reason}
                count={
                  <Rows
                    href={to({ sub_kind_reason: reason })}
                    label={`${REASON_NAMES[reason] ?? reason}: ${countWords(count, 'request', 'requests')}`}
                  >
                    {count}
                  </Rows>
                }
              >
                {REASON_NAMES[reason] ?? reason}
              </SideCount>
            ))}
            {gap.pages.map(({ page_key, tickets }) => (
              <SideCount
                key={page_key}
                count={
                  <Rows
                    href={gap.row ? to({ page_key }) : null}
                    label={`On ${page_key}: ${countWords(tickets, 'request', 'requests')}`}
                  >
                    {tickets}
                  </Rows>
                }
              >
                on <span class="mono">{page_key}</span>
              </SideCount>
            ))}
          </ul>
        </SidePanel>
      )}
      {gap.merged.length > 0 && (
        <SidePanel title="Merged into it">
          <ul class="words">
            {gap.merged.map(({ key, title }) => (
              <li key={key} class="small">
                <a href={gapAddress(looking, key)}>
                  <bdi>{title}</bdi>
                </a>
              </li>
            ))}
          </ul>
        </SidePanel>
      )}
      <History gap={gap} />
    </div>
  );
}

/** What the beginning of a gap's key says; null for a fault. */
function subKindAt(key: string): GapSubKind | null {
  const start = key.slice(0, key.indexOf(':'));
  return (['missing', 'unfindable', 'unclear', 'not_looked'] as const).find((kind) => kind === start) ?? null;
}

function Words({ gap, looking }: Pick<Props, 'gap' | 'looking'>) {
  const { desk, me } = signedInAs();
  const { phrases, phrases_hidden: hidden, tickets } = gap;
  return (
    <SidePanel title="In their words">
      <ul class="words">
        {phrases.map(({ text, others, searches, sessions }) => (
          <li key={text}>
            <q>
              <bdi>{text}</bdi>
            </q>
            <p class="small muted">
              searched {countWords(searches, 'time', 'times')} in{' '}
              <Rows
                href={maySeeAttempts(me) ? attemptsAddress(looking, { searched: text }) : null}
                label={`“${text}”: ${countWords(sessions, 'attempt', 'attempts')}`}
              >
                {countWords(sessions, 'attempt', 'attempts')}
              </Rows>
              {others.length > 0 && (
                <>
                  : <bdi>{others.join(' · ')}</bdi>
                </>
              )}
            </p>
          </li>
        ))}
        {tickets.slice(0, SUBJECTS_SHOWN).map(({ number, subject }) => (
          <li key={number}>
            <q>
              <bdi>{subject}</bdi>
            </q>
            <p class="small muted">request {number}</p>
          </li>
        ))}
      </ul>
      <p class="small muted">{hiddenWords(hidden, desk.k_sessions)}</p>
    </SidePanel>
  );
}

function History({ gap }: { gap: GapDetail }) {
  const looked = lastLook();
  return (
    <SidePanel title="What was done">
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
    </SidePanel>
  );
}
