// An article in the panel: its place and age, its text, what is related, and the one question under it.

import type { ArticleFile } from '../../contract/article.ts';
import { enReading } from '../../contract/words/tongues/en-reading.ts';
import { type Vote, VoteModel } from '../feedback/vote-model.ts';
import { VoteFollowUp, VoteQuestion } from '../feedback/vote-view.tsx';
import { type App, useApp, useWords } from '../shell/app-context.ts';
import type { Place, Step } from '../shell/panel-model.ts';
import { useEffect, useLayoutEffect, useRef } from '../ui/hooks.ts';
import { Icon, PAGE } from '../ui/icon.tsx';
import { MailLink } from '../ui/mail-link.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { type Article, ArticleModel } from './article-model.ts';
import css from './articles.css?inline';
import type { ProseExtras } from './prose-extras.ts';
import { parseTrusted } from './trusted-html.ts';

/** What leads from one article to another. */
const WAYS_ON = 'a[data-slug], button.line';
const OUT = 'M6 3H3v10h10v-3M9 3h4v4M13 3 7.5 8.5';

/** What lives as long as the step: coming back finds the article and the vote as they were left. */
interface Held {
  article: Article;
  vote: Vote;
  /** How far the text was scrolled when it was last seen. */
  scroll: number;
  /** Which of the ways on was taken, from 0; -1 for none. */
  leftBy: number;
  back(): boolean;
}

function hold(app: App, step: Step): Held {
  const place = step.place as Extract<Place, { view: 'article' }>;
  const held = step as Step & { held?: Held };
  if (!held.held) {
    const article = new ArticleModel(app, place);
    const vote = new VoteModel(app, article, place.slug);
    held.held = { article, vote, scroll: step.scroll, leftBy: -1, back: vote.reopen };
  }
  return held.held;
}

/** The view of one step. */
export function ArticleView({ step }: { step: Step }) {
  const app = useApp();
  const words = useWords('reading', enReading);
  const held = hold(app, step);
  const { article, vote } = held;
  const place = useRef<HTMLDivElement>(null);
  const { is: helpIs } = app.help.state.value;
  const open = app.panel.isOpen.value;
  app.style(css);
  useEffect(() => {
    if (article.state.value.is !== 'ready') void article.load();
  }, [helpIs]);
  useLayoutEffect(() => {
    if (!open) return undefined;
    article.enter();
    const forget = app.recorder.onLeave(() => article.leave('unload'));
    return () => {
      forget();
      article.leave(app.panel.isOpen.value ? 'navigate' : 'user');
    };
  }, [open]);

  const now = article.state.value;
  const asking = vote.state.value === 'asking';
  useLayoutEffect(() => {
    const body = place.current?.closest('.body');
    if (body) body.scrollTop = asking ? held.scroll : 0;
  }, [asking]);
  return (
    <div ref={place} class="reading" data-view="article" data-state={now.is} aria-busy={now.is === 'loading'}>
      {now.is === 'loading' && <Skeleton />}
      {(now.is === 'failed' || now.is === 'missing') && (
        <div class="nothing">
          <p role="alert">{words[now.is]}</p>
          {now.is === 'failed' && <MailLink />}
          {now.is === 'failed' && (
            <button type="button" class="btn" onClick={() => (helpIs === 'failed' ? app.help.load() : article.load())}>
              {words.again}
            </button>
          )}
          <button type="button" class="btn" onClick={app.panel.home}>
            {words.searchAgain}
          </button>
        </div>
      )}
      {now.is === 'ready' && (
        <>
          <div hidden={!asking}>
            <Prose file={now.article} held={held} step={step} />
          </div>
          {asking ? <VoteQuestion vote={vote} /> : <VoteFollowUp vote={vote} />}
        </>
      )}
    </div>
  );
}

