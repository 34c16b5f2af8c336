// The methods and events that a host page can use: checks what it is given and never throws into the page.

export const EVENT_NAMES = [
  'ready',
  'open',
  'close',
  'search',
  'article',
  'vote',
  'form',
  'submitted',
  'error',
] as const;
export type EventName = (typeof EVENT_NAMES)[number];
export type Listener = (detail: Record<string, unknown>) => void;

/** What the panel can be told to do from outside. */
export interface PanelActs {
  open(view?: string): void;
  close(): void;
  toggle(): void;
  search(query: string): void;
  article(slug: string): void;
  request(prefill: Record<string, string>): void;
  destroy(): void;
}

const PREFILL_FIELDS = ['subject', 'message', 'name', 'email', 'category'];
const LONGEST_FIELD = 20_000;

/** A set of listeners; one that throws is reported to the console and disturbs nobody. */
export function createEmitter() {
  const listeners = new Map<unknown, Set<Listener>>();
  const tell = (listener: Listener, detail: Record<string, unknown>) => {
    try {
      listener(detail);
    } catch (error) {
      console.error(error);
    }
  };
  return {
    emit(event: EventName, detail: Record<string, unknown> = {}) {
      for (const listener of [...(listeners.get(event) ?? [])]) tell(listener, detail);
    },
    on(event: unknown, listener: unknown) {
      if (typeof listener !== 'function') return;
      listeners.set(event, (listeners.get(event) ?? new Set()).add(listener as Listener));
      if (event === 'ready') tell(listener as Listener, {});
    },
    off(event: unknown, listener?: unknown) {
      if (listener) listeners.get(event)?.delete(listener as Listener);
      else listeners.delete(event);
    },
    clear: () => listeners.clear(),
  };
}
export type Emitter = ReturnType<typeof createEmitter>;

/** Turns calls of `window.Fingerpost(method, ...args)` into acts; what it does not know is named in the console. */
export function createCallHandler(acts: PanelActs, emitter: Emitter): (method: string, ...args: unknown[]) => void {
  const text = (value: unknown) => (typeof value === 'string' ? value : '');
  const methods: Record<string, (...args: unknown[]) => void> = {
    open: (view) => acts.open(text(view)),
    close: acts.close,
    toggle: acts.toggle,
    search: (query) => acts.search(text(query)),
    article: (slug) => acts.article(text(slug)),
    request(prefill) {
      const given = (prefill ?? {}) as Record<string, unknown>;
      acts.request(
        Object.fromEntries(
          PREFILL_FIELDS.filter((field) => typeof given[field] === 'string').map((field) => [
            field,
            text(given[field]).slice(0, LONGEST_FIELD),
          ]),
        ),
      );
    },
    on: emitter.on,
    off: emitter.off,
    destroy: acts.destroy,
  };
  return (method, ...args) => {
    const act = Object.hasOwn(methods, method) ? methods[method] : undefined;
    if (!act)
      return console.warn(`Fingerpost: there is no method "${method}"; there are ${Object.keys(methods).join(', ')}`);
    try {
      act(...args);
    } catch (error) {
      console.error(error);
    }
  };
}
