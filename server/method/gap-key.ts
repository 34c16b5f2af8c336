/** Which gap a ticket belongs to (METHOD 7.1): exactly one or none, by kind, sub-kind, article, root cause and words. */
import type { Kind, SubKind } from './kinds.ts';

/** What of a ticket decides on its gap. */
export interface GapSigns {
  /** KIND-EFF. */
  readonly kind: Kind;
  readonly sub_kind: SubKind | null;
  /** The article that the sub-kind is about; of a missing one the article that was written for it, null before. */
  readonly article: string | null;
  /** As the agent set it, null where it is not set. */
  readonly root_cause: string | null;
  /** The name of the cluster of its words, null where it has none. */
  readonly cluster: string | null;
}

/** The key as it is stored and shown in addresses; null for a ticket of no gap. */
export function gapKeyOf({ kind, sub_kind, article, root_cause, cluster }: GapSigns): string | null {
  if (kind === 'functionality_issue') {
    const what = root_cause ?? cluster;
    return what === null ? null : `bug:${what}`;
  }
  if (kind !== 'knowledge_gap' || sub_kind === null || sub_kind === 'unattributed') return null;
  const what = article ?? (sub_kind === 'missing' ? cluster : null);
  return what === null ? null : `${sub_kind}:${what}`;
}
