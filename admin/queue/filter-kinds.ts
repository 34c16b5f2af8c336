// Every filter of the queue: what it is called, how it is filled in, and how a filled one reads.
import type { Desk } from '../../contract/api/desk.ts';
import type { TicketFilters } from '../../contract/api/queue.ts';

export type FilterKey = keyof TicketFilters;

interface Option {
  key: string;
  label: string;
  hint?: string;
}

/** `many` takes several, `one` a single one, `flag` says yes or no, `dates` fills two filters at once. */
export type FilterControl =
  | { how: 'many' | 'one'; options: (desk: Desk) => Option[] }
  | { how: 'flag'; yes: string; no: string }
  | { how: 'text'; hint: string }
  | { how: 'dates'; until: FilterKey };

export interface FilterKind {
  key: FilterKey;
  label: string;
  control: FilterControl;
}

const UNSET = 'unset';
const notSet = (label: string): Option => ({ key: UNSET, label });
const many = (key: FilterKey, label: string, options: (desk: Desk) => Option[]): FilterKind => ({
  key,
  label,
  control: { how: 'many', options },
});
const flag = (key: FilterKey, label: string, yes: string, no: string): FilterKind => ({
  key,
  label,
  control: { how: 'flag', yes, no },
});
const scale = (from: number, to: number, words: Record<number, string> = {}): Option[] =>
  Array.from({ length: to - from + 1 }, (_, at) => ({
    key: String(from + at),
    label: words[from + at] ?? String(from + at),
  }));

/** In the order of the list that one chooses from. */
export const FILTER_KINDS: readonly FilterKind[] = [
  many('status', 'Status', (desk) => [
    { key: 'open', label: 'Open', hint: 'Any status that does not end a request' },
    { key: 'closed', label: 'Closed', hint: 'Any status that ends it' },
    ...desk.statuses,
  ]),
  {
    key: 'assignee',
    label: 'Whose',
    control: {
      how: 'one',
      options: (desk) => [
        { key: 'me', label: 'Mine' },
        { key: 'none', label: 'Nobody’s' },
        ...desk.people
          .filter(({ role }) => role !== 'viewer' && role !== 'editor')
          .map(({ email, name, left }) => ({ key: email, label: name, hint: left ? `${email}, has left` : email })),
      ],
    },
  },
  many('kind', 'Kind', (desk) => desk.kinds),
  many('priority', 'Priority', () => [
    { key: 'urgent', label: 'Urgent' },
    { key: 'normal', label: 'Normal' },
  ]),
  many('category', 'Category', (desk) => desk.categories.filter(({ readable }) => readable)),
  many('target_group', 'Team', (desk) => [...desk.target_groups, notSet('No team')]),
  flag('unread', 'Unread', 'With something you have not read', 'All read'),
  flag('replied', 'Answered by us', 'Somebody has answered', 'Nobody has answered yet'),
  flag('over_promise', 'Over its promise', 'Over its promise', 'Within its promise'),
  flag('languishing', 'Waiting too long', 'Longer in its status than it may be', 'Within its limit'),
  flag('suspected_spam', 'Spam', 'Suspected spam', 'Not suspected'),
  { key: 'from', label: 'Sent between', control: { how: 'dates', until: 'to' } },
  { key: 'solved_from', label: 'Solved between', control: { how: 'dates', until: 'solved_to' } },
  many('channel', 'Came by', (desk) => desk.channels),
  many('enquiry_type', 'What it is', (desk) => [...desk.enquiry_types, notSet('Not said')]),
  flag('unconfirmed', 'Kind confirmed', 'Nobody has confirmed the kind', 'Somebody confirmed the kind'),
  many('kind_source', 'How the kind is known', () => [
    { key: 'confirmed', label: 'Confirmed by somebody' },
    { key: 'suggested', label: 'Suggested' },
    { key: 'unsure', label: 'Not sure' },
    { key: 'hidden', label: 'Yours to say first' },
  ]),
  many('sub_kind', 'Why they asked', (desk) => [...desk.sub_kinds, notSet('Not said')]),
  flag('blind', 'Suggestion held back', 'Held back until somebody chooses', 'Shown'),
  many('second_reading', 'Second reading', () => [
    { key: 'asked', label: 'Yours to give', hint: 'Somebody has named its kind; say what you think' },
    { key: 'alike', label: 'Read alike' },
    { key: 'different', label: 'Read differently' },
  ]),
  many('suggested', 'Suggested, where it was set', (desk) => desk.kinds),
  flag('agreed', 'Suggested kind', 'Was what somebody set', 'Was not what somebody set'),
  many('suggested_sub_kind', 'Reason by the rules, where it was set', (desk) => desk.sub_kinds),
  flag('sub_kind_agreed', 'Reason by the rules', 'Was what somebody set', 'Was not what somebody set'),
  many('root_cause', 'Root cause', (desk) => [...desk.root_causes, notSet('Not said')]),
  many('resolution_code', 'How it was solved', (desk) => [...desk.resolution_codes, notSet('Not said')]),
  many('answer_state', 'What answers it', (desk) => [...desk.answer_states, notSet('Not said')]),
  many('trail', 'What they tried first', () => [
    { key: 'attached', label: 'Attached' },
    { key: 'removed', label: 'Taken off by them' },
    { key: 'none', label: 'Nothing came with it' },
  ]),
  flag('read_before', 'Read before', 'Read an article before asking', 'Read no article before asking'),
  flag('searched_before', 'Searched before', 'Searched before asking', 'Did not search before asking'),
  { key: 'read_article', label: 'Article read before', control: { how: 'text', hint: 'The name in its address.' } },
  { key: 'about_article', label: 'Gap of the article', control: { how: 'text', hint: 'The name in its address.' } },
  { key: 'answer_article', label: 'Answered with', control: { how: 'text', hint: 'The name in its address.' } },
  many('linked', 'Its answer', () => [
    { key: 'known', label: 'An article that was there' },
    { key: 'new', label: 'An article written since' },
    { key: 'none', label: 'No article' },
  ]),
  { key: 'sub_kind_reason', label: 'Reason', control: { how: 'text', hint: 'For instance zero_results.' } },
  flag('weak', 'Did not look', 'They may have looked on an earlier page', 'Nothing speaks for an earlier page'),
  many('read_as', 'Says of that article', () => [
    { key: 'unclear', label: 'It was not clear' },
    { key: 'wrong_article', label: 'They needed another' },
    { key: 'product_defect', label: 'The product was at fault' },
    { key: 'other', label: 'Something else' },
    { key: 'unattributed', label: 'Nothing yet' },
  ]),
  many('demand_type', 'Demand', () => [
    { key: 'failure', label: 'Avoidable' },
    { key: 'value', label: 'Wanted' },
    { key: 'neither', label: 'Neither' },
    notSet('Not known yet'),
  ]),
  { key: 'gap', label: 'Gap', control: { how: 'text', hint: 'Its key, for instance unclear:refunds.' } },
  many('csat', 'Their rating', () => [
    ...scale(1, 5, { 1: '1, not satisfied', 5: '5, very satisfied' }),
    notSet('No rating'),
  ]),
  many('severity', 'Severity', () => scale(1, 5, { 1: '1, a small thing', 5: '5, nothing works' })),
  many('support_level', 'Support level', () => scale(1, 4)),
  flag('acknowledged', 'Taken up', 'Somebody has moved it or replied', 'Nobody has moved it or replied'),
  many('settled', 'Solved in', () => [
    { key: 'one_reply', label: 'One reply' },
    { key: 'more', label: 'More than one' },
  ]),
  many('routed', 'Solved by', () => [
    { key: 'right', label: 'The team it went to first' },
    { key: 'elsewhere', label: 'Another team' },
  ]),
  { key: 'week', label: 'Week it was sent in', control: { how: 'text', hint: 'As 2026-W10.' } },
  {
    key: 'status_on',
    label: 'A day of its history',
    control: { how: 'text', hint: 'As 2026-03-02; choose its status on that day as well.' },
  },
  many('status_then', 'Status on that day', (desk) => desk.statuses),
  flag(
    'status_over',
    'In it on that day',
    'For longer than the settings allow',
    'For no longer than the settings allow',
  ),
  many('resolver_group', 'Resolving team', (desk) => [...desk.target_groups, notSet('No team')]),
  flag('reply_expected', 'Expects an answer', 'They wait for an answer', 'They need no answer'),
  many('locale', 'Language', (desk) => desk.locales.map((key) => ({ key, label: languageName(key) }))),
  many('site', 'Site', (desk) => desk.sites),
  {
    key: 'page_key',
    label: 'Page it was sent from',
    control: { how: 'text', hint: 'The whole path, for instance /orders/:id.' },
  },
  {
    key: 'audience',
    label: 'Audience',
    control: { how: 'text', hint: 'A name that your product passes, for instance staff.' },
  },
  { key: 'requester', label: 'Person who asked', control: { how: 'text', hint: 'Their whole mail address.' } },
];

