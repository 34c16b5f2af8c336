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

/**
 * A store under one key; `storage` null writes nothing to the device. A device that refuses is not an error. Another page of the
 * tab may have written meanwhile, to which this one was only put away for the way back: the device counts for more than memory.
 */
export function openTabStore(key: string, storage: Storage | null): TabStore {
  let kept: Record<string, unknown> = {};
  let written: string | null = null;
  let closed = false;
  let lasts = true;
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
  const look = () => {
    if (!lasts) return;
    attempt((device) => {
      const now = device.getItem(key);
      if (now === written) return;
      written = now;
      kept = Object(JSON.parse(now ?? '{}'));
    });
  };
  return {
    get<T>(name: string) {
      look();
      return kept[name] as T | undefined;
    },
    set(name, value) {
      if (closed) return;
      look();
      kept = { ...kept, [name]: value };
      attempt((device) => {
        written = JSON.stringify(kept);
        device.setItem(key, written);
      });
    },
    lasts: () => lasts,
    close() {
      closed = true;
      kept = {};
      attempt((device) => device.removeItem(key));
      lasts = false;
    },
  };
}
