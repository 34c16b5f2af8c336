// Takes events at once and fetches the recorder behind it in the background: recording never delays the first answer.
import { signal } from '@preact/signals-core';
import type { UsageEventBody } from '../../contract/usage-events.ts';
import type { RecorderDeps, RecorderState } from './recorder-model.ts';

export interface Recorder {
  /** Notes what somebody did; never fails, never waits. */
  record(body: UsageEventBody): void;
  /** Begins a session, or says in it what has changed of person and page. */
  restate(): void;
  /** The recorder itself, once it is here. */
  readonly model: { readonly value: RecorderState | undefined };
  /** Resolves when the recorder is here or could not be fetched. */
  arrival(): Promise<unknown>;
  /** Calls `last` when the page goes, before what waits is sent; the returned function forgets it. */
  onLeave(last: () => void): () => void;
  stop(): void;
}

/** Fetches nothing before the first event. */
export function createRecorder(deps: RecorderDeps): Recorder {
  const model = signal<RecorderState | undefined>();
  const waiting: [UsageEventBody, number][] = [];
  let coming: Promise<unknown> | undefined;
  let stopped = false;
  const arrival = () => {
    coming ??= import('./recorder-model.ts').then(
      (module) => {
        if (stopped) return;
        const arrived = new module.RecorderModel(deps);
        for (const [body, at] of waiting.splice(0)) arrived.record(body, at);
        model.value = arrived;
      },
      () => {
        coming = undefined;
      },
    );
    return coming;
  };
  const lastActs = new Set<() => void>();
  const leavePage = () => {
    for (const act of lastActs) act();
    model.value?.flush(true);
  };
  addEventListener('pagehide', leavePage);
  const record = (body: UsageEventBody) => {
    const at = deps.env.now();
    if (model.value) return model.value.record(body, at);
    waiting.push([body, at]);
    void arrival();
  };
  return {
    model,
    arrival,
    record,
    restate: () => record({ type: 'session_started', page_key: '' }),
    onLeave(last) {
      lastActs.add(last);
      return () => lastActs.delete(last);
    },
    stop() {
      stopped = true;
      removeEventListener('pagehide', leavePage);
      model.value?.stop();
    },
  };
}
