// What the draft of an article will read like, before it is downloaded: its text, the questions that find it, and what comes next.
import { useEffect, useState } from 'preact/hooks';
import type { DraftPreview } from '../../contract/api/gaps.ts';
import { get, type Refusal, wordsOf } from '../api-client.ts';
import { signedInAs } from '../session-model.ts';
import { Dialog } from '../ui/dialog.tsx';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { DraftSteps } from './draft-steps.tsx';
import './draft.css';

interface Props {
  /** Of the draft, below the API. */
  path: string;
  query: Record<string, string>;
  /** The file. */
  href: string;
  onClose: () => void;
}

type Loading = { state: 'loading' } | { state: 'ready'; draft: DraftPreview } | { state: 'failed'; refusal: Refusal };

export function DraftPreviewDialog({ path, query, href, onClose }: Props) {
  const [now, setNow] = useState<Loading>({ state: 'loading' });
  const load = async () => {
    setNow({ state: 'loading' });
    const answer = await get<DraftPreview>(path, { ...query, format: 'json' });
    setNow(answer.ok ? { state: 'ready', draft: answer.value } : { state: 'failed', refusal: answer });
  };
  useEffect(() => {
    void load();
  }, []);
  return (
    <Dialog title="The draft" onClose={onClose}>
      {now.state === 'loading' && <Skeleton lines={[60, 100, 90, 70]} label="Writing the draft" />}
      {now.state === 'failed' && <ProblemNotice words={wordsOf(now.refusal)} onRetry={load} />}
      {now.state === 'ready' && <Draft draft={now.draft} href={href} />}
    </Dialog>
  );
}

function Draft({ draft, href }: { draft: DraftPreview; href: string }) {
  const { desk } = signedInAs();
  const { title, asks, blocks, markdown, path } = draft;
  return (
    <div class="stack4">
      <article class="draft-page" aria-label="As it will read">
        <h3 class="h-sec">
          <bdi>{title}</bdi>
        </h3>
        {blocks.map((block, at) => (
          <Block key={`${at}${block.kind}`} block={block} />
        ))}
      </article>
      <section aria-labelledby="draft-asks">
        <h3 class="h-sub" id="draft-asks">
          Questions that will find it
        </h3>
        {asks.length > 0 ? (
          <ul class="draft-asks">
            {asks.map((ask) => (
              <li key={ask}>
                <bdi>{ask}</bdi>
              </li>
            ))}
          </ul>
        ) : (
          <p class="small muted">
            No words that {desk.k_sessions} people used alike: write its <span class="mono">asks</span> yourself.
          </p>
        )}
      </section>
      <DraftSteps path={path} />
      <details>
        <summary>The file as it is</summary>
        <pre class="draft-file">{markdown}</pre>
      </details>
      <p>
        <a class="btn primary" href={href} download>
          Download
        </a>
      </p>
    </div>
  );
}

function Block({ block }: { block: DraftPreview['blocks'][number] }) {
  const items = block.items.map((item, at) => (
    <li key={`${at}${item}`}>
      <bdi>{item}</bdi>
    </li>
  ));
  switch (block.kind) {
    case 'heading':
      return (
        <h4 class="h-sub">
          <bdi>{block.text}</bdi>
        </h4>
      );
    case 'steps':
      return <ol>{items}</ol>;
    case 'list':
      return <ul>{items}</ul>;
    case 'paragraph':
      return <p dir="auto">{block.text}</p>;
  }
}
