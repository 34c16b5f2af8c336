// What was wrong with an act on a request, beside where it was done.
import { ALERT } from '../ui/field.tsx';
import { Icon } from '../ui/icon.tsx';
import type { Act, Request } from './request-model.ts';

export function WrongLine({ request, acts }: { request: Request; acts: readonly Act[] }) {
  const wrong = request.wrong.value;
  if (!wrong || !acts.includes(wrong.act)) return null;
  return (
    <p class="notice wrong" role="alert">
      <Icon d={ALERT} />
      {wrong.said}
    </p>
  );
}
