// Says in words what a request counts as: its kind, why it had to be asked, which article that concerns, what to do.
import type { CountsAs } from '../../contract/api/ticket-insight.ts';
import { KIND_WORDS, SUB_KIND_WORDS } from '../../contract/words/kind-words.ts';
import { ACTION_WORDS, SUB_KIND_REASON_WORDS } from '../../contract/words/request-words.ts';
import type { EffectiveKind } from '../method/effective-kind.ts';
import type { Kind } from '../method/kinds.ts';
import type { SubKindReason, SubKindResult } from '../method/sub-kind.ts';
import type { LinkTo } from './article-link.ts';

const KIND_SENTENCES: Readonly<Record<Kind, string>> = {
  knowledge_gap: 'They needed to know something; nobody has said yet what answers it.',
  functionality_issue: 'The product did not do what it should.',
  other: 'Neither a question of knowledge nor something broken.',
  undetermined: 'Not enough is known to say.',
};
const MIXED = 'An answer and a repair together: nobody can tell which it was.';
/** A change of words finds it; a change of title makes it recognised (METHOD 6, actions). */
const WORDS_DIFFER: readonly string[] = ['zero_results', 'not_in_results'];

export function countsAs(
  kind: Pick<EffectiveKind, 'kind' | 'kind_source'>,
  sub: SubKindResult | null,
  link: LinkTo,
): CountsAs {
  const counted = kind.kind === 'knowledge_gap' ? sub : null;
  const action = actionOf(kind.kind, counted);
  return {
    kind: kind.kind,
    kind_label: KIND_WORDS[kind.kind],
    sub_kind: counted?.sub_kind ?? null,
    sub_kind_label: counted ? SUB_KIND_WORDS[counted.sub_kind] : null,
    article: counted?.target ? link(counted.target) : null,
    reason: counted?.reason ?? null,
    sentence: counted
      ? reasonSentence(counted.reason)
      : kind.kind_source === 'mixed'
        ? MIXED
        : KIND_SENTENCES[kind.kind],
    action,
    action_label: action && ACTION_WORDS[action],
    weak: counted?.weak ?? false,
  };
}

function reasonSentence(reason: SubKindReason): string {
  return SUB_KIND_REASON_WORDS[reason];
}

function actionOf(kind: Kind, sub: SubKindResult | null): CountsAs['action'] {
  if (kind === 'functionality_issue') return 'fix_product';
  switch (sub?.sub_kind) {
    case 'missing':
      return 'write';
    case 'unclear':
      return 'rewrite';
    case 'not_looked':
      return 'promote';
    case 'unfindable':
      return WORDS_DIFFER.includes(sub.reason) ? 'add_words' : 'retitle';
    default:
      return null;
  }
}
