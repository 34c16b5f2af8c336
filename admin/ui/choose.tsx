// A button that opens a short list to choose from: type to narrow it, arrows and Enter to take one, Escape to leave.
import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useEffect, useId, useLayoutEffect, useRef } from 'preact/hooks';
import { announce } from './announce.tsx';
import { Icon } from './icon.tsx';

export interface Choice {
  key: string;
  label: string;
  hint?: string | undefined;
  isCurrent?: boolean;
  /** Why it cannot be taken: it stays in the list, and says so when it is tried. */
  refusal?: string | null;
}

interface ChooseProps {
  /** What is chosen here: "Status". */
  label: string;
  choices: readonly Choice[];
  onChoose: (key: string) => void;
  /** The button's content. */
  children: ComponentChildren;
  /** Class of the button. */
  look?: string;
  /** Which edge of the button the list keeps to. */
  align?: 'start' | 'end';
  /** Counts up to open it from elsewhere, for instance by a key. */
  openings?: number;
  /** Said before the button's content, not shown: what this is the value of. */
  prefix?: string;
}

export function Choose({ label, choices, onChoose, children, look = 'btn', align, openings, prefix }: ChooseProps) {
  const isOpen = useSignal(false);
  const place = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const known = useRef(openings);
  useEffect(() => {
    if (known.current === openings) return;
    known.current = openings;
    isOpen.value = true;
  }, [openings]);
  const close = (toButton: boolean) => {
    isOpen.value = false;
    if (toButton) button.current?.focus();
  };
  useEffect(() => {
    if (!isOpen.value) return;
    const closeOutside = (event: Event) => {
      if (!place.current?.contains(event.target as Node)) close(false);
    };
    document.addEventListener('pointerdown', closeOutside);
    document.addEventListener('focusin', closeOutside);
    return () => {
      document.removeEventListener('pointerdown', closeOutside);
      document.removeEventListener('focusin', closeOutside);
    };
  }, [isOpen.value]);
  return (
    <div class="choose" ref={place}>
      <button
        type="button"
        ref={button}
        class={look}
        aria-haspopup="listbox"
        aria-expanded={isOpen.value}
        onClick={() => {
          isOpen.value = !isOpen.value;
        }}
      >
        {prefix && <span class="sr">{prefix} </span>}
        {children}
      </button>
      {isOpen.value && (
        <ChoiceList
          label={label}
          choices={choices}
          align={align ?? 'start'}
          onClose={() => close(true)}
          onChoose={(key) => {
            close(true);
            onChoose(key);
          }}
        />
      )}
    </div>
  );
}

/** The list with its field; `inline` is a part of a dialog, the others hang below a button. */
export function ChoiceList({
  label,
  choices,
  align,
  onChoose,
  onClose,
}: {
  label: string;
  choices: readonly Choice[];
  align: 'start' | 'end' | 'inline';
  onChoose: (key: string) => void;
  onClose: () => void;
}) {
  const id = useId();
  const query = useSignal('');
  const activeKey = useSignal(choices.find(({ isCurrent }) => isCurrent)?.key ?? choices[0]?.key ?? '');
  const refusal = useSignal<string | null>(null);
  const field = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const words = query.value.trim().toLocaleLowerCase();
  const shown = choices.filter((one) => `${one.label} ${one.hint ?? ''}`.toLocaleLowerCase().includes(words));
  const active = shown.find(({ key }) => key === activeKey.value) ?? shown[0];
  // At once, before the next key: nothing typed may get lost.
  useLayoutEffect(() => field.current?.focus(), []);
  useEffect(() => {
    list.current?.querySelector('[data-active]')?.scrollIntoView?.({ block: 'nearest' });
  }, [active?.key]);

  const take = (choice: Choice | undefined) => {
    if (!choice) return;
    if (choice.refusal) {
      refusal.value = choice.refusal;
      announce(choice.refusal);
    } else if (choice.isCurrent) onClose();
    else onChoose(choice.key);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && shown.length) {
      event.preventDefault();
      const at = active ? shown.indexOf(active) : -1;
      activeKey.value = shown.at((at + step) % shown.length)?.key ?? '';
      refusal.value = null;
    } else if (event.key === 'Enter') {
      event.preventDefault();
      take(active);
    } else if (event.key === 'Escape') {
      event.preventDefault();
      event.stopPropagation();
      onClose();
    }
  };
  return (
    <div class={`choose-list at-${align}`}>
      <input
        ref={field}
        class="input"
        type="text"
        role="combobox"
        aria-label={`${label}: type to narrow the list`}
        aria-controls={id}
        aria-expanded={true}
        aria-activedescendant={active ? `${id}-${active.key}` : undefined}
        placeholder="A few letters"
        autocomplete="off"
        value={query.value}
        onInput={(event) => {
          query.value = event.currentTarget.value;
          refusal.value = null;
        }}
        onKeyDown={onKeyDown}
      />
      {refusal.value && (
        <p class="notice warn small">
          <Icon name="warning" />
          <span>{refusal.value}</span>
        </p>
      )}
      <div id={id} ref={list} class="choices" role="listbox" aria-label={label}>
        {shown.map((choice) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are those of the field that has the focus
          // biome-ignore lint/a11y/useFocusableInteractive: the field keeps the focus and names the active one
          <div
            key={choice.key}
            id={`${id}-${choice.key}`}
            role="option"
            aria-selected={choice.isCurrent === true}
            aria-disabled={choice.refusal ? true : undefined}
            data-active={choice === active ? true : undefined}
            onClick={() => take(choice)}
            onPointerMove={() => {
              activeKey.value = choice.key;
            }}
          >
            <span class="tick">{choice.isCurrent && <Icon name="tick" />}</span>
            <span class="grow">
              {choice.label}
              {choice.hint && <span class="small muted block">{choice.hint}</span>}
            </span>
            {choice.refusal && <span class="tiny muted">not from here</span>}
          </div>
        ))}
      </div>
      {shown.length === 0 && <p class="small muted none">Nothing of this name.</p>}
    </div>
  );
}
