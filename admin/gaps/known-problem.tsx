// A fault announced on the pages that it touches: what people read there, with the article that says more, and taking it back.
import { useEffect, useRef, useState } from 'preact/hooks';
import type { AnnouncedProblem } from '../../contract/api/announced-problems.ts';
import type { GapDetail } from '../../contract/api/gaps.ts';
import { get, send, wordsOf } from '../api-client.ts';
import { announce, announceFailure } from '../ui/announce.tsx';
import { Icon } from '../ui/icon.tsx';
import { Moment } from '../ui/time.tsx';
import { AnnounceDialog, type Announced } from './announce-dialog.tsx';
import { SidePanel } from './side-panel.tsx';

interface Props {
  gap: GapDetail;
  /** After it was announced or taken back: the history of the gap has grown. */
  onChange: () => void;
}

export function KnownProblem({ gap, onChange }: Props) {
  const path = `v1/admin/gaps/${encodeURIComponent(gap.key)}/known-problem`;
  const [announced, setAnnounced] = useState<Announced>(null);
  const [isWriting, setWriting] = useState(false);
  useEffect(() => {
    get<AnnouncedProblem>(path).then((answer) => {
      if (answer.ok) setAnnounced(answer.value.announced);
    });
  }, [path]);
  const mainButton = useRef<HTMLButtonElement>(null);
  const takeBack = async () => {
    announceFailure('');
    const answer = await send<AnnouncedProblem>('DELETE', path);
    if (!answer.ok) {
      announceFailure(wordsOf(answer));
      return;
    }
    // The button that was pressed goes away with what it took back.
    mainButton.current?.focus();
    setAnnounced(null);
    announce('It is taken back.');
    onChange();
  };
  return (
    <SidePanel title="Known problem">
      {announced ? (
        <>
          <p class="notice warn">
            <Icon name="warning" />
            <bdi>{announced.words}</bdi>
          </p>
          <p class="small muted">
            Help says so on <span class="mono">{announced.pages.join(', ')}</span>, with{' '}
            <bdi>“{announced.title ?? announced.article}”</bdi> to read. Announced by {announced.by},{' '}
            <Moment at={announced.at} />.
          </p>
        </>
      ) : (
        <p class="small muted">
          Not announced. Whoever opens help on the pages that it touches can be told, so that they need not ask.
        </p>
      )}
      {gap.may_change && (
        // By its key it stays what it is, and so does the focus, when what stands above it changes.
        <p class="row wrap" key="acts">
          <button type="button" class="btn" ref={mainButton} onClick={() => setWriting(true)}>
            {announced ? 'Say it otherwise' : 'Announce it'}
          </button>
          {announced && (
            <button type="button" class="btn" onClick={takeBack}>
              Take it back
            </button>
          )}
        </p>
      )}
      {isWriting && (
        <AnnounceDialog
          gap={gap}
          announced={announced}
          path={path}
          onDone={(now) => {
            setAnnounced(now);
            setWriting(false);
            announce('It is announced.');
            onChange();
          }}
          onClose={() => setWriting(false)}
        />
      )}
    </SidePanel>
  );
}
