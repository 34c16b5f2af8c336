// Fetches the code of a view when it is first wanted, shows its shape meanwhile, and offers another try when that fails.

import type { ComponentChild, ComponentType } from 'preact';
import { useEffect } from '../ui/hooks.ts';
import { MailLink } from '../ui/mail-link.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { useLocal } from '../ui/use-local.ts';
import { useApp } from './app-context.ts';
import type { Step } from './panel-model.ts';

export type StepView = ComponentType<{ step: Step }>;

interface Coming<Props> {
  is: 'loading' | 'failed' | 'here';
  View?: ComponentType<Props>;
}

/** How it stands with the code of a view, and what asks for it again. */
function useLater<Props>(fetchCode: () => Promise<ComponentType<Props>>): [now: Coming<Props>, again: () => void] {
  const { style } = useApp();
  const coming = useLocal<Coming<Props>>({ is: 'loading' });
  const fetchNow = () => {
    coming.value = { is: 'loading' };
    Promise.all([fetchCode(), import('../later.css?inline')]).then(
      ([View, sheet]) => {
        style(sheet.default);
        // A blocker may put an empty script in its place.
        coming.value = { is: View ? 'here' : 'failed', View };
      },
      () => {
        coming.value = { is: 'failed' };
      },
    );
  };
  useEffect(fetchNow, []);
  return [coming.value, fetchNow];
}

/** What could not be loaded, the other way to write, and another try. */
export function NotLoaded({ said, again }: { said: string; again(): void }) {
  const { words } = useApp();
  return (
    <div class="nothing">
      <p role="alert">{said}</p>
      <MailLink />
      <button type="button" class="btn" onClick={again}>
        {words.again}
      </button>
    </div>
  );
}

function ViewNotLoaded({ again }: { again(): void }) {
  const { words, emit } = useApp();
  useEffect(() => emit('error', { code: 'unreachable', message: words.viewFailed }), []);
  return <NotLoaded said={words.viewFailed} again={again} />;
}

/** A part of a view; where it `isExtra`, nobody is told that it did not come. */
export function LaterPart({
  fetchPart,
  meanwhile,
  isExtra,
}: {
  fetchPart(): Promise<ComponentType>;
  meanwhile?: ComponentChild;
  isExtra?: boolean;
}) {
  const [{ is, View }, again] = useLater(fetchPart);
  if (View) return <View />;
  return is === 'loading' ? meanwhile : !isExtra && <ViewNotLoaded again={again} />;
}

/** `fetchView` resolves to the view; `name` is what `data-view` says until it has come. */
export function LaterView({ name, step, fetchView }: { name: string; step: Step; fetchView(): Promise<StepView> }) {
  const [{ is, View }, again] = useLater(fetchView);
  if (View) return <View step={step} />;
  return (
    <div data-view={name} data-state={is} aria-busy={is === 'loading'}>
      {is === 'loading' ? <Skeleton /> : <ViewNotLoaded again={again} />}
    </div>
  );
}
