// Who may do what, written down by hand: the table that the server is held to, and that docs/permissions.md shows.
import { ROLES, type Role } from '../../../server/people/permissions.ts';
import { PASSWORD } from '../sign-in/browser.ts';
import {
  aBatchOfMine,
  aBulkChange,
  aGapOfIt,
  aLearntQuestion,
  aNewAddress,
  anAttachment,
  anAttempt,
  anotherLikeIt,
  aSessionOfMine,
  aSessionOfTheBoss,
  aTokenOfMine,
  aTokenOfTheBoss,
  aVetoedQuestion,
  aViewOfMine,
  beginSecondFactor,
  currentCode,
  drawnForReading,
  mergedAway,
  somebodyElse,
  turnOnSecondFactor,
  type World,
} from './permissions-world.ts';

/** How a request stands to the person who asks for it. */
export const RELATIONS = ['assigned', 'unassigned', 'restricted, named', 'restricted, not named'] as const;
export type Relation = (typeof RELATIONS)[number];

/** Expected status for each relation, in the order of `RELATIONS`; one number where the route is about no request. */
export type Expectation = number | readonly [number, number, number, number];

export interface PermissionRow {
  /** Method and path as documented; a word in brackets tells two rows of one route apart. */
  route: string;
  /** In the words of the reader of the docs. */
  act: string;
  expected: Record<Role, Expectation>;
  /** What to send so that whoever is allowed to is let through; a plain value, or made for the occasion. */
  body?: unknown | ((world: World) => unknown);
  /** Path parameters besides `number`. */
  params?: Record<string, (world: World) => string | Promise<string>>;
  query?: string;
  /** Happens first, and is not the call that is tried. */
  before?: (world: World) => Promise<unknown>;
}

const READ = [200, 200, 200, 404] as const;
/** An article tells everybody: of restricted requests nobody starts a draft, however well they may read them. */
const DRAFT = [200, 200, 409, 404] as const;
const DONE = [204, 204, 204, 404] as const;
const ONLY_MINE = [200, 404, 200, 404] as const;
const REFUSED = [403, 403, 403, 403] as const;
/** A viewer may see a request but change nothing; what they may not see is not there for them either. */
const SEE_ONLY = [403, 403, 403, 404] as const;
const WRITE = [201, 201, 201, 404] as const;
const ONLY_MINE_DONE = [204, 404, 204, 404] as const;

/** The same for everybody who is somebody. */
function everybody(status: number): Record<Role, number> {
  return { admin: status, agent: status, specialist: status, editor: status, viewer: status };
}
function onlyAdmins(status: number): Record<Role, number> {
  return { ...everybody(403), admin: status };
}
/** Whoever sees the queue. */
function allButEditors(status: number): Record<Role, number> {
  return { ...everybody(status), editor: 403 };
}
/** Those who run the queue. */
function adminsAndAgents(status: number): Record<Role, number> {
  return { ...everybody(403), admin: status, agent: status };
}

/**
 * A new route needs a line here: until it has one, a test fails and says so. `expected` has one status by role, or four
 * where the route is about one request (`{number}`), in the order of `RELATIONS`. What must exist for the call beside the
 * request is made by a function of `permissions-world.ts`. Then write docs/permissions.md anew, as it says at its top.
 */
