// Keys: pages say which they listen to, one listener finds the meant act, `?` shows all that work right now.
import { signal } from '@preact/signals';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { Dialog } from './dialog.tsx';

export interface KeyAct {
  /** One key (`j`, `Enter`, `Ctrl+Enter`, `?`) or two one after the other (`g q`). */
  keys: string;
  label: string;
  run: (event: KeyboardEvent) => void;
  /** Also while typing in a field; only for keys with Ctrl, and Escape. */
  whileTyping?: boolean;
}

interface KeyGroup {
  title: string;
  acts: KeyAct[];
}

const SEQUENCE_MS = 1_200;
const groups = signal<readonly KeyGroup[]>([]);
const isSheetOpen = signal(false);
let first: { key: string; at: number } | null = null;

/** Listens to keys for as long as the component is there; later groups win over earlier ones. */
export function useKeys(title: string, acts: KeyAct[]): void {
  const latest = useRef(acts);
  latest.current = acts;
  const shape = acts.map(({ keys, label }) => `${keys}\n${label}`).join('\n');
  useLayoutEffect(() => {
    const group: KeyGroup = {
      title,
      acts: latest.current.map((act, at) => ({ ...act, run: (event) => (latest.current[at] ?? act).run(event) })),
    };
    groups.value = [...groups.value, group];
    return () => {
      groups.value = groups.value.filter((one) => one !== group);
    };
  }, [title, shape]);
}

export function openKeySheet(): void {
  isSheetOpen.value = true;
}

/** Acts on one key press, unless somebody is typing or a dialog is open that has keys of its own. */
export function handleKey(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.isComposing || event.altKey || event.metaKey) return;
  const pressed = `${event.ctrlKey ? 'Ctrl+' : ''}${event.key.length === 1 ? event.key.toLowerCase() : event.key}`;
  const isTyping = isField(event.target);
  if (pressed === '?' && !isTyping) {
    event.preventDefault();
    openKeySheet();
    return;
  }
  if (document.querySelector('dialog[open]')) return;
  const sequence = first && event.timeStamp - first.at < SEQUENCE_MS ? `${first.key} ${pressed}` : null;
  first = null;
  const acts = groups.value.toReversed().flatMap((group) => group.acts);
  const act = (sequence && acts.find(({ keys }) => keys === sequence)) || acts.find(({ keys }) => keys === pressed);
  if (act && (!isTyping || act.whileTyping)) {
    // Enter and space belong to the button or link that has the focus.
    if (!isTyping && (pressed === 'Enter' || pressed === ' ') && isControl(event.target)) return;
    event.preventDefault();
    act.run(event);
  } else if (!isTyping && acts.some(({ keys }) => keys.startsWith(`${pressed} `))) {
    first = { key: pressed, at: event.timeStamp };
  }
}

/** The list of keys that work now, and the one listener. */
export function KeySheet() {
  useLayoutEffect(() => {
    document.addEventListener('keydown', handleKey);
    return () => document.removeEventListener('keydown', handleKey);
  }, []);
  if (!isSheetOpen.value) return null;
  return (
    <Dialog
      title="Keys"
      onClose={() => {
        isSheetOpen.value = false;
      }}
    >
      <div class="key-sheet">
        {groups.value.map((group) => (
          <section key={group.title}>
            <h3 class="h-sub">{group.title}</h3>
            <dl>
              {byLabel(group.acts).map(({ label, keys }) => (
                <div key={label}>
                  <dt>
                    {keys.map((one) => (
                      <Keys key={one} keys={one} />
                    ))}
                  </dt>
                  <dd>{label}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
        <section>
          <h3 class="h-sub">Always</h3>
          <dl>
            <div>
              <dt>
                <kbd>?</kbd>
              </dt>
              <dd>This list</dd>
            </div>
          </dl>
        </section>
      </div>
    </Dialog>
  );
}

/** Two keys for the same act are one line. */
function byLabel(acts: readonly KeyAct[]): { label: string; keys: string[] }[] {
  const lines = new Map<string, string[]>();
  for (const { keys, label } of acts) lines.set(label, [...(lines.get(label) ?? []), keys]);
  return [...lines].map(([label, keys]) => ({ label, keys }));
}

const PRINTED: Record<string, string> = { ArrowDown: '↓', ArrowUp: '↑', Escape: 'Esc' };

/** Keys as they are printed on a keyboard. */
export function Keys({ keys }: { keys: string }) {
  return (
    <>
      {keys.split(' ').map((key, at) => (
        <kbd key={`${at}${key}`}>{PRINTED[key] ?? (key.length === 1 ? key.toUpperCase() : key.replace('+', ' '))}</kbd>
      ))}
    </>
  );
}

function isField(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target instanceof HTMLInputElement) return !['checkbox', 'radio', 'button', 'submit'].includes(target.type);
  return target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement || target.isContentEditable;
}

function isControl(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement && target.closest('a, button, summary, [role="option"], [role="menuitem"]') !== null
  );
}
