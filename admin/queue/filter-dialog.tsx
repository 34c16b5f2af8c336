// Filling in one filter: ticks, a list, yes or no, words or dates, whatever fits it.
import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import type { TicketFilters } from '../../contract/api/queue.ts';
import { signedInAs } from '../session-model.ts';
import { ChoiceList } from '../ui/choose.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { TextField } from '../ui/field.tsx';
import type { FilterControl, FilterKey, FilterKind } from './filter-kinds.ts';

interface FilterDialogProps {
  kind: FilterKind;
  filters: TicketFilters;
  onApply: (change: Partial<Record<FilterKey, string | null>>) => void;
  onClose: () => void;
}

export function FilterDialog({ kind, filters, onApply, onClose }: FilterDialogProps) {
  const { desk } = signedInAs();
  const { key, label, control } = kind;
  const value = filters[key] ?? '';
  return (
    <Dialog title={label} onClose={onClose}>
      {control.how === 'one' && (
        <ChoiceList
          label={label}
          align="inline"
          choices={control.options(desk).map((option) => ({ ...option, isCurrent: option.key === value }))}
          onClose={onClose}
          onChoose={(chosen) => onApply({ [key]: chosen })}
        />
      )}
      {control.how === 'flag' && (
        <ChoiceList
          label={label}
          align="inline"
          choices={[
            { key: 'true', label: control.yes, isCurrent: value === 'true' },
            { key: 'false', label: control.no, isCurrent: value === 'false' },
          ]}
          onClose={onClose}
          onChoose={(chosen) => onApply({ [key]: chosen })}
        />
      )}
      {control.how === 'many' && <Ticks control={control} value={value} onApply={(next) => onApply({ [key]: next })} />}
      {control.how === 'text' && (
        <Words label={label} hint={control.hint} value={value} onApply={(next) => onApply({ [key]: next })} />
      )}
      {control.how === 'dates' && (
        <Dates
          from={value}
          to={filters[control.until] ?? ''}
          onApply={(from, to) => onApply({ [key]: from, [control.until]: to })}
        />
      )}
    </Dialog>
  );
}

interface TicksProps {
  control: Extract<FilterControl, { how: 'many' | 'one' }>;
  value: string;
  onApply: (value: string) => void;
}

function Ticks({ control, value, onApply }: TicksProps) {
  const { desk } = signedInAs();
  const chosen = useSignal(new Set(value.split(',').filter(Boolean)));
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => form.current?.querySelector('input')?.focus(), []);
  const options = control.options(desk);
  // What the settings no longer have stays in the list, so that it can be taken away.
  const unknown = [...chosen.value].filter((key) => !options.some((option) => option.key === key));
  const all = [...options, ...unknown.map((key) => ({ key, label: key, hint: 'No longer in the settings' }))];
  const move = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const boxes = [...(form.current?.querySelectorAll('input') ?? [])];
    const at = boxes.indexOf(event.target as HTMLInputElement);
    if (!step || at < 0) return;
    event.preventDefault();
    boxes.at((at + step) % boxes.length)?.focus();
  };
  return (
    <form
      ref={form}
      class="filter-form"
      onKeyDown={move}
      onSubmit={(event) => {
        event.preventDefault();
        onApply([...chosen.value].join(','));
      }}
    >
      <fieldset class="ticks">
        <legend class="sr">Any of these</legend>
        {all.map(({ key, label, hint }) => (
          <label key={key} class="check">
            <input
              type="checkbox"
              checked={chosen.value.has(key)}
              onChange={() => {
                const next = new Set(chosen.value);
                if (!next.delete(key)) next.add(key);
                chosen.value = next;
              }}
            />
            <span>
              {label}
              {hint && <span class="small muted"> · {hint}</span>}
            </span>
          </label>
        ))}
      </fieldset>
      <ApplyRow hint="Space ticks, Enter applies." />
    </form>
  );
}

interface WordsProps {
  label: string;
  hint: string;
  value: string;
  onApply: (value: string) => void;
}

function Words({ label, hint, value, onApply }: WordsProps) {
  const words = useSignal(value);
  return (
    <form
      class="filter-form"
      onSubmit={(event) => {
        event.preventDefault();
        onApply(words.value.trim());
      }}
    >
      <TextField
        label={label}
        hint={hint}
        hasFocus
        maxLength={200}
        autocomplete="off"
        value={words.value}
        onInput={(next) => {
          words.value = next;
        }}
      />
      <ApplyRow />
    </form>
  );
}

function Dates({ from, to, onApply }: { from: string; to: string; onApply: (from: string, to: string) => void }) {
  const first = useSignal(from);
  const last = useSignal(to);
  const isTurned = first.value !== '' && last.value !== '' && first.value > last.value;
  return (
    <form
      class="filter-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (!isTurned) onApply(first.value, last.value);
      }}
    >
      <div class="two">
        <TextField
          label="From"
          type="date"
          hasFocus
          value={first.value}
          onInput={(next) => {
            first.value = next;
          }}
        />
        <TextField
          label="To"
          type="date"
          error={isTurned ? 'This is before the first day. Take a later one.' : undefined}
          value={last.value}
          onInput={(next) => {
            last.value = next;
          }}
        />
      </div>
      <ApplyRow hint="Both days are included; one of them is enough." />
    </form>
  );
}

function ApplyRow({ hint }: { hint?: string }) {
  return (
    <div class="spread apply-row">
      <span class="small muted">{hint}</span>
      <button type="submit" class="btn primary">
        Apply
      </button>
    </div>
  );
}