export const PERMISSIONS: readonly PermissionRow[] = [
  { act: 'see who one is and what one may do', route: 'GET /api/v1/admin/me', expected: everybody(200) },
  { act: 'see what the desk is made of', route: 'GET /api/v1/admin/desk', expected: everybody(200) },
  { act: 'see the queue', route: 'GET /api/v1/admin/tickets', expected: allButEditors(200) },
  {
    act: 'read a request',
    route: 'GET /api/v1/admin/tickets/{number}',
    expected: { admin: READ, agent: READ, specialist: ONLY_MINE, editor: REFUSED, viewer: READ },
  },
  {
    act: 'change what a request is (kind, severity, minutes …)',
    route: 'PATCH /api/v1/admin/tickets/{number}',
    expected: { admin: READ, agent: READ, specialist: ONLY_MINE, editor: REFUSED, viewer: SEE_ONLY },
    body: { severity: 2 },
  },
  {
    act: 'change where a request goes (assignee, group, category, priority)',
    route: 'PATCH /api/v1/admin/tickets/{number} (routing)',
    expected: { admin: READ, agent: READ, specialist: [403, 404, 403, 404], editor: REFUSED, viewer: SEE_ONLY },
    body: { priority: 'urgent' },
  },
  {
    act: 'answer, or write a note',
    route: 'POST /api/v1/admin/tickets/{number}/messages',
    expected: { admin: WRITE, agent: WRITE, specialist: [201, 404, 201, 404], editor: REFUSED, viewer: SEE_ONLY },
    body: { visibility: 'internal', body: 'x' },
  },
  {
    act: 'move a request, or close it',
    route: 'POST /api/v1/admin/tickets/{number}/status',
    expected: { admin: READ, agent: READ, specialist: ONLY_MINE, editor: REFUSED, viewer: SEE_ONLY },
    body: { status: 'in_review' },
  },
  {
    act: 'add working time to a request',
    route: 'POST /api/v1/admin/tickets/{number}/minutes',
    expected: { admin: READ, agent: READ, specialist: ONLY_MINE, editor: REFUSED, viewer: SEE_ONLY },
    body: { add: 5, source: 'hand' },
  },
  {
    act: 'say a second time what kind a request is, unseen what was said before',
    route: 'POST /api/v1/admin/tickets/{number}/second-reading',
    expected: { admin: READ, agent: READ, specialist: [403, 404, 403, 404], editor: REFUSED, viewer: SEE_ONLY },
    before: drawnForReading,
    body: { kind: 'other' },
  },
  {
    act: 'keep a draft of an answer',
    route: 'PUT /api/v1/admin/tickets/{number}/draft',
    expected: { admin: READ, agent: READ, specialist: ONLY_MINE, editor: REFUSED, viewer: SEE_ONLY },
    body: { visibility: 'public', body: 'Hello' },
  },
  {
    act: 'throw one’s draft away',
    route: 'DELETE /api/v1/admin/tickets/{number}/draft',
    expected: { admin: DONE, agent: DONE, specialist: ONLY_MINE_DONE, editor: REFUSED, viewer: SEE_ONLY },
  },
  {
    act: 'say that one is on the page of a request, and see who else is',
    route: 'POST /api/v1/admin/tickets/{number}/presence',
    expected: { admin: READ, agent: READ, specialist: ONLY_MINE, editor: REFUSED, viewer: READ },
    body: { state: 'viewing' },
  },
  {
    act: 'fetch a file of a request',
    route: 'GET /api/v1/admin/tickets/{number}/attachments/{id}',
    expected: { admin: READ, agent: READ, specialist: ONLY_MINE, editor: REFUSED, viewer: READ },
    params: { id: anAttachment },
  },
  {
    act: 'merge a request into another one',
    route: 'POST /api/v1/admin/tickets/{number}/merge',
    expected: { admin: READ, agent: READ, specialist: [403, 404, 403, 404], editor: REFUSED, viewer: SEE_ONLY },
    body: async (world: World) => ({ into: await anotherLikeIt(world) }),
  },
  {
    act: 'take a merged request apart again',
    route: 'POST /api/v1/admin/tickets/{number}/unmerge',
    expected: { admin: READ, agent: READ, specialist: [403, 404, 403, 404], editor: REFUSED, viewer: SEE_ONLY },
    before: mergedAway,
  },
  {
    act: 'note that one has read a request',
    route: 'POST /api/v1/admin/tickets/{number}/seen',
    expected: { admin: DONE, agent: DONE, specialist: ONLY_MINE_DONE, editor: REFUSED, viewer: DONE },
  },
  {
    act: 'log a request that came another way',
    route: 'POST /api/v1/admin/tickets',
    expected: { ...allButEditors(201), viewer: 403 },
    body: { channel: 'phone', message: 'They rang and asked.' },
  },
  {
    act: 'change many requests at once',
    route: 'POST /api/v1/admin/tickets/bulk',
    expected: adminsAndAgents(200),
    body: aBulkChange,
  },
  {
    act: 'undo such a change of one’s own',
    route: 'POST /api/v1/admin/tickets/bulk/{batch}/undo',
    expected: adminsAndAgents(200),
    params: { batch: aBatchOfMine },
  },
  { act: 'see the views of the queue', route: 'GET /api/v1/admin/views', expected: allButEditors(200) },
  {
    act: 'save a view for oneself',
    route: 'POST /api/v1/admin/views',
    expected: allButEditors(201),
    body: { name: 'Mine', filters: { status: 'open' } },
  },
  {
    act: 'change a view of one’s own',
    route: 'PATCH /api/v1/admin/views/{id}',
    expected: allButEditors(200),
    params: { id: aViewOfMine },
    body: { name: 'Renamed' },
  },
  {
    act: 'delete a view of one’s own',
    route: 'DELETE /api/v1/admin/views/{id}',
    expected: allButEditors(204),
    params: { id: aViewOfMine },
  },
  {
    act: 'see which figures there are',
    route: 'GET /api/v1/admin/reports',
    expected: { ...everybody(200), specialist: 403 },
  },
  {
    act: 'read figures',
    route: 'GET /api/v1/admin/reports/{name}',
    expected: { ...everybody(200), specialist: 403 },
    params: { name: () => 'kind_share' },
  },
  {
    act: 'read several figures at once',
    route: 'GET /api/v1/admin/report-set',
    expected: { ...everybody(200), specialist: 403 },
    query: '?names=kind_share,help_outcomes',
  },
  {
    act: 'see what each article does',
    route: 'GET /api/v1/admin/articles',
    expected: { ...everybody(200), specialist: 403 },
  },
  {
    act: 'see what one article does',
    route: 'GET /api/v1/admin/articles/{slug}',
    expected: { ...everybody(200), specialist: 403 },
    params: { slug: () => 'refunds' },
  },
  {
    act: 'see the gaps',
    route: 'GET /api/v1/admin/gaps',
    expected: { ...everybody(200), specialist: 403 },
  },
  {
    act: 'see a gap of requests',
    route: 'GET /api/v1/admin/gaps/{key}',
    expected: { admin: READ, agent: READ, specialist: REFUSED, editor: READ, viewer: READ },
    params: { key: aGapOfIt },
  },
  {
    act: 'decide about a gap',
    route: 'PATCH /api/v1/admin/gaps/{key}',
    expected: { admin: READ, agent: READ, specialist: REFUSED, editor: READ, viewer: REFUSED },
    params: { key: aGapOfIt },
    body: { state: 'accepted' },
  },
  {
    act: 'see what is announced of a gap',
    route: 'GET /api/v1/admin/gaps/{key}/known-problem',
    expected: { admin: READ, agent: READ, specialist: REFUSED, editor: READ, viewer: READ },
    params: { key: aGapOfIt },
  },
  {
    act: 'announce it as a known problem',
    route: 'PUT /api/v1/admin/gaps/{key}/known-problem',
    expected: { admin: READ, agent: READ, specialist: REFUSED, editor: READ, viewer: REFUSED },
    params: { key: aGapOfIt },
    body: { words: 'We know.', article: 'refunds', pages: ['/*'] },
  },
  {
    act: 'take that back',
    route: 'DELETE /api/v1/admin/gaps/{key}/known-problem',
    expected: { admin: READ, agent: READ, specialist: REFUSED, editor: READ, viewer: REFUSED },
    params: { key: aGapOfIt },
  },
  {
    act: 'start the draft of an article from a gap',
    route: 'GET /api/v1/admin/gaps/{key}/draft',
    expected: { admin: DRAFT, agent: DRAFT, specialist: REFUSED, editor: DRAFT, viewer: REFUSED },
    params: { key: aGapOfIt },
  },
  {
    act: 'commit such a draft (turned off as shipped)',
    route: 'POST /api/v1/admin/gaps/{key}/draft',
    expected: { ...everybody(403), admin: 409, editor: 409 },
    params: { key: () => 'missing:nothing' },
  },
  {
    act: "see a team's weekly digest",
    route: 'GET /api/v1/admin/digests/{group}',
    expected: { ...everybody(200), specialist: 403 },
    params: { group: () => 'billing' },
  },
  {
    act: 'see the help attempts behind a figure',
    route: 'GET /api/v1/admin/sessions',
    expected: adminsAndAgents(200),
  },
  {
    act: 'see one help attempt',
    route: 'GET /api/v1/admin/sessions/{sid}',
    expected: adminsAndAgents(200),
    params: { sid: anAttempt },
  },
  {
    act: 'see which questions the search has learnt',
    route: 'GET /api/v1/admin/learnt',
    expected: { ...everybody(200), specialist: 403 },
  },
  {
    act: 'keep a learnt question out',
    route: 'PUT /api/v1/admin/learnt/{id}/veto',
    expected: { ...everybody(403), admin: 204, editor: 204 },
    params: { id: aLearntQuestion },
  },
  {
    act: 'allow a learnt question again',
    route: 'DELETE /api/v1/admin/learnt/{id}/veto',
    expected: { ...everybody(403), admin: 204, editor: 204 },
    params: { id: aVetoedQuestion },
  },
  { act: 'see one’s own API tokens', route: 'GET /api/v1/admin/me/tokens', expected: everybody(200) },
  {
    act: 'make an API token with one’s own rights',
    route: 'POST /api/v1/admin/me/tokens',
    expected: everybody(201),
    body: { name: 'laptop' },
  },
  {
    act: 'end an API token of one’s own',
    route: 'DELETE /api/v1/admin/me/tokens/{id}',
    expected: everybody(204),
    params: { id: aTokenOfMine },
  },
  {
    act: 'end an API token of somebody else',
    route: 'DELETE /api/v1/admin/me/tokens/{id} (another’s)',
    expected: everybody(404),
    params: { id: aTokenOfTheBoss },
  },
  { act: 'see the audit', route: 'GET /api/v1/admin/audit', expected: onlyAdmins(200) },
  {
    act: 'erase a requester',
    route: 'POST /api/v1/admin/requesters/erase',
    expected: onlyAdmins(200),
    body: { email: 'never-wrote@example.com', confirm: 'never-wrote@example.com' },
  },
  { act: 'see who works here', route: 'GET /api/v1/admin/people', expected: onlyAdmins(200) },
  {
    act: 'invite somebody',
    route: 'POST /api/v1/admin/people',
    expected: onlyAdmins(201),
    body: () => ({ email: aNewAddress(), role: 'agent' }),
  },
  {
    act: 'change somebody’s name or role, or shut them out',
    route: 'PATCH /api/v1/admin/people/{id}',
    expected: onlyAdmins(200),
    params: { id: somebodyElse },
    body: { role: 'viewer' },
  },
  {
    act: 'make a one-time link for somebody’s password',
    route: 'POST /api/v1/admin/people/{id}/link',
    expected: onlyAdmins(201),
    params: { id: somebodyElse },
  },
  {
    act: 'change one’s own password',
    route: 'POST /api/auth/password',
    expected: everybody(204),
    body: { current_password: PASSWORD, new_password: 'seven quiet rivers' },
  },
  {
    act: 'begin to set up one’s own second factor',
    route: 'POST /api/auth/second-factor',
    expected: everybody(200),
    body: { password: PASSWORD },
  },
  {
    act: 'turn it on',
    route: 'POST /api/auth/second-factor/confirm',
    expected: everybody(204),
    before: beginSecondFactor,
    body: currentCode,
  },
  {
    act: 'turn it off',
    route: 'POST /api/auth/second-factor/off',
    expected: everybody(204),
    before: turnOnSecondFactor,
    body: { password: PASSWORD },
  },
  {
    act: 'make new recovery codes',
    route: 'POST /api/auth/second-factor/recovery-codes',
    expected: everybody(200),
    before: turnOnSecondFactor,
    body: { password: PASSWORD },
  },
  { act: 'see one’s own sessions', route: 'GET /api/auth/sessions', expected: everybody(200) },
  {
    act: 'end a session of one’s own',
    route: 'DELETE /api/auth/sessions/{id}',
    expected: everybody(204),
    params: { id: aSessionOfMine },
  },
  {
    act: 'end a session of somebody else',
    route: 'DELETE /api/auth/sessions/{id} (another’s)',
    expected: everybody(404),
    params: { id: aSessionOfTheBoss },
  },
  { act: 'end all others of one’s own', route: 'DELETE /api/auth/sessions', expected: everybody(204) },
];

