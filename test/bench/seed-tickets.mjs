// Fills a database with requests as a desk of some years has them: most are closed, words and people follow a long tail.

const WORDS =
  'invoice refund order delivery account password login printer export report address van route payment card charge email team member upgrade bakery label screen button error page report language setting phone number tax receipt schedule'.split(
    ' ',
  );
const TEXT_WORDS = 30;
const ROWS_AT_ONCE = 500;
const OPEN = ['submitted', 'in_review', 'in_progress', 'waiting_on_requester', 'answered', 'client_testing'];

/** Inserts tickets with one message and one line of trail each, straight into the tables, with their words. */
export async function seedTickets(load, services, { count, agents, now }) {
  const { sql } = await load('kysely');
  const { dialectOf } = await load('/server/db/dialect.ts');
  const { indexTicketText } = await load('/server/queue/ticket-search.ts');
  const random = seeded(42);
  for (let from = 0; from < count; from += ROWS_AT_ONCE) {
    const numbers = Array.from({ length: Math.min(ROWS_AT_ONCE, count - from) }, (_, at) => 1001 + from + at);
    const rows = numbers.map((number) => ticketOf(number, { random, agents, now, count }));
    await services.db.transaction().execute(async (trx) => {
      for (let at = 0; at < rows.length; at += 50) {
        await trx
          .insertInto('ticket')
          .values(rows.slice(at, at + 50).map(({ message: _message, ...ticket }) => ticket))
          .execute();
      }
      await trx
        .insertInto('ticket_message')
        .values(
          rows.map(({ id, submitted_at, message }) => ({
            id: `m-${id}`,
            ticket_id: id,
            at: submitted_at,
            author: 'requester',
            visibility: 'public',
            body: message,
            articles: '[]',
          })),
        )
        .execute();
      for (const { id } of rows) await indexTicketText(trx, id);
    });
  }
  // What autovacuum does within a minute or so.
  if (dialectOf(services.db) === 'postgres') await sql`vacuum analyze`.execute(services.db);
}

/** Whether a request is open still, and how long ago it came: what is open is of the last weeks, what is closed of all days. */
export function ageOf(random, days) {
  const isOpen = random() < 0.06;
  return { isOpen, age: (isOpen ? 0.2 + 40 * random() ** 3 : 1 + random() * (days - 1)) * 86_400_000 };
}

/** One request with its message. @param aged by `ageOf`. */
export function ticketOf(number, { random, agents, now, count, aged = ageOf(random, 730) }) {
  const pick = (list) => list[Math.floor(random() * list.length)];
  const tail = (n) => Math.floor(n * random() ** 3);
  const { isOpen, age } = aged;
  const at = new Date(now.getTime() - age).toISOString();
  const status = isOpen ? pick(OPEN) : random() < 0.93 ? 'completed' : pick(['duplicate', 'declined']);
  const category = random() < 0.005 ? 'security' : pick(['general', 'general', 'billing', 'account', 'bug']);
  const group =
    { billing: 'billing', account: 'accounts' }[category] ?? (random() < 0.5 ? pick(['billing', 'accounts']) : null);
  const kind =
    random() < 0.45
      ? 'knowledge_gap'
      : random() < 0.6
        ? 'functionality_issue'
        : random() < 0.7
          ? 'other'
          : 'undetermined';
  const isConfirmed = !isOpen && kind !== 'undetermined' && random() < 0.8;
  const replied = !isOpen || random() < 0.6;
  const later = new Date(Date.parse(at) + 4 * 3_600_000).toISOString();
  const message = Array.from({ length: TEXT_WORDS }, () => WORDS[tail(WORDS.length)]).join(' ');
  return {
    id: `t-${number}`,
    number,
    site: 'default',
    channel: random() < 0.8 ? 'widget' : pick(['email', 'phone', 'chat', 'post']),
    locale: 'en',
    audience: null,
    page_key: pick(['/billing', '/account', '/orders', null]),
    category,
    restricted: Number(category === 'security'),
    enquiry_type: pick(['question', 'problem', 'request', null]),
    reply_expected: 1,
    workflow: 'question',
    status,
    status_changed_at: later,
    support_level: 1,
    priority: random() < 0.04 ? 'urgent' : 'normal',
    priority_reason: null,
    severity: 1 + tail(5),
    target_group: group,
    first_target_group: group,
    resolver_group: group,
    assignee_id: isOpen && random() < 0.4 ? null : agents[tail(agents.length)],
    subject: message.split(' ').slice(0, 6).join(' '),
    requester_name: `Person ${number % Math.ceil(count / 3)}`,
    requester_email: `person${number % Math.ceil(count / 3)}@example.com`,
    requester_key: `person${number % Math.ceil(count / 3)}@example.com`,
    user_ref: null,
    browser: null,
    fields: '{}',
    submitted_at: at,
    first_reply_at: replied ? later : null,
    solved_at: isOpen ? null : later,
    reopened_count: 0,
    public_replies: Number(replied),
    handling_minutes: isOpen ? null : tail(60),
    root_cause: isOpen ? null : pick(['no_guidance', 'unclear_guidance', 'defect', 'none']),
    resolution_code: isOpen ? null : pick(['linked_article', 'explained', 'code_change']),
    answer_state: isOpen ? null : pick(['article', 'no_article', 'not_knowledge']),
    duplicate_of: null,
    kind_suggested_1: kind,
    kind_confidence_1: 'medium',
    kind_reasons_1: '[]',
    kind_rule_version: '1',
    kind_suggested_2: isOpen ? null : kind,
    kind_confidence_2: null,
    kind_reasons_2: null,
    kind_mixed: 0,
    kind,
    kind_source: isConfirmed ? 'confirmed' : kind === 'undetermined' ? 'none' : 'suggested_1',
    kind_confidence: 'medium',
    kind_confirmed: isConfirmed ? kind : null,
    kind_confirmed_by: null,
    kind_confirmed_at: null,
    other_kind: null,
    demand_type: null,
    blind: Number(random() < 0.1),
    sub_kind_auto: null,
    sub_kind_reason: null,
    sub_kind_target: null,
    sub_kind_weak: 0,
    sub_kind_confirmed: null,
    sid: null,
    trail: 'none',
    host_error_count: 0,
    promise_hours: 8,
    respond_by: later,
    key_version: 1,
    csat: random() < 0.1 ? 1 + tail(5) : null,
    csat_comment: null,
    version: 1,
    updated_at: later,
    message: number % 997 === 0 ? `${message} pterodactyl` : message,
  };
}

/** Mulberry32: the same requests in every run. */
function seeded(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