const PAIRED: readonly FilterKey[] = ['to', 'solved_to'];

/** Every name that an address may hold. */
export const FILTER_KEYS: readonly FilterKey[] = [...FILTER_KINDS.map(({ key }) => key), ...PAIRED, 'q'];

/** The kind of filter that a name belongs to; the words of the search have a field of their own. */
export function kindOfFilter(key: FilterKey): FilterKind | undefined {
  return FILTER_KINDS.find((kind) => kind.key === key || (kind.control.how === 'dates' && kind.control.until === key));
}

/** Kinds that are filled in, in the list's order. */
export function filledKinds(filters: TicketFilters): FilterKind[] {
  return FILTER_KINDS.filter(({ key, control }) => filters[key] || (control.how === 'dates' && filters[control.until]));
}

/** "Status: Open or Waiting". A value that the desk does not know (any more) is said as it is. */
export function filterWords({ key, label, control }: FilterKind, filters: TicketFilters, desk: Desk): string {
  const value = filters[key] ?? '';
  if (control.how === 'flag') return value === 'true' ? control.yes : control.no;
  if (control.how === 'text') return `${label}: ${value}`;
  if (control.how === 'dates') {
    const until = filters[control.until];
    const verb = label.split(' ')[0];
    if (value && until) return value === until ? `${verb} on ${value}` : `${verb} ${value} to ${until}`;
    return value ? `${verb} since ${value}` : `${verb} until ${until}`;
  }
  const options = control.options(desk);
  const words = value.split(',').map((part) => options.find((option) => option.key === part)?.label ?? part);
  const shown = words.length > 3 ? [...words.slice(0, 2), `${words.length - 2} more`] : words;
  return `${label}: ${shown.join(', ')}`;
}

/** The filters that this one fills, emptied. */
export function emptied({ key, control }: FilterKind): Partial<Record<FilterKey, null>> {
  return control.how === 'dates' ? { [key]: null, [control.until]: null } : { [key]: null };
}

function languageName(code: string): string {
  try {
    return new Intl.DisplayNames(['en-GB'], { type: 'language' }).of(code) ?? code;
  } catch (_notALanguage) {
    return code;
  }
}
