// Who may do what, written down by hand: the table that the server is held to, and that docs/permissions.md shows.
import { ROLES, type Role } from '../../../server/people/permissions.ts';

/** How a request stands to the person who asks for it. */
export const RELATIONS = ['assigned', 'unassigned', 'restricted, named', 'restricted, not named'] as const;
export type Relation = (typeof RELATIONS)[number];

/** Expected status for each relation, in the order of `RELATIONS`; one number where the route is about no request. */
export type Expectation = number | readonly [number, number, number, number];

export interface PermissionRow {
  route: string;
  /** In the words of the reader of the docs. */
  act: string;
  expected: Record<Role, Expectation>;
}

const READ = [200, 200, 200, 404] as const;
const ONLY_MINE = [200, 404, 200, 404] as const;
const REFUSED = [403, 403, 403, 403] as const;
/** A viewer may see a request but change nothing; what they may not see is not there for them either. */
const SEE_ONLY = [403, 403, 403, 404] as const;
const WRITE = [201, 201, 201, 404] as const;

export const PERMISSIONS: readonly PermissionRow[] = [
  {
    route: 'GET /api/v1/admin/tickets',
    act: 'see the queue',
    expected: { admin: 200, agent: 200, specialist: 200, editor: 403, viewer: 200 },
  },
  {
    route: 'GET /api/v1/admin/tickets/{number}',
    act: 'read a request',
    expected: { admin: READ, agent: READ, specialist: ONLY_MINE, editor: REFUSED, viewer: READ },
  },
  {
    route: 'PATCH /api/v1/admin/tickets/{number}',
    act: 'change what a request is (kind, severity, minutes …)',
    expected: { admin: READ, agent: READ, specialist: ONLY_MINE, editor: REFUSED, viewer: SEE_ONLY },
  },
  {
    route: 'PATCH /api/v1/admin/tickets/{number} (routing)',
    act: 'change where a request goes (assignee, group, category, priority)',
    expected: { admin: READ, agent: READ, specialist: [403, 404, 403, 404], editor: REFUSED, viewer: SEE_ONLY },
  },
  {
    route: 'POST /api/v1/admin/tickets/{number}/messages',
    act: 'answer, or write a note',
    expected: { admin: WRITE, agent: WRITE, specialist: [201, 404, 201, 404], editor: REFUSED, viewer: SEE_ONLY },
  },
  {
    route: 'POST /api/v1/admin/tickets/{number}/status',
    act: 'move a request, or close it',
    expected: { admin: READ, agent: READ, specialist: ONLY_MINE, editor: REFUSED, viewer: SEE_ONLY },
  },
  {
    route: 'GET /api/v1/admin/reports',
    act: 'see which figures there are',
    expected: { admin: 200, agent: 200, specialist: 403, editor: 200, viewer: 200 },
  },
  {
    route: 'GET /api/v1/admin/reports/{name}',
    act: 'read figures',
    expected: { admin: 200, agent: 200, specialist: 403, editor: 200, viewer: 200 },
  },
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
      `| ${act} | \`${route}\` | ${ROLES.map((role) => cell(expected[role])).join(' | ')} |`,
  );
  return `# Who may do what

Everything that is not allowed here is refused. Without a token, or with a wrong one, every route answers 401.
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
