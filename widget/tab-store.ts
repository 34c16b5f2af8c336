// Keeps what help needs over a page load: in memory always, and in this tab's session storage where the embedder allows it.

export interface TabStore {
  get<T>(name: string): T | undefined;
  /** `undefined` forgets the name. */
  set(name: string, value: unknown): void;
  /** What is kept now is still there after a page load. */
  lasts(): boolean;
  /** Forgets everything, on the device too, and takes nothing more. */
  close(): void;
}

/** A store under one key; `storage` null writes nothing to the device. A device that refuses is not an error. */
export function openTabStore(key: string, storage: Storage | null): TabStore {
  let kept: Record<string, unknown> = {};
  let closed = false;
  let lasts = false;
  const attempt = (act: (storage: Storage) => void) => {
    lasts = false;
    try {
      if (!storage) return;
      act(storage);
      lasts = true;
    } catch {
      // Full or forbidden: help works from memory.
    }
  };
  attempt((device) => {
    const found: unknown = JSON.parse(device.getItem(key) ?? '{}');
    if (found && typeof found === 'object') kept = found as Record<string, unknown>;
  });
  return {
    get: <T>(name: string) => kept[name] as T | undefined,
    set(name, value) {
      if (closed) return;
      kept = { ...kept, [name]: value };
      attempt((device) => device.setItem(key, JSON.stringify(kept)));
    },
    lasts: () => lasts,
    close() {
      closed = true;
      kept = {};
      attempt((device) => device.removeItem(key));
    },
  };
}
