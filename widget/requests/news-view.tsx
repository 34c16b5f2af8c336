// What the first view says before anything else: problems that are known on this page, and one's own requests.

import { rankForPage } from '../../contract/search/cards.ts';
import { useApp } from '../shell/app-context.ts';
import { ALERT } from '../ui/field.tsx';
import { useEffect } from '../ui/hooks.ts';
import { Icon } from '../ui/icon.tsx';
import { KEPT } from './kept-requests.ts';
import { MineLine } from './mine-line.tsx';
import css from './my-requests.css?inline';

export function News() {
  const { person, store, style } = useApp();
  style(css);
  return (
    <>
      <KnownProblems />
      {(person.token || store.get(KEPT)) && <MineLine />}
    </>
  );
}

/** A line for each problem that touches this page; to read what explains it is a read like any other. */
function KnownProblems() {
  const { help, page, recorder, openArticle } = useApp();
  const path = page.value;
  const problems = (help.state.value.site?.known_problems ?? []).filter(
    ({ pages }) => rankForPage(pages, path) < Infinity,
  );
  const slugs = problems.map(({ article }) => article).slice(0, 5);
  useEffect(() => {
    if (slugs.length) recorder.record({ type: 'contextual_shown', article_ids: slugs });
  }, [slugs.join()]);
  return problems.map(({ article, text }) => (
    <button
      key={article}
      type="button"
      class="line known"
      onClick={() => openArticle({ slug: article, source: 'contextual' })}
    >
      <Icon d={ALERT} />
      <b>{text}</b>
    </button>
  ));
}
