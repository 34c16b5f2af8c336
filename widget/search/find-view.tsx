// The first view: the search box, what is offered before a search, and the answers as somebody types.

import { useApp } from '../shell/app-context.ts';
import { LaterPart, NotLoaded } from '../shell/later-view.tsx';
import { useEffect, useRef } from '../ui/hooks.ts';
import { BUBBLE, CLOSE, Icon, LOCK, SEARCH } from '../ui/icon.tsx';
import { MarkedText } from '../ui/marked-text.tsx';
import { Skeleton } from '../ui/skeleton.tsx';

/** Fetches what is shown where nothing was found. */
export const fetchNothing = () => import('./nothing-view.tsx').then((module) => module.NothingView);
/** Fetches what is said of something that somebody wrote to us. */
const fetchLetters = () => import('../requests/letter-line.tsx').then((module) => module.LetterLines);
/** Fetches what is said of problems that are known, and the way to one's requests. */
const fetchNews = () => import('../requests/news-view.tsx').then((module) => module.News);
/** Fetches what is offered before a search. */
const fetchOffers = () => import('./offers-view.tsx').then((module) => module.Offers);
/** Ids are the shadow root's own. */
const LIST = 'answers';
const option = (place: number) => `answer${place}`;

/** Search box and whatever belongs under it. */
export function FindView() {
  const { search, help, words, panel, root, store, person, letters } = useApp();
  const box = useRef<HTMLInputElement>(null);
  const step = panel.top.value;
  const isShown = step.place.view === 'find';
  useEffect(() => {
    if (!isShown || !panel.mayFocus.value) return;
    // Coming back, to what led away from here.
    const before = step.focused as HTMLElement | null | undefined;
    step.focused = null;
    (before?.isConnected ? before : box.current)?.focus({ preventScroll: true });
  }, [panel.mayFocus.value, isShown]);
  const { is, hits } = search.state.value;
  const at = search.active.value;
  const guess = search.announced.value && search.corrected.value;
  const isOffering = is === 'idle' || is === 'nothing';
  const view = is === 'idle' ? 'home' : 'results';
  const now = help.state.value;
  const state = is === 'idle' ? now.is : is;
  /** Articles may be in another language than the panel. */
  const kb = now.is === 'ready' ? now.locale : undefined;

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      search.move(event.key === 'ArrowDown' ? 1 : -1);
    } else if (event.key === 'Enter' && !event.isComposing) {
      // What was chosen is opened as it stands: Enter alone may find otherwise, since it ends the last word.
      if (at < 0) search.enter();
      else {
        search.commit('enter');
        openHit(at);
      }
    } else if (event.key === 'Escape' && at >= 0) {
      event.stopPropagation();
      search.choose(-1);
    }
  };
  const openHit = useOpenHit();
  useEffect(() => {
    root.getElementById(option(at))?.scrollIntoView({ block: 'nearest' });
  }, [at]);

  return (
    <div class="find" hidden={!isShown} data-view={view} data-state={state} aria-busy={state === 'loading'}>
      <div class="search">
        <Icon d={SEARCH} />
        <input
          ref={box}
          class="box"
          type="text"
          role="combobox"
          inputMode="search"
          enterkeyhint="search"
          autocomplete="off"
          spellcheck={false}
          maxLength={200}
          aria-label={words.search}
          placeholder={words.search}
          aria-autocomplete="list"
          aria-expanded={hits.length > 0}
          aria-controls={LIST}
          aria-activedescendant={at < 0 ? undefined : option(at)}
          value={search.query.value}
          onInput={(event) => search.type(event.currentTarget.value)}
          onKeyDown={onKeyDown}
        />
        {search.query.value && (
          <button
            type="button"
            class="icon"
            aria-label={words.clear}
            onClick={() => {
              search.type('');
              box.current?.focus();
            }}
          >
            <Icon d={CLOSE} />
          </button>
        )}
      </div>
      {(is === 'found' || guess) && (
        <p class="count">
          {is === 'found' && words.answers(hits.length)}
          {guess && (
            <button
              type="button"
              class="plain"
              onClick={() => {
                search.type(guess);
                search.enter();
                box.current?.focus();
              }}
            >
              {words.didYouMean(guess)}
            </button>
          )}
        </p>
      )}
      <div
        id={LIST}
        role="listbox"
        aria-label={words.search}
        hidden={!hits.length}
        onPointerLeave={() => search.point()}
        onKeyDown={(event) => {
          // An answer has the focus after somebody pressed it and came back.
          box.current?.focus();
          onKeyDown(event);
        }}
      >
        {hits.map((hit, place) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: keys are handled by the box, which keeps the focus
          <div
            key={hit.slug}
            id={option(place)}
            role="option"
            tabIndex={-1}
            class="hit"
            dir="auto"
            lang={kb}
            aria-selected={place === at}
            onPointerMove={() => search.point(hit.slug)}
            onClick={() => openHit(place)}
          >
            <p>
              <b>
                <MarkedText text={hit.title} marks={hit.titleMarks} />
              </b>
              <span>
                <MarkedText text={hit.snippet} marks={hit.snippetMarks} />
              </span>
            </p>
            <small>{[...hit.breadcrumb, hit.section?.heading].filter(Boolean).join(' \u203a ')}</small>
          </div>
        ))}
      </div>
      {isShown && (letters.secret || store.get<object>('letters')) && <LaterPart fetchPart={fetchLetters} isExtra />}
      {isOffering && (person.token || store.get('requests') || now.site?.known_problems) && (
        <LaterPart fetchPart={fetchNews} isExtra />
      )}
      {help.isWeaker.value && is !== 'idle' && <Failed said={words.weaker} />}
      {is === 'nothing' && <LaterPart fetchPart={fetchNothing} meanwhile={<Skeleton />} />}
      {is === 'loading' && <Skeleton />}
      {state === 'failed' && <Failed said={words.failed} />}
      {isOffering && <LaterPart fetchPart={fetchOffers} meanwhile={<Skeleton />} isExtra={is === 'nothing'} />}
      <p class="sr" role="status">
        {search.announced.value &&
          [
            is === 'found' ? words.answers(hits.length) : is === 'nothing' && words.nothing(search.query.value),
            guess && words.didYouMean(guess),
          ]
            .filter(Boolean)
            .join('. ')}
      </p>
    </div>
  );
}

