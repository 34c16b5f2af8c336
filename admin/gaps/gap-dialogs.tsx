// The dialogs of a gap: another name, another gap that takes it in, some of its requests apart, a reason for a move.
import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { GapDetail, GapList } from '../../contract/api/gaps.ts';
import { LIMITS } from '../../contract/limits.ts';
import { get } from '../api-client.ts';
import { Dialog } from '../ui/dialog.tsx';
import { Field } from '../ui/field.tsx';
import { shortDayWords } from './days.ts';
import { causeWords } from './gap-names.ts';

interface Props<Value> {
  gap: GapDetail;
  onSave: (value: Value) => void;
  onClose: () => void;
}

function Form({ verb, onSubmit, children }: { verb: string; onSubmit: () => void; children: ComponentChildren }) {
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => form.current?.querySelector<HTMLElement>('input, textarea')?.focus(), []);
  return (
    <form
      ref={form}
      class="stack4"
      onSubmit={(event) => {
        event.preventDefault();
        onSubmit();
      }}
    >
      {children}
      <p>
        <button type="submit" class="btn primary">
          {verb}
        </button>
      </p>
    </form>
  );
}

export function RenameDialog({ gap, onSave, onClose }: Props<string | null>) {
  const [title, setTitle] = useState(gap.title);
  return (
    <Dialog title="Rename this gap" onClose={onClose}>
      <Form verb="Rename" onSubmit={() => onSave(title.trim() || null)}>
        <Field label="Name" hint="Left empty, it has its own name again.">
          {(control) => (
            <input
              {...control}
              class="input"
              maxLength={LIMITS.gapTitle}
              value={title}
              onInput={(event) => setTitle(event.currentTarget.value)}
            />
          )}
        </Field>
      </Form>
    </Dialog>
  );
}

export function MergeDialog({ gap, onSave, onClose }: Props<string>) {
  const [others, setOthers] = useState<GapList['quiet'] | null>(null);
  const [words, setWords] = useState('');
  const [chosen, setChosen] = useState('');
  const [error, setError] = useState('');
  useEffect(() => {
    get<GapList>('v1/admin/gaps', { from: gap.from, to: gap.to, as_shown: true }).then((answer) =>
      setOthers(answer.ok ? [...answer.value.gaps, ...answer.value.quiet].filter(({ key }) => key !== gap.key) : []),
    );
  }, []);
  const fitting = (others ?? []).filter(({ title }) => title.toLowerCase().includes(words.trim().toLowerCase()));
  return (
    <Dialog title="Merge into another gap" onClose={onClose}>
      <Form
        verb="Merge"
        onSubmit={() => (chosen ? onSave(chosen) : setError('Choose the gap that takes this one in.'))}
      >
        <p class="small muted">Its requests count there from now on. The other gap's page lists what it took in.</p>
        <Field label="Find it by its name">
          {(control) => (
            <input {...control} class="input" value={words} onInput={(event) => setWords(event.currentTarget.value)} />
          )}
        </Field>
        <Field label="The gap that takes it in" error={error || undefined}>
          {(control) => (
            <select
              {...control}
              class="input"
              size={8}
              value={chosen}
              onChange={(event) => setChosen(event.currentTarget.value)}
            >
              {others === null && <option disabled>Getting the others…</option>}
              {fitting.slice(0, 100).map(({ key, title, sub_kind }) => (
                <option key={key} value={key}>
                  {`${title} (${causeWords(sub_kind).toLowerCase()})`}
                </option>
              ))}
            </select>
          )}
        </Field>
      </Form>
    </Dialog>
  );
}

export function SplitDialog({ gap, onSave, onClose }: Props<{ tickets: number[]; title: string }>) {
  const [title, setTitle] = useState('');
  const [numbers, setNumbers] = useState<number[]>([]);
  const [error, setError] = useState('');
  const turn = (number: number) =>
    setNumbers(numbers.includes(number) ? numbers.filter((one) => one !== number) : [...numbers, number]);
  const save = () => {
    if (!title.trim() || numbers.length === 0) setError('Give it a name, and tick at least one request.');
    else onSave({ tickets: numbers, title: title.trim() });
  };
  return (
    <Dialog title="Split some requests off" onClose={onClose}>
      <Form verb="Split off" onSubmit={save}>
        <Field label="Name of the new gap" error={error || undefined}>
          {(control) => (
            <input
              {...control}
              class="input"
              maxLength={LIMITS.gapTitle}
              value={title}
              onInput={(event) => setTitle(event.currentTarget.value)}
            />
          )}
        </Field>
        <fieldset class="stack">
          <legend class="label">Its requests</legend>
          {gap.tickets.map(({ number, subject, submitted_at }) => (
            <label key={number} class="check">
              <input type="checkbox" checked={numbers.includes(number)} onChange={() => turn(number)} />
              <span>
                {number} <bdi>{subject}</bdi> <span class="muted">{shortDayWords(submitted_at.slice(0, 10))}</span>
              </span>
            </label>
          ))}
        </fieldset>
      </Form>
    </Dialog>
  );
}

interface NoteProps {
  title: string;
  maxLength: number;
  onSave: (note: string) => void;
  onClose: () => void;
}

/** A move that the numbers do not speak for wants a person's word. */
export function NoteDialog({ title, maxLength, onSave, onClose }: NoteProps) {
  const [note, setNote] = useState('');
  const [error, setError] = useState('');
  return (
    <Dialog title={title} onClose={onClose}>
      <Form verb={title} onSubmit={() => (note.trim() ? onSave(note.trim()) : setError('Say why, in a sentence.'))}>
        <Field label="Why" hint="The numbers do not say it by themselves." error={error || undefined}>
          {(control) => (
            <textarea
              {...control}
              class="input"
              rows={3}
              maxLength={maxLength}
              value={note}
              onInput={(event) => setNote(event.currentTarget.value)}
            />
          )}
        </Field>
      </Form>
    </Dialog>
  );
}
