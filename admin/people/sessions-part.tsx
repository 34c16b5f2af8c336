// Where one is signed in, and ending any of it.
import { useRef } from 'preact/hooks';
import type { SessionEntry } from '../../contract/api/sign-in.ts';
import { send, wordsOf } from '../api-client.ts';
import { announce, announceFailure } from '../ui/announce.tsx';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { Moment } from '../ui/time.tsx';
import { Part } from './part.tsx';
import { useLoaded } from './use-loaded.ts';

export function SessionsPart() {
  const { loading, load } = useLoaded<{ sessions: SessionEntry[] }>('auth/sessions');
  const place = useRef<HTMLDivElement>(null);
  const end = async (path: string, words: string) => {
    const answer = await send('DELETE', path);
    // The button goes with the session: the list it stood in has the focus.
    place.current?.focus();
    if (answer.ok) announce(words);
    else announceFailure(wordsOf(answer));
    await load();
  };
  return (
    <Part title="Where you are signed in">
      <div ref={place} tabIndex={-1} class="stack3">
        {loading.state === 'loading' && <Skeleton lines={[80, 90]} label="Loading your sessions" />}
        {loading.state === 'failed' && <ProblemNotice words={wordsOf(loading.refusal)} onRetry={load} />}
        {loading.state === 'ready' && (
          <>
            <ul class="entries">
              {loading.value.sessions.map(({ id, browser, created_at, last_used_at, current }) => (
                <li key={id} class="entry">
                  <div class="grow">
                    <b>{browser}</b>
                    {current && ' (this one)'}
                    <div class="small muted">
                      since <Moment at={created_at} />
                      {!current && (
                        <>
                          , last used <Moment at={last_used_at} isRelative />
                        </>
                      )}
                    </div>
                  </div>
                  {!current && (
                    <button
                      type="button"
                      class="btn"
                      aria-label={`End the session in ${browser}`}
                      onClick={() => end(`auth/sessions/${id}`, `The session in ${browser} is ended.`)}
                    >
                      End
                    </button>
                  )}
                </li>
              ))}
            </ul>
            {loading.value.sessions.length > 2 && (
              <button type="button" class="btn" onClick={() => end('auth/sessions', 'Only this session is left.')}>
                End all others
              </button>
            )}
          </>
        )}
      </div>
    </Part>
  );
}
