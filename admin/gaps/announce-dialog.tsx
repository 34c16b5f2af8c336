// Writing what people read about a known problem: the sentence, the article that says more, and the pages; each wrong part is named at its field.
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { AnnouncedProblem } from '../../contract/api/announced-problems.ts';
import type { GapDetail } from '../../contract/api/gaps.ts';
import { LIMITS } from '../../contract/limits.ts';
import { send } from '../api-client.ts';
import { ArticlePicker } from '../articles/article-picker.tsx';
import { signedInAs } from '../session-model.ts';
import { type FieldWords, FormModel } from '../sign-in/form-model.ts';
import { Dialog } from '../ui/dialog.tsx';
import { Field, TextField } from '../ui/field.tsx';
import { pagePattern } from './gap-words.ts';

export type Announced = AnnouncedProblem['announced'];

interface Props {
  gap: GapDetail;
  announced: Announced;
  /** Where it is sent to. */
  path: string;
  onDone: (announced: Announced) => void;
  onClose: () => void;
}

export function AnnounceDialog({ gap, announced, path, onDone, onClose }: Props) {
  const { desk } = signedInAs();
  const form = useMemo(
    () =>
      new FormModel({
        fields: {
          words: announced?.words ?? '',
          article: announced?.article ?? gap.article?.slug ?? '',
          pages: (announced?.pages ?? gap.pages.map(({ page_key }) => pagePattern(page_key))).join('\n'),
        },
        check,
        send: ({ words = '', article = '', pages = '' }) =>
          send<AnnouncedProblem>('PUT', path, { words: words.trim(), article, pages: pagesIn(pages) }),
      }),
    [path],
  );
  const [title, setTitle] = useState(announced?.title ?? gap.article?.title ?? '');
  const [picking, setPicking] = useState<'not yet' | 'now' | 'picked'>('not yet');
  const choose = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (picking === 'picked') choose.current?.focus();
  }, [picking]);
  if (picking === 'now') {
    return (
      <ArticlePicker
        locale={desk.locale}
        query={gap.title}
        title="The article that says more"
        onPick={(article) => {
          form.write('article', article.slug);
          setTitle(article.title);
          setPicking('picked');
        }}
        onClose={() => setPicking('picked')}
      />
    );
  }
  const { words = '', article = '', pages = '' } = form.fields.value;
  const errors = form.errors.value;
  return (
    <Dialog title="Announce a known problem" onClose={onClose}>
      <form
        class="stack4"
        onSubmit={async (event) => {
          event.preventDefault();
          const done = await form.send<AnnouncedProblem>();
          if (done) onDone(done.value.announced);
        }}
      >
        <TextField
          label="What people read"
          hint={`One sentence in their words, of at most ${LIMITS.problemWords} characters.`}
          error={errors.words}
          maxLength={LIMITS.problemWords}
          value={words}
          hasFocus={picking === 'not yet'}
          onInput={(value) => form.write('words', value)}
        />
        <Field
          label="The article that says more"
          hint="People open it from the sentence: what is known, and what helps until it is mended. It has to be published."
          error={errors.article}
        >
          {(control) => (
            <p class="row wrap">
              <bdi>{article ? title || article : 'None yet'}</bdi>
              <button type="button" class="btn" {...control} ref={choose} onClick={() => setPicking('now')}>
                Choose an article
              </button>
            </p>
          )}
        </Field>
        <Field
          label="On these pages"
          hint="One on each line, as articles name them: /checkout, /orders/*"
          error={errors.pages}
        >
          {(control) => (
            <textarea
              {...control}
              class="input mono"
              rows={3}
              value={pages}
              onInput={(event) => form.write('pages', event.currentTarget.value)}
            />
          )}
        </Field>
        {form.failure.value && (
          <p class="msg-error" role="alert">
            {form.failure.value}
          </p>
        )}
        <p>
          <button type="submit" class="btn primary" disabled={form.isSending.value}>
            Announce it
          </button>
        </p>
      </form>
    </Dialog>
  );
}

function check({ words = '', article, pages = '' }: FieldWords): FieldWords {
  const named = pagesIn(pages);
  const wrong = named.find((page) => !page.startsWith('/'));
  return {
    ...(words.trim() ? {} : { words: 'Say in a sentence what is not working.' }),
    ...(article ? {} : { article: 'Choose the article that says more.' }),
    ...(named.length > 0 ? {} : { pages: 'Name at least one page; /* is every page.' }),
    ...(wrong === undefined ? {} : { pages: `“${wrong}” is no page: it begins with /, like /checkout or /orders/*.` }),
  };
}

/** A page on each line; several on one line are told apart by their slashes. */
function pagesIn(text: string): string[] {
  return text
    .split(/\n|\s+(?=\/)/)
    .map((page) => page.trim())
    .filter(Boolean);
}
