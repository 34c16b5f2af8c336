// What people decide about a gap: whose it is, how far it is, what it is called, and what belongs to it.
import type { GapState, PatchGap } from '../../contract/api/gaps.ts';
import type { ArticleDirectory } from '../articles/article-directory.ts';
import { recordAudit } from '../audit/record-audit.ts';
import type { Trx } from '../db/database.ts';
import { AppError } from '../errors.ts';
import type { Viewer } from '../people/permissions.ts';
import type { Services } from '../services.ts';
import { findGap, isRestrictedAlone, ticketsOfGap } from './find-gap.ts';
import { addGapHistory, type GapChange, storeDecision } from './gap-decisions.ts';
import type { GapDecision } from './gap-names.ts';
import { isGapKey } from './gap-names.ts';
import { requireGapMove } from './gap-states.ts';
import { isSettled } from './helped.ts';
import { splitGap } from './split-gap.ts';

export interface GapRequest {
  key: string;
  patch: PatchGap;
  ifMatch: string | undefined;
  articles: ArticleDirectory;
}

/** The ETag of a gap: its version, 0 before anybody has decided anything. */
export function etagOfGap(decision: Pick<GapDecision, 'version'> | null): string {
  return `"v${decision?.version ?? 0}"`;
}

/**
 * Consequences in order: checks, what was decided, requests that are split off, history, audit. All in the caller's
 * transaction; any may fail.
 * @throws AppError not_found, stale, transition_not_allowed, fields_missing, unknown_name, cannot_merge, not_possible_now.
 */
export async function changeGap(trx: Trx, services: Services, viewer: Viewer, request: GapRequest): Promise<void> {
  const { patch, articles } = request;
  const found = await findGap(trx, viewer, articles, request.key);
  const { asked, names } = found;
  const decision = names.decisionOn(asked);
  if (request.ifMatch !== undefined && !tagsOf(request.ifMatch).includes(etagOfGap(decision)))
    throw new AppError('stale', { members: { version: decision?.version ?? 0 } });
  const { merge_into, split, note: _note, ...others } = patch;
  if (found.key !== asked && (split !== undefined || Object.keys(others).length > 0))
    throw new AppError('not_possible_now', {
      detail: `This gap was merged into ${found.key}: change that one, or take this one out of it first.`,
      members: { merged_into: found.key },
    });

  const changes: GapChange[] = [];
  const next: Partial<GapDecision> = {};
  const note = patch.note ?? null;
  if (patch.state !== undefined && patch.state !== (decision?.state ?? 'new')) {
    const from = (decision?.state ?? 'new') as GapState;
    const helped = patch.state === 'verified' && (await isSettled(trx, services, viewer, found.key, articles));
    requireGapMove(from, patch.state, { note: note !== null, helped });
    next.state = patch.state;
    changes.push({ what: 'state', from, to: patch.state });
  }
  if (patch.owner !== undefined) {
    const owner = await ownerOf(trx, patch.owner);
    if (owner !== (decision?.owner ?? null)) changes.push({ what: 'owner', from: decision?.owner ?? null, to: owner });
    next.owner = owner;
  }
  if (patch.title !== undefined && patch.title !== (decision?.title ?? null)) {
    next.title = patch.title;
    changes.push({ what: 'title', from: decision?.title ?? null, to: patch.title });
  }
  if (patch.effort !== undefined && patch.effort !== (decision?.effort ?? null)) {
    next.effort = patch.effort;
    changes.push({ what: 'effort', from: decision?.effort ?? null, to: patch.effort });
  }
  if (merge_into !== undefined) {
    const into = merge_into === null ? null : await mergeTarget(trx, viewer, found, merge_into);
    const before = decision?.merged_into ?? null;
    if (into !== before) {
      next.merged_into = into;
      changes.push({ what: 'merged_into', from: before, to: into });
      if (before !== null) await tellOther(trx, services, viewer, before, { what: 'lost', to: asked, note });
      if (into !== null) await tellOther(trx, services, viewer, into, { what: 'took_in', to: asked, note });
    }
  }
  if (split) {
    const key = await splitGap(trx, services, found, viewer, split);
    changes.push({ what: 'split_off', from: null, to: key });
    await addGapHistory(trx, services, viewer, key, [{ what: 'split_from', from: null, to: asked, note }]);
  }
  if (changes.length === 0) return;
  const key = decision?.key ?? asked;
  await storeDecision(trx, services, { key, site: found.tickets[0]?.site ?? '', decision }, next);
  await addGapHistory(
    trx,
    services,
    viewer,
    key,
    changes.map((change) => ({ ...change, note })),
  );
  // Admins read the audit who may not know of restricted requests; the gap's own history has it for those who may.
  if (isRestrictedAlone(found.tickets)) return;
  await recordAudit(trx, services, viewer, {
    what: 'gap_changed',
    about: key,
    detail: changes.map(({ what, to }) => `${what.replaceAll('_', ' ')}${to === null ? '' : `: ${to}`}`).join('; '),
  });
}

/** The gap that takes this one in, as it is stored. */
async function mergeTarget(
  trx: Trx,
  viewer: Viewer,
  { asked, names, tickets }: Awaited<ReturnType<typeof findGap>>,
  into: string,
): Promise<string> {
  const refuse = (detail: string) =>
    new AppError('cannot_merge', { detail, errors: [{ pointer: '/merge_into', detail }] });
  const target = names.present(into);
  if (!isGapKey(into)) throw refuse('Give the key of another gap.');
  if (target === asked) throw refuse('A gap cannot be merged into itself.');
  const end = names.countsUnder(target);
  // Before it is looked for: where this one is already, its own requests would be found.
  if (end === asked) throw refuse('That gap was merged into this one: take it out first.');
  const taking = await ticketsOfGap(trx, viewer, names, end);
  if (taking.length === 0) throw refuse('There is no such gap.');
  if (isRestrictedAlone(taking) && !isRestrictedAlone(tickets))
    throw refuse('Only restricted requests are in that gap: with requests of this one its name would be known to all.');
  return target;
}

/** A merge stands in the history of both. */
async function tellOther(
  trx: Trx,
  services: Services,
  viewer: Viewer,
  key: string,
  change: Omit<GapChange, 'from'>,
): Promise<void> {
  await addGapHistory(trx, services, viewer, key, [{ ...change, from: null }]);
}

async function ownerOf(trx: Trx, email: string | null): Promise<string | null> {
  if (email === null) return null;
  const person = await trx
    .selectFrom('agent')
    .select(['id', 'disabled', 'role'])
    .where('email', '=', email.toLowerCase())
    .executeTakeFirst();
  if (person && !person.disabled && person.role !== 'viewer') return person.id;
  const why = person?.disabled
    ? 'This person does not work here any more; choose somebody else.'
    : 'Nobody who can repair something has this address.';
  throw new AppError('unknown_name', { detail: why, errors: [{ pointer: '/owner', detail: why }] });
}

function tagsOf(ifMatch: string): string[] {
  return ifMatch.split(',').map((tag) => tag.trim().replace(/^W\//, ''));
}