function useOpenHit() {
  const { search, openArticle } = useApp();
  return (at: number) => {
    const hit = search.state.value.hits[at];
    if (!hit) return;
    search.choose(at);
    openArticle({
      slug: hit.slug,
      source: 'search',
      searchId: search.commit('pause'),
      position: at + 1,
      section: hit.section?.id,
    });
  };
}

/** What could not be loaded, and another try. */
function Failed({ said }: { said: string }) {
  const { help, search } = useApp();
  const { load, again, isWeaker } = help;
  return (
    <NotLoaded said={said} again={help.state.value.is === 'failed' ? load : isWeaker.value ? again : search.again} />
  );
}

/** Under the first view: the way to write, once it may be offered, and the security report at any time. */
export function FindFoot() {
  const { help, words, mayWrite, openForm, search } = useApp();
  const state = help.state.value;
  const secrets = state.site?.categories.filter(({ restricted }) => restricted) ?? [];
  const writes = mayWrite() && search.state.value.is !== 'nothing';
  if (!secrets.length && !writes) return null;
  return (
    <div class="foot">
      {secrets.map(({ key, label }) => {
        const title = key === 'security' ? words.security : label;
        return (
          <button
            key={key}
            type="button"
            class="plain"
            aria-label={title}
            onClick={() => openForm({ entry: 'direct', category: key, secret: true, title })}
          >
            <Icon d={LOCK} />
            {title !== label && (writes || secrets.length > 1) ? words.securityShort : title}
          </button>
        );
      })}
      {writes && (
        <button type="button" class="plain" onClick={() => openForm({ entry: 'button' })}>
          <Icon d={BUBBLE} />
          {state.is === 'failed' ? words.titles.form : words.write}
        </button>
      )}
    </div>
  );
}
