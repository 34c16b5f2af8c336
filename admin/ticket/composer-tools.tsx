// What goes along with words that are being written: linked articles, files, and whether the draft is kept.
import { useId } from 'preact/hooks';
import { Icon } from '../ui/icon.tsx';
import { ArticleName } from './article-name.tsx';
import type { ComposerOnPage } from './composer-model.ts';
import { bytesWords, FILE_LIMITS } from './ticket-words.ts';

export function LinkedArticles({ composer }: { composer: ComposerOnPage }) {
  if (composer.articles.value.length === 0) return null;
  return (
    <ul class="artlinks" aria-label="Linked articles">
      {composer.articles.value.map((article) => (
        <li key={article.slug} class="artlink">
          <Icon name="page" />
          <span class="grow">
            <ArticleName article={article} />
            <span class="small muted block">Linked as the answer</span>
          </span>
          <button
            type="button"
            class="btn icon tight"
            aria-label={`Take ${article.title} off`}
            onClick={() => composer.unlink(article.slug)}
          >
            <Icon name="cross" />
          </button>
        </li>
      ))}
    </ul>
  );
}

export function ChosenFiles({ composer }: { composer: ComposerOnPage }) {
  const sending = composer.sending.value;
  if (composer.files.value.length === 0) return null;
  return (
    <>
      <ul class="files" aria-label="Files to send">
        {composer.files.value.map(({ id, file }) => (
          <li key={id} class="chip">
            <Icon name="clip" />
            <span class="clip">{file.name}</span>
            <span class="muted">{bytesWords(file.size)}</span>
            <button
              type="button"
              class="btn icon tight"
              aria-label={`Take ${file.name} off`}
              onClick={() => composer.detach(id)}
            >
              <Icon name="cross" />
            </button>
          </li>
        ))}
      </ul>
      {sending?.share !== null && sending?.share !== undefined && (
        <p class="row small muted">
          <progress max={1} value={sending.share} aria-label="Sending the files" />
          {Math.round(sending.share * 100)} %
        </p>
      )}
    </>
  );
}

export function ComposerTools({
  composer,
  isNote,
  onInsert,
}: {
  composer: ComposerOnPage;
  isNote: boolean;
  onInsert: () => void;
}) {
  const id = useId();
  return (
    <div class="row wrap tools">
      {!isNote && (
        <button type="button" class="btn plain" onClick={onInsert}>
          <Icon name="page" />
          Insert an article <kbd>I</kbd>
        </button>
      )}
      <label class="btn plain" for={id} title={FILE_LIMITS}>
        <Icon name="clip" />
        File
      </label>
      <input
        id={id}
        class="sr"
        type="file"
        multiple
        aria-label="Add files"
        aria-describedby={`${id}-limits`}
        onChange={(event) => {
          composer.attach([...(event.currentTarget.files ?? [])]);
          event.currentTarget.value = '';
        }}
      />
      <span class="sr" id={`${id}-limits`}>
        {FILE_LIMITS}
      </span>
      {composer.files.value.length > 0 && <span class="small muted">{FILE_LIMITS}</span>}
      <span class="small muted">
        <DraftWords composer={composer} />
      </span>
    </div>
  );
}

function DraftWords({ composer }: { composer: ComposerOnPage }) {
  const draft = composer.draft.value;
  if (composer.hasWordsInOther.value && composer.body.value.trim() !== '') {
    const other = composer.visibility.value === 'public' ? 'note' : 'reply';
    return <>The {other} that you began is there only as long as this page is open.</>;
  }
  if (draft.is === 'failed') return <>The draft is only on this page: we cannot keep it just now, and try again.</>;
  if (draft.is !== 'kept') return null;
  const at = new Date(draft.at);
  return (
    <>
      Draft kept{' '}
      <time dateTime={draft.at}>{at.toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' })}</time>
      {composer.files.value.length > 0 && ', without the files'}
    </>
  );
}
