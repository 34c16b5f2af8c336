// Finding an article by the widget's own ranking, to link it in a reply or to say that it answers a request.
import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { get, wordsOf } from '../api-client.ts';
import { signedInAs } from '../session-model.ts';
import { Dialog } from '../ui/dialog.tsx';
import { TextField } from '../ui/field.tsx';
import type { LinkedArticle } from './composer-model.ts';

interface Hit {
  slug: string;
  title: string;
  breadcrumb: string[];
}

export function ArticlePicking({
  title,
  onPick,
  onClose,
}: {
  title: string;
  onPick: (article: LinkedArticle) => void;
  onClose: () => void;
}) {
  const { desk } = signedInAs();
  const query = useSignal('');
  const hits = useSignal<Hit[]>([]);
  const failure = useSignal<string | null>(null);
  useEffect(() => {
    if (query.value.trim() === '') return;
    const timer = setTimeout(async () => {
      const answer = await get<{ results: Hit[] }>('v1/search', {
        site: desk.sites[0]?.key,
        locale: desk.locale,
        q: query.value,
      });
      if (answer.ok) hits.value = answer.value.results;
      else failure.value = wordsOf(answer);
    }, 200);
    return () => clearTimeout(timer);
  }, [query.value]);
  return (
    <Dialog title={title} onClose={onClose}>
      <TextField
        label="Words that the article has"
        type="search"
        hasFocus
        value={query.value}
        onInput={(value) => {
          query.value = value;
        }}
      />
      {failure.value && <p role="alert">{failure.value}</p>}
      <ul class="merge-list">
        {hits.value.map((hit) => (
          <li key={hit.slug}>
            <button type="button" class="merge-row" onClick={() => onPick({ slug: hit.slug, title: hit.title })}>
              {hit.title}
            </button>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
