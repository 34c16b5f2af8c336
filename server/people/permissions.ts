// Who may do what, each as a function named as a sentence. Everything that no function here allows is refused.
import { PERSON_ROLES, type PersonRole } from '../../contract/api/people.ts';
import type { Settings } from '../settings/settings-schema.ts';

export const ROLES = PERSON_ROLES;
export type Role = PersonRole;

export function isRole(text: string): text is Role {
  return (ROLES as readonly string[]).includes(text);
}

/** A signed-in person, with the restricted categories whose named reader they are. */
export interface Viewer {
  id: string;
  email: string;
  name: string;
  role: Role;
  restrictedCategories: readonly string[];
}

/** The part of a ticket that decides who may see it. */
export interface TicketAccess {
  category: string;
  restricted: number;
  assignee_id: string | null;
  /** What was erased is there for nobody; its row only counts. */
  erased_at: string | null;
}

export function canListTickets(viewer: Viewer): boolean {
  return viewer.role !== 'editor';
}

/** A restricted ticket is there for its named readers only, whatever their role; a specialist sees what is assigned to them. */
export function canReadTicket(viewer: Viewer, ticket: TicketAccess): boolean {
  if (!canListTickets(viewer) || ticket.erased_at !== null) return false;
  if (ticket.restricted && !viewer.restrictedCategories.includes(ticket.category)) return false;
  return viewer.role !== 'specialist' || ticket.assignee_id === viewer.id;
}

export function canAnswerTicket(viewer: Viewer, ticket: TicketAccess): boolean {
  return canReadTicket(viewer, ticket) && viewer.role !== 'viewer';
}

/** Assignee, category, group and priority are for those who run the queue. */
export function canRouteTicket(viewer: Viewer, ticket: TicketAccess): boolean {
  return canAnswerTicket(viewer, ticket) && viewer.role !== 'specialist';
}

/** Merging takes a request out of the queue, so it is for those who run it; both requests are asked about. */
export function canMergeTickets(viewer: Viewer, ticket: TicketAccess): boolean {
  return canRouteTicket(viewer, ticket);
}

/** A second opinion on kinds is for those who run the queue: they know all sorts of requests. */
export function canGiveSecondReadings(viewer: Viewer): boolean {
  return viewer.role === 'admin' || viewer.role === 'agent';
}

/** Of a request that they may not read nobody says what it is. */
export function canReadKindAgain(viewer: Viewer, ticket: TicketAccess): boolean {
  return canGiveSecondReadings(viewer) && canAnswerTicket(viewer, ticket);
}

/** Who called a request what is for the two and for admins: readings are there to measure kinds, not people. */
export function canSeeWhoReadKinds(viewer: Viewer, readers: readonly (string | null)[]): boolean {
  return viewer.role === 'admin' || readers.includes(viewer.id);
}

/** Whoever may read a request may be seen reading it, and may fetch its files. */
export function canBePresent(viewer: Viewer, ticket: TicketAccess): boolean {
  return canReadTicket(viewer, ticket);
}

/** Everybody who answers requests may write down one that reached them another way. */
export function canLogRequests(viewer: Viewer): boolean {
  return canListTickets(viewer) && viewer.role !== 'viewer';
}

/** Changing many at once is for those who run the queue; each request is asked about by itself as well. */
export function canChangeManyTickets(viewer: Viewer): boolean {
  return viewer.role === 'admin' || viewer.role === 'agent';
}

export function canShareViews(viewer: Viewer): boolean {
  return viewer.role === 'admin';
}

export function canReadReports(viewer: Viewer): boolean {
  return viewer.role !== 'specialist';
}

/** What articles do are figures; the requests behind them stay with those who read requests. */
export function canReadArticleHealth(viewer: Viewer): boolean {
  return canReadReports(viewer);
}

/** Gaps are figures of requests and articles: whoever reads the figures reads them, with the requests that they may open. */
export function canReadGaps(viewer: Viewer): boolean {
  return canReadReports(viewer);
}

/** Whose a gap is, how far it is, what belongs to it: for those who repair and those who answer. */
export function canChangeGaps(viewer: Viewer): boolean {
  return viewer.role === 'admin' || viewer.role === 'agent' || viewer.role === 'editor';
}

/** One attempt shows words that fewer than three people used, so only those who answer requests see it. */
export function canReadHelpSessions(viewer: Viewer): boolean {
  return viewer.role === 'admin' || viewer.role === 'agent';
}

/** Learnt questions are figures of articles: whoever reads the figures reads them. */
export function canReadLearntQuestions(viewer: Viewer): boolean {
  return canReadReports(viewer);
}

/** What the index learns is part of the articles. */
export function canVetoLearntQuestions(viewer: Viewer): boolean {
  return viewer.role === 'admin' || viewer.role === 'editor';
}

/** Invitations, roles, and who may still come in. */
export function canManagePeople(viewer: Viewer): boolean {
  return viewer.role === 'admin';
}

/** A draft is made of what was answered to people: for those who read requests, and those who write articles. */
export function canReadDrafts(viewer: Viewer): boolean {
  return viewer.role === 'admin' || viewer.role === 'agent' || viewer.role === 'editor';
}

/** It writes into the checkout of the articles. */
export function canCommitDrafts(viewer: Viewer): boolean {
  return viewer.role === 'admin' || viewer.role === 'editor';
}

/** Whom the digest went to are addresses of colleagues and others: whoever runs it sees whether it arrived. */
export function canSeeSentMail(viewer: Viewer): boolean {
  return viewer.role === 'admin';
}

export function canReadAudit(viewer: Viewer): boolean {
  return viewer.role === 'admin';
}

export function canEraseRequesters(viewer: Viewer): boolean {
  return viewer.role === 'admin';
}

/** Names in `readers:` are mail addresses, or `first-admin` for the admin who was made first. */
export function isNamedReader(
  category: Settings['categories'][string],
  person: { email: string; isFirstAdmin: boolean },
): boolean {
  return (category.readers ?? []).some(
    (reader) =>
      reader.toLowerCase() === person.email.toLowerCase() || (reader === 'first-admin' && person.isFirstAdmin),
  );
}
