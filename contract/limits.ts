// Every limit that a person, an embedder or an operator can meet, in one place; the docs and the tests read them from here.

/** Characters (UTF-16 units) unless the name says otherwise. */
export const LIMITS = {
  /** Patterns of a site that are taken out of typed words, and characters of one. */
  scrubPatterns: 20,
  scrubPattern: 200,
  subject: 200,
  message: 20_000,
  name: 120,
  email: 254,
  browser: 120,
  comment: 2_000,
  accessKey: 64,
  query: 200,
  pageKey: 200,
  slug: 200,
  audience: 60,
  userRef: 200,
  trailEvents: 200,
  sessionEvents: 200,
  eventBatch: 50,
  ticketBodyBytes: 262_144,
  eventBodyBytes: 131_072,
  smallBodyBytes: 65_536,
  adminPageSize: 100,
  csvRows: 10_000,
  /** Characters of the names of reports that are asked for at once. */
  reportNames: 2_000,
  adminPageSizeDefault: 50,
  searchResults: 20,
  /** Articles of one locale up to which their search index is sent to browsers; above, the server searches. */
  shippedArticles: 2_000,
  searchQuery: 500,
  answerArticles: 20,
  /** A known problem that is announced: its sentence, and how many pages it names. */
  problemWords: 200,
  problemPages: 20,
  gapTitle: 120,
  gapKey: 300,
  gapSplitTickets: 200,
  /** Requests that the page of one gap shows with what they tried first. */
  gapTickets: 100,
  messagesPerTicket: 500,
  /** One's own requests on one page of their list. */
  myRequestsPage: 20,
  handlingMinutes: 100_000,
  minutesAtOnce: 1_440,
  attachmentBytes: 10_485_760,
  attachmentsAtOnce: 5,
  attachmentsAtOnceBytes: 26_214_400,
  attachmentsPerTicket: 100,
  attachmentName: 120,
  bulkTickets: 500,
  searchedTextPerTicket: 400_000,
  /** Different ones. */
  searchedWordsPerTicket: 20_000,
  viewName: 60,
  viewsPerPerson: 50,
  sharedViews: 50,
  passwordMin: 10,
  passwordMax: 128,
  linkToken: 200,
  secondFactorCode: 40,
  /** Questions that the index learns from use for one article. */
  learntQuestions: 5,
  /** What the form asks beyond the message. */
  formFields: 40,
  fieldOptions: 100,
  fieldLine: 200,
  fieldText: 2_000,
  fieldHelp: 300,
} as const;

/** So many requests from one address or one tab within so many minutes are taken as they come; more are marked as suspected spam. */
export const SPAM_PACE = {
  address: { requests: 8, minutes: 10 },
  session: { requests: 4, minutes: 10 },
} as const;

/** How long the same `Idempotency-Key` gives the same ticket. */
export const IDEMPOTENCY_TTL_HOURS = 24;

/** How long one-time links can be used. */
export const LINK_TTL_HOURS = { invitation: 24, reset: 1 } as const;

/** A session ends after so many days without use, and after so many in any case. */
export const SESSION_DAYS = { unused: 14, longest: 30 } as const;

/** Wrong passwords in a window of 15 minutes, and codes for one challenge of the second factor. */
export const GUESSES = {
  windowMinutes: 15,
  perAccount: 20,
  perAddress: 100,
  perNewAddress: 3,
  codesPerChallenge: 5,
} as const;

/** Failed sign-ins that the audit keeps of one account, and of all that nobody has: so many in so many minutes. */
export const AUDITED_FAILURES = { most: 5, windowMinutes: 60 } as const;

/** Somebody who has not said so for this long is no longer on the page of a request. */
export const PRESENCE_SECONDS = 30;

/** How long a merge may be undone. */
export const UNMERGE_HOURS = 72;

/** One request in so many with a confirmed kind is read a second time by somebody else (METHOD 5: 5 %). */
export const SECOND_READING_ONE_IN = 20;

/** Files that no message holds are removed after this: cut uploads, and what a crash left behind. */
export const ORPHAN_FILE_HOURS = 24;

/** How long a change to many can be undone. */
export const BULK_UNDO_MINUTES = 10;

/** How long a product may let a signed identity live. */
export const IDENTITY_TOKEN_HOURS = 2;

/** How long the widget's files stay to be had after the last build that had them: pages name one of them for good. */
export const KEPT_WIDGET_DAYS = 400;
