// Opens the real panel over a pretended help server, so that tests go through the same door as a host page.
import { expect, onTestFinished, vi } from 'vitest';
import type { Site } from '../../../contract/api/site.ts';
import type { SubmitTicket } from '../../../contract/api/tickets.ts';
import type { ArticleFile } from '../../../contract/article.ts';
import { searchArticles } from '../../../contract/search/search-articles.ts';
import { startScreen } from '../../../contract/start-screen.ts';
import type { UsageEvent } from '../../../contract/usage-events.ts';
import { parseEmbedConfig } from '../../../widget/embed-config.ts';
import type { LoaderHandle } from '../../../widget/embedding.ts';
import type { Environment } from '../../../widget/environment.ts';
import { mountPanel } from '../../../widget/mount.tsx';
import { makeIndex, type TestArticle } from '../../support/make-index.ts';

const BASE = 'https://help.example/';
export const STARTED_AT = Date.UTC(2026, 3, 3, 14, 40);

function article(slug: string, title: string, body: string, more: Partial<TestArticle> = {}): TestArticle {
  const card = { slug, title, summary: body, breadcrumb: ['Billing'], pages: [], audience: ['everyone'], order: 0 };
  return { ...card, headings: [], body, meta: [], ...more };
}

const ARTICLES = [
  article('refund-rules', 'Refund rules', 'You can give a full refund until the delivery is done.', {
    pages: ['/orders/*'],
  }),
  article('download-invoice', 'Download an invoice', 'A refunded order keeps its invoice.'),
  article('team-only', 'Refund limits for the team', 'A refund above the limit.', { audience: ['team'] }),
];
const TEXTS = Object.fromEntries(
  ARTICLES.map(({ slug, summary, body }) => [slug, { summary, sections: [{ id: '', heading: '', text: body }] }]),
);
export const INDEX = await makeIndex(ARTICLES, 'en', TEXTS);

function fileOf({ slug, title, summary, breadcrumb, audience }: TestArticle): ArticleFile {
  const html = `<p>${summary}</p><h2 id="steps">Steps</h2><p>See <a data-slug="download-invoice" href="/help/en/download-invoice">the invoice</a>.</p>`;
  const related = [{ slug: 'download-invoice', title: 'Download an invoice' }];
  return {
    slug,
    title,
    summary,
    breadcrumb,
    html,
    sections: [],
    updated: '2026-03-03',
    minutes: 2,
    revision: 7,
    related,
    audience,
  };
}

function category(key: string, label: string, more: Partial<Site['categories'][number]> = {}) {
  const promise = { hours: 4, respond_by: new Date(STARTED_AT + 3_600_000).toISOString() };
  return { key, label, restricted: false, readers: [], asks_browser: false, promise, ...more };
}

export const SITE: Site = {
  site: 'default',
  name: 'Ovenbird',
  locale: 'en',
  locales: ['en'],
  release: 'r1',
  kb: {
    en: {
      search: 'shipped',
      index: '/kb/index.bin',
      rest: '/kb/rest.bin',
      passages: '/kb/passages.json',
      articles: '/kb/articles/',
      pages: '/help/en/',
    },
  },
  categories: [
    category('general', 'Something else'),
    category('bug', 'Something is broken', { asks_browser: true }),
    category('security', 'Security', { restricted: true, readers: ['Dan Osei', 'Lin Zhao'] }),
  ],
  enquiry_types: ['question', 'problem'],
  limits: {
    message: 20_000,
    subject: 200,
    name: 120,
    email: 254,
    files: 5,
    file_bytes: 10_485_760,
    files_bytes: 26_214_400,
  },
  theme: { color: null },
  mail: 'help@example.com',
  time_zone: 'UTC',
  intent_sample: 3,
  shown_count: 5,
  popular: [],
};

/** The same site with too many articles to send its index. */
export const SERVED_SITE: Site = {
  ...SITE,
  kb: Object.fromEntries(Object.entries(SITE.kb).map(([locale, kb]) => [locale, { ...kb, search: 'served' }])),
};

export interface TicketPost {
  key: string;
  ticket: SubmitTicket;
  text: string;
}

/** Pretended timers; drawing goes on in real time. */
export function fakeTimers(): void {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'] });
}

/** Real timers again, with nothing left waiting in the pretended ones. */
export function realTimers(): void {
  // A drawing is put off by a timer that another timer sets.
  for (const _ of ['drawing', 'effects', 'rest']) if (vi.isFakeTimers()) vi.runOnlyPendingTimers();
  vi.useRealTimers();
}

