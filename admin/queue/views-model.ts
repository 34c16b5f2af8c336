// The saved views with their counts: reading them, and making, renaming, sharing and deleting one.
import { computed, createModel, signal } from '@preact/signals';
import type { CreateView, PatchView, View, Views } from '../../contract/api/queue.ts';
import { get, type Refusal, send } from '../api-client.ts';

export type ViewsState =
  | { state: 'loading' }
  | { state: 'failed'; refusal: Refusal }
  | { state: 'ready'; views: readonly View[] };

const PATH = 'v1/admin/views';

export const ViewsModel = createModel(() => {
  const current = signal<ViewsState>({ state: 'loading' });
  const known = () => (current.value.state === 'ready' ? current.value.views : []);
  const set = (views: readonly View[]) => {
    current.value = { state: 'ready', views: [...views].sort((a, b) => a.position - b.position) };
  };

  const count = async () => {
    const answer = await get<Views>(PATH, { counts: 1 });
    if (answer.ok) set(answer.value.views);
  };
  /** Names first, which the list waits for; counts as soon as they come. */
  const load = async () => {
    if (current.value.state === 'failed') current.value = { state: 'loading' };
    const answer = await get<Views>(PATH);
    if (!answer.ok) {
      current.value = { state: 'failed', refusal: answer };
      return;
    }
    set(answer.value.views);
    await count();
  };

  return {
    state: computed(() => current.value),
    views: computed(known),
    load,
    /** Counts again; nothing changes where the server does not answer. */
    count,
    /** @returns the new view, or why there is none. */
    async save(view: CreateView): Promise<View | Refusal> {
      const answer = await send<View>('POST', PATH, view);
      if (!answer.ok) return answer;
      set([...known(), answer.value]);
      void count();
      return answer.value;
    },
    /** @returns the changed view, or why it was not changed. */
    async change(id: string, patch: PatchView): Promise<View | Refusal> {
      const answer = await send<View>('PATCH', `${PATH}/${id}`, patch);
      if (!answer.ok) return answer;
      set(known().map((view) => (view.id === id ? answer.value : view)));
      void count();
      return answer.value;
    },
    /** @returns why it is still there, or null. */
    async remove(id: string): Promise<Refusal | null> {
      const answer = await send('DELETE', `${PATH}/${id}`);
      if (!answer.ok && answer.status !== 404) return answer;
      set(known().filter((view) => view.id !== id));
      return null;
    },
  };
});
export type ViewsList = InstanceType<typeof ViewsModel>;
