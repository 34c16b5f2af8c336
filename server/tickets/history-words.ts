// Turns the lines of a history into words: labels for what is stored as a key, and one sentence for each line.
import type { Selectable } from 'kysely';
import type { HistoryEntry } from '../../contract/api/ticket-work.ts';
import {
  DEMAND_TYPE_WORDS,
  ENQUIRY_TYPE_WORDS,
  OTHER_KIND_WORDS,
  ROOT_CAUSE_WORDS,
} from '../../contract/words/desk-words.ts';
import { KIND_WORDS, SUB_KIND_WORDS } from '../../contract/words/kind-words.ts';
import { ANSWER_WORDS, CHANGE_WORDS } from '../../contract/words/request-words.ts';
import { SPAM_REASON_WORDS } from '../../contract/words/spam-words.ts';
import type { Settings } from '../settings/settings-schema.ts';
import type { TicketHistoryTable } from './tickets.table.ts';
import { statusLabel } from './workflow-of.ts';

export type HistoryRow = Selectable<TicketHistoryTable>;

/** Names the people of a history by their ids. */
export type NameOf = (id: string) => string;

const ACTORS: Readonly<Record<string, string>> = { requester: 'The requester', system: 'Fingerpost' };
/** The column as the API calls it. */
const FIELD_OF: Readonly<Record<string, string>> = {
  assignee_id: 'assignee',
  kind_confirmed: 'kind',
  sub_kind_confirmed: 'sub_kind',
  spam_reasons: 'suspected_spam',
};

/** The name of what changed, as bodies of the API call it. */
export function fieldOf(what: string): string {
  return FIELD_OF[what] ?? what;
}

export function fieldLabel(what: string): string {
  return CHANGE_WORDS[fieldOf(what)] ?? what;
}

/** A stored value in words. */
export function valueLabel(settings: Settings, nameOf: NameOf, what: string, value: string | null): string | null {
  if (value === null) return null;
  switch (fieldOf(what)) {
    case 'status':
      return statusLabel(settings, value);
    case 'assignee':
      return nameOf(value);
    case 'category':
      return settings.categories[value]?.label ?? value;
    case 'target_group':
    case 'resolver_group':
      return settings.target_groups[value]?.label ?? value;
    case 'kind':
      return wordIn(KIND_WORDS, value);
    case 'sub_kind':
      return wordIn(SUB_KIND_WORDS, value);
    case 'enquiry_type':
      return wordIn(ENQUIRY_TYPE_WORDS, value);
    case 'other_kind':
      return wordIn(OTHER_KIND_WORDS, value);
    case 'demand_type':
      return wordIn(DEMAND_TYPE_WORDS, value);
    case 'root_cause':
      return wordIn(ROOT_CAUSE_WORDS, value);
    case 'restricted':
      return value === '1' ? 'yes' : 'no';
    case 'suspected_spam':
      return value
        .split(',')
        .map((reason) => wordIn(SPAM_REASON_WORDS, reason))
        .join(' ');
    case 'answer': {
      const [state = '', ...slugs] = value.split(' ');
      return [wordIn(ANSWER_WORDS, state), ...(slugs.length > 0 ? [slugs.join(', ')] : [])].join(': ');
    }
    default:
      return value;
  }
}

export function historyEntry(settings: Settings, nameOf: NameOf, line: HistoryRow): HistoryEntry {
  const from = valueLabel(settings, nameOf, line.what, line.from_value);
  const to = valueLabel(settings, nameOf, line.what, line.to_value);
  const isPerson = line.what === 'assignee_id';
  return {
    at: line.at,
    who: nameOf(line.actor),
    what: line.what,
    from: isPerson ? from : line.from_value,
    to: isPerson ? to : line.to_value,
    from_label: from,
    to_label: to,
    note: line.note,
    sentence: sentenceOf(ACTORS[line.actor] ?? nameOf(line.actor), line, from, to),
  };
}

function sentenceOf(who: string, line: HistoryRow, from: string | null, to: string | null): string {
  const why = line.note ? ` (${line.note})` : '';
  switch (fieldOf(line.what)) {
    case 'status':
      return from === null ? `${who} sent it${why}` : `${who} moved it from ${from} to ${to ?? '–'}${why}`;
    case 'assignee':
      if (to === null) return `${who} took it from ${from ?? 'whoever had it'}${why}`;
      return from === null ? `${who} gave it to ${to}${why}` : `${who} gave it to ${to}, before with ${from}${why}`;
    case 'merged_into':
      return `${who} merged it into ${to ?? 'another request'}${why}`;
    case 'merged':
      return `${who} merged ${to ?? 'another request'} into it${why}`;
    case 'unmerged':
      return `${who} took it apart from ${from ?? 'the other request'} again${why}`;
    case 'answer':
      return `${who} said what answers it: ${to ?? 'nothing'}${why}`;
    case 'suspected_spam':
      return `${who} ${to === null ? 'said that it is not spam' : 'marked it as suspected spam'}${why}`;
    case 'csat':
      return `${who} rated the help ${to ?? '–'} of 5${why}`;
    default:
      return `${who} changed ${inSentence(fieldLabel(line.what))} from ${from ?? 'nothing'} to ${to ?? 'nothing'}${why}`;
  }
}

/** "Root cause" as "root cause". */
function inSentence(label: string): string {
  return label.charAt(0).toLowerCase() + label.slice(1);
}

function wordIn(words: Readonly<Record<string, string>>, key: string): string {
  return Object.hasOwn(words, key) ? (words[key] ?? key) : key;
}
