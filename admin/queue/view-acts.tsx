// Saving, renaming, sharing and deleting the view that is shown.
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import type { PatchView } from '../../contract/api/queue.ts';
import { wordsOf } from '../api-client.ts';
import { announce, announceFailure } from '../ui/announce.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { type Asked, asView } from './queue-address.ts';
import { ViewDialog } from './view-dialog.tsx';
import type { ViewsList } from './views-model.ts';

type ViewAct = 'save' | 'update' | 'rename' | 'share' | 'delete';

/** @returns what starts an act, and the dialog it needs while it is open. */
export function useViewActs(
  views: ViewsList,
  asked: Asked,
  ask: (next: Asked) => void,
): { start: (act: ViewAct) => void; dialog: ComponentChildren } {
  const [open, setOpen] = useState<'save' | 'rename' | 'delete' | null>(null);
  const { view, filters, sort } = asked;
  const close = () => setOpen(null);
  const change = async (patch: PatchView, words: string) => {
    if (!view) return null;
    const answer = await views.change(view.id, patch);
    if ('ok' in answer) return answer;
    announce(words);
    ask(asView(answer));
    return null;
  };
  const start = async (act: ViewAct) => {
    if (act === 'update' || act === 'share') {
      const patch = act === 'update' ? { filters, sort } : { shared: !view?.shared };
      const refusal = await change(patch, act === 'update' ? 'Stored.' : view?.shared ? 'Only yours now.' : 'Shared.');
      if (refusal) announceFailure(wordsOf(refusal));
    } else setOpen(act);
  };
  const remove = async () => {
    close();
    if (!view) return;
    const refusal = await views.remove(view.id);
    const first = views.views.value[0];
    if (refusal) announceFailure(wordsOf(refusal));
    else {
      announce(`The view “${view.name}” is gone. Its requests stay.`);
      if (first) ask(asView(first));
    }
  };
  const dialog = (
    <>
      {open === 'save' && (
        <ViewDialog
          title="Save as a view"
          name=""
          shared={false}
          onClose={close}
          onSave={async ({ name, shared }) => {
            const answer = await views.save({ name, filters, sort, ...(shared ? { shared } : {}) });
            if ('ok' in answer) return answer;
            announce(`Saved as “${answer.name}”.`);
            ask(asView(answer));
            return null;
          }}
        />
      )}
      {open === 'rename' && view && (
        <ViewDialog
          title="Rename the view"
          name={view.name}
          shared={null}
          onClose={close}
          onSave={({ name }) => change({ name }, `It is called “${name}” now.`)}
        />
      )}
      {open === 'delete' && view && (
        <Dialog title={`Delete “${view.name}”?`} onClose={close}>
          <p>
            The view goes{view.shared ? ', for everybody' : ''}; its requests stay where they are. This cannot be
            undone.
          </p>
          <p class="row apply-row">
            <button type="button" class="btn danger" onClick={remove}>
              Delete the view
            </button>
            <button type="button" class="btn" onClick={close}>
              Keep it
            </button>
          </p>
        </Dialog>
      )}
    </>
  );
  return { start, dialog };
}