/** The relations to which a specialist's restricted request belongs only if it is assigned to them as well. */
export function isAssignedFor(relation: Relation): boolean {
  return relation === 'assigned' || relation === 'restricted, named';
}

/** The table as docs/permissions.md shows it. */
export function permissionsDocument(): string {
  const cell = (expectation: Expectation) => {
    const statuses = typeof expectation === 'number' ? [expectation] : expectation;
    const words = (status: number) => (status < 300 ? 'yes' : status === 403 ? 'no' : 'not there');
    const said = statuses.map(words);
    return new Set(said).size === 1 ? (said[0] ?? '') : said.join(' · ');
  };
  const rows = PERMISSIONS.map(
    ({ act, route, expected }) =>
      `| ${act} | \`${route.replace(/ \(.*/, '')}\` | ${ROLES.map((role) => cell(expected[role])).join(' | ')} |`,
  );
  return `# Who may do what

Everything that is not allowed here is refused. Without a token or a session, or with a wrong one, every route answers
401. What lies below \`/api/auth/\` is for a session only: no token changes a password.
This page is made from \`test/server/people/permissions-table.ts\`, to which every route is held as every role:
\`UPDATE_DOCS=1 npx vitest run --project node test/server/people\` writes it anew.

| to | route | ${ROLES.join(' | ')} |
|---|---|${ROLES.map(() => '---').join('|')}|
${rows.join('\n')}

Where a cell has four words, they are for a request that is ${RELATIONS.join(' · ')}. "Restricted" is a request of a
restricted category, "named" a person whom the settings name as its reader; a restricted request of a specialist is one
that is also assigned to them. What is *not there* answers exactly as a number that was never given (404), and is in no
list, total, search or figure.
`;
}
