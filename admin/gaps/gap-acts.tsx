// What is done about a gap: who has it, how far it is, how much work it is; renamed, merged into another one, or split.
import { useEffect, useRef, useState } from 'preact/hooks';
import type { GapDetail, GapEffort, GapState } from '../../contract/api/gaps.ts';
import { LIMITS } from '../../contract/limits.ts';
import { signedInAs } from '../session-model.ts';
import { Field } from '../ui/field.tsx';
import { MergeDialog, NoteDialog, RenameDialog, SplitDialog } from './gap-dialogs.tsx';
import { GAP_STATE_ORDER, STATE_WORDS } from './gap-names.ts';
import type { ChangeGap } from './gap-page.tsx';
import { EFFORT_WORDS, MOVE_WORDS } from './gap-words.ts';

interface Props {
  gap: GapDetail;
  change: ChangeGap;
  isSending: boolean;
}

type Open = 'rename' | 'merge' | 'split' | { noteFor: GapState } | null;

export function GapActs({ gap, change, isSending }: Props) {
  const { desk } = signedInAs();
  const [open, setOpen] = useState<Open>(null);
  const place = useRef<HTMLElement>(null);
  const shown = useRef(gap.state);
  useEffect(() => {
    if (shown.current === gap.state) return;
    shown.current = gap.state;
    // The button that was pressed is gone with the state that it led from.
    if (document.activeElement === document.body) place.current?.querySelector<HTMLElement>('button')?.focus();
  }, [gap.state]);
  const close = () => setOpen(null);
  const act = async (body: Parameters<ChangeGap>[0]) => {
    if (await change(body)) close();
  };
  return (
    <section ref={place} class="gap-acts" id="acts" tabIndex={-1} aria-label="What is done about it">
      <ol class="flow" aria-label="State">
        {GAP_STATE_ORDER.map((state) => (
          <li key={state} class={lookOf(state, gap.state)} aria-current={state === gap.state ? 'step' : undefined}>
            <i aria-hidden="true" />
            {state === 'verified' ? 'verified by the numbers' : STATE_WORDS[state]}
          </li>
        ))}
      </ol>
      {gap.may_change && (
        <>
          <div class="row wrap">
            {gap.next_states.map(({ state, needs_note }) => (
              <button
                key={state}
                type="button"
                class="btn"
                aria-disabled={isSending}
                onClick={() => (needs_note ? setOpen({ noteFor: state }) : act({ state }))}
              >
                {gap.state === 'done' && state !== 'verified'
                  ? `Send it back: ${STATE_WORDS[state]}`
                  : MOVE_WORDS[state]}
              </button>
            ))}
          </div>
          <div class="row wrap gap-fields">
            <Field label="Owner">
              {(control) => (
                <select
                  {...control}
                  class="input"
                  value={gap.owner?.email ?? ''}
                  onChange={(event) => act({ owner: event.currentTarget.value || null })}
                >
                  <option value="">Nobody yet</option>
                  {gap.owner && !desk.people.some(({ email }) => email === gap.owner?.email) && (
                    <option value={gap.owner.email}>{gap.owner.name}</option>
                  )}
                  {desk.people
                    .filter(({ left }) => !left)
                    .map(({ email, name }) => (
                      <option key={email} value={email}>
                        {name}
                      </option>
                    ))}
                </select>
              )}
            </Field>
            <Field label="Effort">
              {(control) => (
                <select
                  {...control}
                  class="input"
                  value={gap.effort ?? ''}
                  onChange={(event) => act({ effort: (event.currentTarget.value || null) as GapEffort | null })}
                >
                  <option value="">Not said</option>
                  {Object.entries(EFFORT_WORDS).map(([effort, words]) => (
                    <option key={effort} value={effort}>
                      {words}
                    </option>
                  ))}
                </select>
              )}
            </Field>
            <button type="button" class="btn" onClick={() => setOpen('rename')}>
              Rename
            </button>
            <button type="button" class="btn" onClick={() => setOpen('merge')}>
              Merge into another
            </button>
            {gap.tickets.length > 1 && (
              <button type="button" class="btn" onClick={() => setOpen('split')}>
                Split
              </button>
            )}
          </div>
        </>
      )}
      {open === 'rename' && <RenameDialog gap={gap} onSave={(title) => act({ title })} onClose={close} />}
      {open === 'merge' && <MergeDialog gap={gap} onSave={(key) => act({ merge_into: key })} onClose={close} />}
      {open === 'split' && <SplitDialog gap={gap} onSave={(split) => act({ split })} onClose={close} />}
      {open !== null && typeof open === 'object' && (
        <NoteDialog
          title={MOVE_WORDS[open.noteFor]}
          maxLength={LIMITS.comment}
          onSave={(note) => act({ state: open.noteFor, note })}
          onClose={close}
        />
      )}
    </section>
  );
}

function lookOf(state: GapState, now: GapState): string {
  const [at, current] = [GAP_STATE_ORDER.indexOf(state), GAP_STATE_ORDER.indexOf(now)];
  return at < current ? 'was' : at === current ? 'now' : '';
}