/** A help server in memory; `failing` holds parts of paths that answer 503, `answerTicket` may be replaced. */
export function pretendServer(site: Site = SITE) {
  const served = INDEX.live;
  const server = {
    requests: [] as string[],
    events: [] as UsageEvent[],
    sids: new Set<string>(),
    posts: [] as TicketPost[],
    failing: new Set<string>(),
    /** Answers for single paths in place of the usual ones. */
    instead: new Map<string, (init: RequestInit) => Response | Promise<Response>>(),
    /** Queries of the searches that the server was asked, and how each file was asked for. */
    searches: [] as string[],
    caches: [] as string[],
    answerTicket: (): { status: number; body: unknown } => ({
      status: 201,
      body: {
        number: 4182,
        access_key: 'K7MQ-4TZN',
        status_url: '/tickets/4182',
        promise: { text: '', respond_by: new Date(STARTED_AT + 3_600_000).toISOString() },
      },
    }),
    fetch: async (address: RequestInfo | URL, init: RequestInit = {}): Promise<Response> => {
      const { pathname, searchParams } = new URL(`${address}`);
      server.requests.push(pathname);
      if (init.cache) server.caches.push(`${init.cache} ${pathname}`);
      const own = server.instead.get(pathname);
      if (own) return own(init);
      const answer = (status: number, body: unknown) => new Response(JSON.stringify(body), { status });
      if ([...server.failing].some((part) => pathname.includes(part))) return answer(503, { code: 'unavailable' });
      if (pathname.endsWith('/sites/default')) return answer(200, site);
      const bytes = { '/kb/index.bin': INDEX.first, '/kb/rest.bin': INDEX.rest }[pathname];
      if (bytes) return new Response(bytes, { headers: { 'content-type': 'application/octet-stream' } });
      if (pathname === '/kb/passages.json') return answer(200, TEXTS);
      const audience = searchParams.get('audience') ?? undefined;
      if (pathname.endsWith('/search')) {
        const q = searchParams.get('q') ?? '';
        server.searches.push(q);
        const asYouType = searchParams.get('as_you_type') === 'true';
        const found = searchArticles(served, q, { k: Number(searchParams.get('k')), asYouType, audience });
        const results = found.hits.map(({ score, ...hit }) => hit);
        return answer(200, { results, corrected: found.corrected, release: 'r1' });
      }
      if (pathname.endsWith('/start'))
        return answer(
          200,
          startScreen(served, { path: searchParams.get('path') ?? '', audience, popular: site.popular }),
        );
      if (pathname.endsWith('/events')) {
        const batch = JSON.parse(`${init.body}`) as { sid: string; events: UsageEvent[] };
        server.sids.add(batch.sid);
        server.events.push(...batch.events);
        return answer(202, { accepted: batch.events.length, ignored: 0 });
      }
      if (pathname.endsWith('/tickets')) {
        const key = new Headers(init.headers).get('idempotency-key') ?? '';
        server.posts.push({ key, ticket: JSON.parse(`${init.body}`), text: `${init.body}` });
        const { status, body } = server.answerTicket();
        return answer(status, body);
      }
      const found = ARTICLES.find(({ slug }) => pathname === `/kb/articles/${slug}.json`);
      return found ? answer(200, fileOf(found)) : answer(404, { code: 'not_found' });
    },
  };
  return server;
}
export type PretendServer = ReturnType<typeof pretendServer>;

/** Mounts the panel as the loader would; nothing is requested before `call('open')`. */
export function openWidget(
  server: PretendServer,
  attributes: Record<string, string> = {},
  environment: Partial<Environment> = {},
  early?: LoaderHandle['early'],
) {
  const host = document.createElement('fingerpost-help');
  document.body.append(host);
  const root = host.attachShadow({ mode: 'open' });
  const frame = document.createElement('div');
  frame.className = 'fp';
  const launcher = document.createElement('button');
  launcher.className = 'launch';
  launcher.textContent = 'Help';
  frame.append(launcher);
  root.append(frame);
  const clock = { now: STARTED_AT };
  let ids = 0;
  const handle: LoaderHandle = {
    attributes,
    base: BASE,
    root,
    destroy: () => host.remove(),
    ...(early ? { early } : {}),
  };
  const { app, call } = mountPanel(handle, parseEmbedConfig(attributes), {
    fetch: server.fetch as typeof fetch,
    now: () => clock.now,
    random: () => 0.99,
    uuid: () => `00000000-0000-4000-8000-${String(ids++).padStart(12, '0')}`,
    storage: attributes.storage === 'none' ? null : sessionStorage,
    path: () => '/orders/2291',
    languages: ['en'],
    doNotTrack: false,
    ...environment,
  });
  // Nothing of it may run on when the page of the tests is gone.
  onTestFinished(() => call('destroy'));
  /** What is shown; the first view stays behind later ones, hidden. */
  const all = (query: string) =>
    [...root.querySelectorAll<HTMLElement>(query)].filter((node) => !node.closest('.find[hidden]'));
  const text = (node: Element) => (node.getAttribute('aria-label') ?? node.textContent ?? '').trim();
  const button = (name: string) => all('button, a').find((node) => text(node) === name);
  const widget = {
    app,
    call,
    clock,
    root,
    launcher,
    all,
    button,
    view: () => all('[data-view]')[0]?.dataset,
    /** Resolves when the outermost view is in that state. */
    reached: (view: string, state: string) =>
      vi.waitFor(() => expect({ ...widget.view() }).toMatchObject({ view, state })),
    /** Presses a button as soon as it is there. */
    press: async (name: string) => (await vi.waitFor(() => button(name) ?? expect.fail(`no button ${name}`))).click(),
    field: (label: string) => {
      const found = all('label').find((node) => text(node).startsWith(label));
      const control = found?.getAttribute('for');
      return (control ? root.getElementById(control) : found?.querySelector('input, textarea')) as HTMLInputElement;
    },
    fill: (label: string, value: string) => {
      const field =
        label === 'Search help' ? (root.querySelector('[role=combobox]') as HTMLInputElement) : widget.field(label);
      field.value = value;
      field.dispatchEvent(new InputEvent('input', { bubbles: true }));
    },
    key: (key: string) =>
      root.querySelector('[role=combobox]')?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true })),
    /** The page goes, as with a page load or a crash: what the tab has stays. */
    leave: () => {
      const kept = Object.entries(sessionStorage);
      call('destroy');
      for (const [name, value] of kept) sessionStorage.setItem(name, value);
    },
    trail: () => app.recorder.model.value?.session.value?.trail ?? [],
    types: () => widget.trail().map(({ type }) => type),
    /** Opens, searches, opens the first answer and waits until it is there. */
    read: async (query: string) => {
      call('open');
      await widget.reached('home', 'ready');
      widget.fill('Search help', query);
      await widget.reached('results', 'found');
      widget.all('[role=option]')[0]?.click();
      await widget.reached('article', 'ready');
    },
  };
  return widget;
}
