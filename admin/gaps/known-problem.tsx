// A fault announced on the pages that it touches: what people read there, with the article that says more, and taking it back.
import { useEffect, useState } from 'preact/hooks';
import type { AnnouncedProblem, AnnounceProblem } from '../../contract/api/announced-problems.ts';
import type { GapDetail } from '../../contract/api/gaps.ts';
import { LIMITS } from '../../contract/limits.ts';
import { get, send, wordsOf } from '../api-client.ts';
import { ArticlePicker } from '../articles/article-picker.tsx';
import { signedInAs } from '../session-model.ts';
import { announce, announceFailure } from '../ui/announce.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Field } from '../ui/field.tsx';
import { Icon } from '../ui/icon.tsx';
import { Moment } from '../ui/time.tsx';
import { pagePattern } from './gap-words.ts';
import { SidePanel } from './side-panel.tsx';

type Announced = AnnouncedProblem['announced'];

export function KnownProblem({ gap }: { gap: GapDetail }) {
  const path = `v1/admin/gaps/${encodeURIComponent(gap.key)}/known-problem`;
  const [announced, setAnnounced] = useState<Announced>(null);
  const [isWriting, setWriting] = useState(false);
  useEffect(() => {
    get<AnnouncedProblem>(path).then((answer) => {
      if (answer.ok) setAnnounced(answer.value.announced);
    });
  }, [path]);
  const change = async (method: 'PUT' | 'DELETE', body?: AnnounceProblem) => {
    announceFailure('');
    const answer = await send<AnnouncedProblem>(method, path, body);
    if (!answer.ok) {
      announceFailure(wordsOf(answer));
      return;
    }
    setAnnounced(answer.value.announced);
    setWriting(false);
    announce(answer.value.announced ? 'It is announced.' : 'It is taken back.');
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
            Help says so on <span class="mono">{announced.pages.join(', ')}</span>, with “{announced.article}” to read.
            Announced by {announced.by}, <Moment at={announced.at} />.
          </p>
        </>
      ) : (
        <p class="small muted">
          Not announced. Whoever opens help on the pages that it touches can be told, so that they need not ask.
        </p>
      )}
      {gap.may_change && (
        <p class="row wrap">
          <button type="button" class="btn" onClick={() => setWriting(true)}>
            {announced ? 'Say it otherwise' : 'Announce it'}
          </button>
          {announced && (
            <button type="button" class="btn" onClick={() => change('DELETE')}>
              Take it back
            </button>
          )}
        </p>
      )}
      {isWriting && (
        <AnnounceDialog
          gap={gap}
          announced={announced}
          onSave={(problem) => change('PUT', problem)}
          onClose={() => setWriting(false)}
        />
      )}
    </SidePanel>
  );
}

interface DialogProps {
  gap: GapDetail;
  announced: Announced;
  onSave: (problem: AnnounceProblem) => void;
  onClose: () => void;
}

function AnnounceDialog({ gap, announced, onSave, onClose }: DialogProps) {
  const { desk } = signedInAs();
  const [words, setWords] = useState(announced?.words ?? '');
  const [article, setArticle] = useState(announced?.article ?? gap.article?.slug ?? '');
  const [pages, setPages] = useState(
    (announced?.pages ?? gap.pages.map(({ page_key }) => pagePattern(page_key))).join('\n'),
  );
  const [isPicking, setPicking] = useState(false);
  const [error, setError] = useState('');
  const save = () => {
    const patterns = pages.split(/\s+/).filter(Boolean);
    if (!words.trim()) setError('Say in a sentence what is not working.');
    else if (!article) setError('Choose the article that says more.');
    else if (patterns.length === 0) setError('Name at least one page; /* is every page.');
    else onSave({ words: words.trim(), article, pages: patterns });
  };
  if (isPicking) {
    return (
      <ArticlePicker
        locale={desk.locale}
        query={gap.title}
        title="The article that says more"
        onPick={({ slug }) => {
          setArticle(slug);
          setPicking(false);
        }}
        onClose={() => setPicking(false)}
      />
    );
  }
  return (
    <Dialog title="Announce a known problem" onClose={onClose}>
      <form
        class="stack4"
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
      >
        <Field label="What people read" hint="One sentence, in their words." error={error || undefined}>
          {(control) => (
            <input
              {...control}
              class="input"
              maxLength={LIMITS.problemWords}
              value={words}
              onInput={(event) => setWords(event.currentTarget.value)}
            />
          )}
        </Field>
        <div>
          <p class="label">The article that says more</p>
          <p class="row wrap">
            <span class="mono">{article || 'none yet'}</span>
            <button type="button" class="btn" onClick={() => setPicking(true)}>
              Choose an article
            </button>
          </p>
        </div>
        <Field label="On these pages" hint="One on each line, as articles name them: /checkout, /orders/*">
          {(control) => (
            <textarea
              {...control}
              class="input mono"
              rows={3}
              value={pages}
              onInput={(event) => setPages(event.currentTarget.value)}
            />
          )}
        </Field>
        <p>
          <button type="submit" class="btn primary">
            Announce it
          </button>
        </p>
      </form>
    </Dialog>
  );
}
