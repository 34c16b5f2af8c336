// "Start a draft": an article begun from people's words and the best replies, downloaded, or committed to a branch of its own.
import { useState } from 'preact/hooks';
import type { GapDetail } from '../../contract/api/gaps.ts';
import { queryText, send, wordsOf } from '../api-client.ts';
import { signedInAs } from '../session-model.ts';
import { announce, announceFailure } from '../ui/announce.tsx';
import { DraftPreviewDialog } from './draft-preview.tsx';
import { type Looking, serverQuery } from './gaps-address.ts';
import { SidePanel } from './side-panel.tsx';

interface CommittedDraft {
  branch: string;
  path: string;
}

export function DraftPart({ gap, looking }: { gap: GapDetail; looking: Looking }) {
  const { me, desk } = signedInAs();
  const [committed, setCommitted] = useState<CommittedDraft | null>(null);
  const [isSending, setSending] = useState(false);
  const [isShown, setShown] = useState(false);
  if (!gap.may_change) return null;
  const query = serverQuery(looking);
  const place = `v1/admin/gaps/${encodeURIComponent(gap.key)}/draft`;
  const path = `${place}${queryText(query)}`;
  const commit = async () => {
    if (isSending) return;
    setSending(true);
    announceFailure('');
    const answer = await send<CommittedDraft>('POST', path);
    setSending(false);
    if (!answer.ok) announceFailure(wordsOf(answer));
    else {
      setCommitted(answer.value);
      announce(`The draft is on the branch ${answer.value.branch}.`);
    }
  };
  return (
    <SidePanel
      title="Start a draft"
      hint="A markdown file from the best public reply and the questions that several people asked, ready for the check. It names nobody."
      anchor="draft"
    >
      <p class="row wrap">
        <button type="button" class="btn" onClick={() => setShown(true)}>
          Preview
        </button>
        <a class="btn" href={`/api/${path}`} download>
          Download
        </a>
        {me.role !== 'agent' && desk.commits_drafts && (
          <button type="button" class="btn" aria-disabled={isSending} onClick={commit}>
            {isSending ? 'Committing…' : 'Open a branch'}
          </button>
        )}
      </p>
      <p class="small muted">
        {gap.article?.url ? (
          <>
            The article exists: take from the draft what it lacks. Beside <bdi>“{gap.article.title}”</bdi> it would be a
            second answer to the same question.
          </>
        ) : (
          <>
            Put it into the folder of your articles, below its language (<span class="mono">{desk.locale}/</span>),
            write what is missing, and run <span class="mono">fingerpost check</span>.
          </>
        )}
      </p>
      {committed && (
        <p class="small">
          On the branch <span class="mono">{committed.branch}</span>, as <span class="mono">{committed.path}</span>.
        </p>
      )}
      {isShown && (
        <DraftPreviewDialog path={place} query={query} href={`/api/${path}`} onClose={() => setShown(false)} />
      )}
    </SidePanel>
  );
}
