// Fetches the code of a view when it is first wanted, shows its shape meanwhile, and offers another try when that fails.

import type { ComponentChild, ComponentType } from 'preact';
import { useEffect } from '../ui/hooks.ts';
import { MailLink } from '../ui/mail-link.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { useLocal } from '../ui/use-local.ts';
import { useApp } from './app-context.ts';
import type { Step } from './panel-model.ts';

export type StepView = ComponentType<{ step: Step }>;

/** A part that adds to a view and is not missed while it is on its way. */
export function LaterPart({
  fetchPart,
  meanwhile,
}: {
  fetchPart(): Promise<ComponentType>;
  meanwhile?: ComponentChild;
}) {
  const part = useLocal<{ View: ComponentType } | null>(null);
  useEffect(() => {
    fetchPart().then(
      (View) => {
        part.value = { View };
      },
      () => undefined,
    );
  }, []);
  return part.value ? <part.value.View /> : meanwhile;
}

/** `fetchView` resolves to the view; `name` is what `data-view` says until it has come. */
export function LaterView({ name, step, fetchView }: { name: string; step: Step; fetchView(): Promise<StepView> }) {
  const { words } = useApp();
  const view = useLocal<{ is: 'loading' } | { is: 'failed' } | { is: 'here'; View: StepView }>({ is: 'loading' });
  const fetchNow = () => {
    view.value = { is: 'loading' };
    fetchView().then(
      (View) => {
        view.value = { is: 'here', View };
      },
      () => {
        view.value = { is: 'failed' };
      },
    );
  };
  useEffect(fetchNow, []);
  const now = view.value;
  if (now.is === 'here') return <now.View step={step} />;
  return (
    <div data-view={name} data-state={now.is} aria-busy={now.is === 'loading'}>
      {now.is === 'loading' ? (
        <Skeleton />
      ) : (
        <div class="nothing">
          <p role="alert">{words.viewFailed}</p>
          <MailLink />
          <button type="button" class="btn" onClick={fetchNow}>
            {words.again}
          </button>
        </div>
      )}
    </div>
  );
}
