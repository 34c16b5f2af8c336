// A small history of our own with what METHOD's example does not use: another channel used, a trail taken off, a repeated
// request, staff, an article for some only, a sub-kind set by hand, articles offered for the page. All of it is one week,
// Monday 4 to Friday 8 May 2026, and was worked out by hand in the test that uses it.
const ON_MONDAY = '2026-05-04';

export const SECOND_HISTORY = {
  articles: [
    { id: 'delivery', title: 'When it arrives', group: 'shipping', published_at: '2026-01-01T00:00:00Z' },
    { id: 'returns', title: 'Send something back', published_at: '2026-01-01T00:00:00Z' },
    { id: 'resellers', title: 'Terms for resellers', published_at: '2026-01-01T00:00:00Z', audience: ['reseller'] },
    { id: 'vouchers', title: 'Use a voucher', published_at: '2026-05-07T00:00:00Z' },
  ],
  sessions: [
    // Answered: a vote, and the person would have written.
    session('a1', '08:00', '/orders', [
      [2, 'search', 'delivery date', ['delivery']],
      [4, 'open', 'delivery', 'search', 1],
      [40, 'close', 'delivery', 30, 0.9],
      [41, 'vote', 'delivery', 'yes', null],
      [42, 'intent', 'yes'],
    ]),
    // Another channel was used: escalated, though no request is linked.
    session('a2', '08:10', '/orders', [
      [2, 'search', 'where is my parcel', ['delivery', 'returns']],
      [5, 'open', 'delivery', 'search', 1],
      [17, 'close', 'delivery', 11, 0.2],
      [20, 'other_channel_used', 'phone'],
    ]),
    // Offered for the page, read through the offer, no word after it.
    session('a3', '08:20', '/orders', [
      [0, 'contextual', ['delivery', 'returns']],
      [3, 'open', 'returns', 'contextual', 2],
      [30, 'close', 'returns', 20, 0.5],
    ]),
    // Staff: in no figure at all.
    {
      ...session('a4', '08:30', '/orders', [
        [2, 'search', 'delivery date', []],
        [9, 'form_opened'],
      ]),
      is_staff: true,
    },
    // The same person a little later by mail: the session led to it.
    { ...session('a5', '09:00', '/orders', [[2, 'search', 'change address', []]]), user_ref: 'person-7' },
    // Only three of the results are shown without scrolling: the fourth is the answer, and stayed below.
    session('b1', '10:00', '/orders', [
      [2, 'search', 'wrong size', ['delivery', 'vouchers', 'resellers', 'returns'], 3],
      [9, 'form_opened'],
      [60, 'ticket', 'R1'],
    ]),
    // Read it, and took the trail off the request.
    session('b2', '10:10', '/orders', [
      [2, 'search', 'returns', ['returns']],
      [4, 'open', 'returns', 'search', 1],
      [60, 'close', 'returns', 45, 1],
      [70, 'form_opened'],
      [100, 'ticket', 'R2'],
    ]),
    // What answers it is for resellers, and this person is none.
    session('b3', '10:20', '/orders', [
      [2, 'search', 'terms', ['delivery']],
      [9, 'form_opened'],
      [60, 'ticket', 'R3'],
    ]),
    // The same for a reseller: they were offered it, and did not open it.
    {
      ...session('b4', '10:30', '/orders', [
        [0, 'contextual', ['resellers']],
        [9, 'form_opened'],
        [60, 'ticket', 'R4'],
      ]),
      audience: 'reseller',
    },
    // Voted no on one article; a colleague has set the reason by hand.
    session('b5', '10:40', '/orders', [
      [2, 'search', 'delivery date', ['delivery']],
      [4, 'open', 'delivery', 'search', 1],
      [60, 'close', 'delivery', 45, 1],
      [61, 'vote', 'delivery', 'no', 'outdated'],
      [70, 'form_opened'],
      [100, 'ticket', 'R5'],
    ]),
  ],
  tickets: [
    ticket('R1', '10:01:00', { session: 'b1', ...answered('returns') }),
    ticket('R2', '10:11:40', { session: 'b2', ...answered('returns'), trail: 'removed' }),
    ticket('R3', '10:21:00', { session: 'b3', ...answered('resellers') }),
    ticket('R4', '10:31:00', { session: 'b4', ...answered('resellers') }),
    ticket('R5', '10:41:40', { session: 'b5', ...answered('delivery'), sub_kind_confirmed: 'unfindable' }),
    // Repeats R1: of its kind, but nobody named an answer.
    ticket('R6', '11:00:00', {
      channel: 'email',
      ...solved('duplicate_of', null),
      duplicate_of: 'R1',
      handling_minutes: 3,
    }),
    // By mail, by the person of a5, who is told by the host's own name.
    ticket('R7', '12:00:00', { channel: 'email', user_ref: 'person-7', ...answered('vouchers') }),
    ticket('R8', '13:00:00', {
      channel: 'phone',
      ...solved('forwarded', 'not_knowledge'),
      enquiry_type: 'complaint',
      other_kind: 'complaint',
      resolver_group: 'accounts',
    }),
  ],
};

function session(id: string, at: string, page_key: string, ev: unknown[][]) {
  return { id, at: `${ON_MONDAY}T${at}:00Z`, page_key, ev };
}

function solved(resolution_code: string, answer_state: string | null) {
  return { resolution_code, answer_state, answer_articles: [] as string[] };
}

function answered(article: string) {
  return { resolution_code: 'linked_article', answer_state: 'article', answer_articles: [article] };
}

/** Replied to after an hour and solved with it, ten minutes, severity 1, of a person of its own. */
function ticket(id: string, at: string, change: object) {
  const submitted_at = `${ON_MONDAY}T${at}Z`;
  const done = new Date(Date.parse(submitted_at) + 3_600_000).toISOString();
  return {
    ...{ id, submitted_at, requester: `person of ${id}`, channel: 'widget', session: null, target_group: 'billing' },
    ...{ enquiry_type: 'question', reply_expected: true, page_error: 0, text: 'Please tell me about it' },
    ...{ first_reply_at: done, solved_at: done, handling_minutes: 10, severity: 1, blind: false },
    ...change,
  };
}
