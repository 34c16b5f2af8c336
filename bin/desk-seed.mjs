// An invented morning at the desk, put in over the API: requests with and without a trail, answered and open ones.
const TEXTS = [
  [
    'billing',
    'question',
    'Can I refund after the delivery has left?',
    'Priya Nair',
    'priya@example.com',
    'refund cancel',
  ],
  ['bug', 'problem', 'The pay button does nothing on the phone, error 500', 'Yusuf Demir', 'yusuf@example.com', null],
  [
    'account',
    'question',
    'How do I add a second person to our account?',
    'Lucía Marín',
    'lucia@example.com',
    'add user',
  ],
  ['general', 'question', 'Where is my receipt?', 'Ruth Okafor', 'ruth@example.com', 'receipt'],
  ['billing', 'request', 'Could you invoice once a month?', 'Bill Harper', 'bill@example.com', null],
  ['general', null, 'Account looks broken', 'Eleni Pappas', null, 'sign in'],
  ['security', 'problem', 'I can see orders that are not mine', 'Marek Dvořák', 'marek@example.com', null],
  ['account', 'question', 'كيف أغير عنوان بريدي؟', 'ليلى حداد', 'layla@example.com', null],
];

function trailOf(query, slug) {
  const search = {
    search_id: 's1',
    query,
    result_count: 2,
    result_ids: [slug, 'pages-of-the-help-centre'],
    shown_count: 2,
  };
  return [
    { type: 'session_started', t_ms: 0, page_key: '/billing', locale: 'en' },
    { type: 'search_performed', t_ms: 5_000, trigger: 'enter', ...search },
    {
      type: 'article_opened',
      t_ms: 9_000,
      view_id: 'v1',
      article_id: slug,
      source: 'search',
      search_id: 's1',
      position: 1,
    },
    {
      type: 'article_closed',
      t_ms: 77_000,
      view_id: 'v1',
      active_ms: 65_000,
      max_scroll_pct: 96,
      close_source: 'navigate',
    },
    { type: 'form_opened', t_ms: 80_000, entry: 'button' },
    { type: 'suggestions_shown', t_ms: 100_000, article_ids: [slug], typed_len: 24 },
  ].map((event, seq) => ({ seq, ...event }));
}

const sidOf = (at) => `${at}`.padStart(32, 'abcdef0123456789');

/**
 * Writes the requests and some help attempts; `slug` is an article that exists.
 * @returns their numbers, in order.
 */
export async function seedDesk(origin, slug) {
  const numbers = [];
  for (const [at, [category, enquiry_type, message, name, email, query]] of TEXTS.entries()) {
    const { number } = await post(origin, 'tickets', {
      site: 'default',
      locale: 'en',
      category,
      message,
      ...(enquiry_type ? { enquiry_type } : {}),
      ...(name ? { name } : {}),
      ...(email ? { email } : {}),
      ...(query ? { session: { sid: sidOf(at), trail: trailOf(query, slug) } } : {}),
    });
    numbers.push(number);
  }
  for (let at = 100; at < 126; at += 1) await attempt(origin, at, slug);
  return numbers;
}

/** Somebody who got help, or not, without writing. */
async function attempt(origin, at, slug) {
  const all = trailOf('find my request', slug);
  const voted = { seq: 6, type: 'answer_voted', t_ms: 101_000, view_id: 'v1', value: at % 3 ? 'yes' : 'no' };
  const events = at % 4 === 0 ? all.slice(0, 2) : at % 4 === 1 ? all.slice(0, 4) : [...all.slice(0, 4), voted];
  await post(origin, 'events', { v: 1, site: 'default', sid: sidOf(at), events });
}

async function post(origin, path, body) {
  const response = await fetch(`${origin}/api/v1/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
  return response.json();
}
