// What a request will count as, or counts as, with what an editor should do about it.
import { Arm } from '../ui/badges.tsx';
import { Icon, type IconName } from '../ui/icon.tsx';
import type { Counting } from './solve-model.ts';

const ICONS: Record<string, IconName> = {
  missing: 'page_dashed',
  unfindable: 'search_question',
  unclear: 'page_waves',
  not_looked: 'asleep',
  unattributed: 'bar',
};
const KIND_ICONS: Record<string, IconName> = {
  knowledge_gap: 'book',
  functionality_issue: 'broken',
  other: 'dots',
  undetermined: 'question',
};

/** `isPast`: it counts as that already. */
export function CountsAsNotice({ counting, isPast = false }: { counting: Counting; isPast?: boolean }) {
  if (counting.is === 'hidden') {
    return <p class="withheld">What it will count as is shown once you have chosen its kind below.</p>;
  }
  if (counting.is === 'skipped') {
    return <p class="withheld">Left open, it counts as Not attributed: nobody learns from it what to write or mend.</p>;
  }
  if (counting.is === 'unknown') {
    return <p class="withheld">They did not see this article. What it counts as is said once this is solved.</p>;
  }
  const { counts } = counting;
  const label = counts.sub_kind_label ?? counts.kind_label;
  return (
    <div class="notice good counts" role="status">
      <Icon name={counts.sub_kind ? (ICONS[counts.sub_kind] ?? 'bar') : (KIND_ICONS[counts.kind] ?? 'question')} />
      <span class="grow">
        {isPast ? 'Counts as' : 'Will count as'} <b>{label}</b>
        {counts.article && ` for ${counts.article.title}`}
        <span class="small muted block">
          {counts.sentence}
          {counts.weak && ' They may have looked on an earlier page.'}
        </span>
      </span>
      {counts.action_label && <Arm verb={counts.action_label} />}
    </div>
  );
}
