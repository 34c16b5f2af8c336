// The small labels: what is ours to guess is dashed with a question mark, what a person said is solid.
import type { ComponentChildren } from 'preact';
import { KIND_WORDS, SUB_KIND_WORDS } from '../../contract/words/kind-words.ts';
import { Icon, type IconName } from './icon.tsx';

export type Kind = keyof typeof KIND_WORDS;
export type SubKind = keyof typeof SUB_KIND_WORDS;

const KIND_LOOKS: Record<Kind, { icon: IconName; look: string }> = {
  knowledge_gap: { icon: 'book', look: 'k-knowledge' },
  functionality_issue: { icon: 'broken', look: 'k-product' },
  other: { icon: 'dots', look: '' },
  undetermined: { icon: 'question', look: '' },
};

const SUB_KIND_ICONS: Record<SubKind, IconName> = {
  missing: 'page_dashed',
  unfindable: 'search_question',
  unclear: 'page_waves',
  not_looked: 'asleep',
  unattributed: 'bar',
};

export function KindBadge({ kind, isConfirmed }: { kind: Kind; isConfirmed: boolean }) {
  const { icon, look } = KIND_LOOKS[kind];
  const isGuess = !isConfirmed && kind !== 'undetermined';
  return (
    <span class={`badge ${look}${isConfirmed ? '' : ' suggested'}`}>
      <Icon name={icon} />
      {KIND_WORDS[kind]}
      {isGuess ? '?' : ''}
      {isGuess && <span class="sr"> (suggested)</span>}
    </span>
  );
}

export function SubKindBadge({ subKind, isConfirmed }: { subKind: SubKind; isConfirmed: boolean }) {
  const isGuess = !isConfirmed && subKind !== 'unattributed';
  return (
    <span class={`badge${isConfirmed ? '' : ' suggested'}`}>
      <Icon name={SUB_KIND_ICONS[subKind]} />
      {SUB_KIND_WORDS[subKind]}
      {isGuess ? '?' : ''}
      {isGuess && <span class="sr"> (suggested)</span>}
    </span>
  );
}

export function UrgentBadge() {
  return (
    <span class="badge urgent">
      <Icon name="up" />
      Urgent
    </span>
  );
}

export function LateBadge({ children }: { children: ComponentChildren }) {
  return (
    <span class="badge over">
      <Icon name="clock" />
      {children}
    </span>
  );
}

interface ArmProps {
  verb: string;
  href?: string;
  /** For somebody who hears it, where the verb alone would be the name of several links; begins with the verb. */
  label?: string;
  isSoft?: boolean;
}

/** The one shape that is ours: what to do about a gap, a verb only. */
export function Arm({ verb, href, label, isSoft = false }: ArmProps) {
  const look = `arm${isSoft ? ' soft' : ''}`;
  return href ? (
    <a class={look} href={href} aria-label={label}>
      {verb}
    </a>
  ) : (
    <span class={look}>{verb}</span>
  );
}
