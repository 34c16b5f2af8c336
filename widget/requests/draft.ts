// What somebody is writing to us: the fields, the one key of its sending, and how far that is; kept in the tab at each change.
import type { EnquiryType, SubmitTicket } from '../../contract/api/tickets.ts';
import type { FieldValue } from '../../contract/form-fields.ts';
import type { App } from '../shell/app-context.ts';
import type { Place } from '../shell/panel-model.ts';
import type { TabStore } from '../tab-store.ts';

export interface Fields {
  message: string;
  subject: string;
  category: string;
  enquiry: EnquiryType | '';
  browser: string;
  name: string;
  email: string;
  reply: boolean;
  /** What the site asks beyond these, by its keys; numbers as they were typed. */
  custom?: Record<string, FieldValue>;
}

/** What looks like an address of mail; the server looks closer. */
export const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]{2,}$/;

/** What is for named readers is kept apart from the rest. */
export type DraftName = 'draft' | 'secret';

/** The confirmation as a place of the panel. */
export type SentPlace = Extract<Place, { view: 'sent' }>;

/**
 * All that the tab keeps of what somebody writes to us, under this one name; nothing where there is nothing. What is for named
 * readers is in memory only: whoever uses the tab next finds nothing of it.
 */
interface Letters {
  draft?: Draft;
  /** A confirmation that nobody has seen yet; of what is for named readers none is kept. */
  receipt?: SentPlace;
}
const LETTERS = 'letters';

export interface Draft {
  /** The same for every try to send it, so that no retry makes a second request. */
  key: string;
  fields?: Fields;
  /** The person does not want anything attached. */
  removed?: boolean;
  /** The words that the form began with; somebody may have changed them since. */
  prefilled?: string;
  /** What was sent at the last try, without the signed identity; the same words go again byte for byte. */
  ticket?: SubmitTicket;
  /** What each try said beside its message; any of them may have arrived. */
  tries?: Partial<SubmitTicket>[];
  /**
   * Send was pressed: it is sent as soon as it can be, over page loads too. The loader has no bytes for another name than the
   * panel's own `open`: it fetches the app where the tab keeps anything true whose name ends like that.
   */
  still_open?: boolean;
  /** When Send was first pressed, in milliseconds since 1970. */
  since?: number;
  /** Names of the files that go along. A page load forgets the files and not that there were some. */
  files?: string[];
  /** How often the server did not answer. */
  failures?: number;
  /** The page had said with a signature who writes. */
  signed?: boolean;
  /** It is with us, and was changed since. */
  arrived?: boolean;
}

/** The site's category of this key. */
export function categoryOf({ help }: App, key: string | undefined) {
  return help.state.value.site?.categories.find((one) => one.key === key);
}

/** Under which name a form keeps its draft. */
export function draftNameOf(app: App, { secret, category }: Extract<Place, { view: 'form' }>): DraftName {
  return secret || categoryOf(app, category)?.restricted ? 'secret' : 'draft';
}

/** What is kept under one of the names. */
export function readLetter<Name extends keyof Letters>(store: TabStore, name: Name): Letters[Name] {
  return store.get<Letters>(LETTERS)?.[name];
}

/** Keeps it, or with `undefined` forgets it. It is written at once: a tab that crashes loses no letter. */
export function keepLetter<Name extends keyof Letters>(store: TabStore, name: Name, value: Letters[Name]): void {
  const { [name]: before, ...others } = store.get<Letters>(LETTERS) ?? {};
  const now = value ? { ...others, [name]: value } : others;
  store.set(LETTERS, Object.keys(now).length ? now : undefined);
}

/** One draft as the tab keeps it, or only the page where it is for named readers. */
export function openDraft(store: TabStore, name: DraftName, newKey: () => string) {
  const isKept = name === 'draft';
  const read = (): Draft => ({ key: newKey(), ...(isKept ? readLetter(store, name) : {}) });
  let now = read();
  return {
    now: () => now,
    /** Another page of the tab may have gone on with it. */
    again() {
      if (isKept) now = read();
    },
    keep(changed: Partial<Draft>) {
      now = { ...now, ...changed };
      if (isKept) keepLetter(store, name, now);
    },
    /** It was sent, or is not wanted any more: the next one has a key of its own. */
    forget() {
      now = { key: newKey() };
      if (isKept) keepLetter(store, name, undefined);
    },
  };
}