function Prose({ file, held, step }: { file: ArticleFile; held: Held; step: Step }) {
  const app = useApp();
  const words = useWords('reading', enReading);
  const text = useRef<HTMLDivElement>(null);
  const { article: model, vote } = held;
  useLayoutEffect(() => {
    const node = text.current as HTMLDivElement;
    const body = node.closest<HTMLElement>('.body');
    node.replaceChildren(parseArticle(file.html, app.api.resolve));
    const section = model.takeSection();
    if (section) jumpTo(node, section);
    else if (body) body.scrollTop = step.scroll;
    const onScroll = () => {
      if (!body || vote.state.value !== 'asking') return;
      held.scroll = body.scrollTop;
      model.scrolledTo(((body.scrollTop + body.clientHeight) / Math.max(1, body.scrollHeight)) * 100);
    };
    onScroll();
    body?.addEventListener('scroll', onScroll, { passive: true });
    const ways = () => [...(node.parentElement?.querySelectorAll<HTMLElement>(WAYS_ON) ?? [])];
    // Coming back, to what led away from here.
    if (app.panel.mayFocus.value) ways()[held.leftBy]?.focus({ preventScroll: true });
    return () => {
      body?.removeEventListener('scroll', onScroll);
      held.leftBy = ways().indexOf(app.root.activeElement as HTMLElement);
    };
  }, [file]);
  useEffect(() => {
    const node = text.current as HTMLDivElement;
    if (!node.querySelector('pre, img, video')) return undefined;
    let extras: ProseExtras | undefined;
    let isOver = false;
    import('./prose-extras.ts').then(
      (module) => {
        if (isOver) return;
        extras = module.enrichProse(app, node, model.played);
        model.onLeave(extras.pause);
      },
      () => undefined,
    );
    return () => {
      isOver = true;
      model.onLeave(undefined);
      extras?.stop();
    };
  }, [file]);
  const onClick = (event: MouseEvent) => {
    const link = (event.target as Element).closest('a');
    if (!link || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    const target = link.getAttribute('href') ?? '';
    const { slug, section } = link.dataset;
    if (slug) app.openArticle({ slug, section, source: 'related' });
    else if (target.startsWith('#')) jumpTo(text.current as HTMLElement, target.slice(1));
    else return;
    event.preventDefault();
  };
  const now = app.help.state.value;
  const about = [
    file.breadcrumb.join(' \u203a '),
    file.updated &&
      words.updated(
        new Intl.DateTimeFormat(app.locale, { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(file.updated)),
      ),
    words.minutes(file.minutes),
  ];
  return (
    <article dir="auto" lang={now.is === 'ready' ? now.locale : undefined}>
      <h2 class="title">{file.title}</h2>
      <p class="quiet about" lang={app.locale}>
        <span>{about.filter(Boolean).join(' \u00b7 ')}</span>
        {now.is === 'ready' && (
          <a href={app.api.resolve(now.kb.pages + encodeURIComponent(file.slug))} target="_blank" rel="noopener">
            {words.asPage}
            <Icon d={OUT} flip />
          </a>
        )}
      </p>
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: the links inside are what is pressed; Enter on a link is a click */}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: as above */}
      <div ref={text} class="prose" onClick={onClick} />
      {file.related.length > 0 && (
        <section>
          <h3 class="label" lang={app.locale}>
            {words.related}
          </h3>
          <ul>
            {file.related.map(({ slug, title }) => (
              <li key={slug}>
                <button type="button" class="line" onClick={() => app.openArticle({ slug, source: 'related' })}>
                  <Icon d={PAGE} />
                  {title}
                </button>
              </li>
            ))}
          </ul>
        </section>
      )}
    </article>
  );
}

/** The article's text with every address on the help server; plain text where the page allows no HTML from us. */
function parseArticle(html: string, resolve: (address: string) => string): Node {
  const content = parseTrusted(html);
  if (!content) return document.createTextNode(html.replace(/<[^>]*>/g, ' '));
  for (const [name, query] of [
    ['href', 'a[href^="/"]'],
    ['src', '[src^="/"]'],
    ['poster', '[poster^="/"]'],
  ] as const)
    for (const node of content.querySelectorAll(query))
      node.setAttribute(name, resolve(node.getAttribute(name) as string));
  for (const link of content.querySelectorAll<HTMLAnchorElement>('a[href]:not([href^="#"]):not([data-slug])')) {
    link.target = '_blank';
    link.rel = 'noopener';
  }
  for (const table of content.querySelectorAll('pre, table')) table.setAttribute('tabindex', '0');
  return content;
}

function jumpTo(text: HTMLElement, id: string): void {
  const name = CSS.escape(decodeURIComponent(id));
  const place = text.querySelector<HTMLElement>(`#${name}, #user-content-${name}`);
  if (!place) return;
  place.scrollIntoView?.({ block: 'start' });
  place.tabIndex = -1;
  place.focus({ preventScroll: true });
}
