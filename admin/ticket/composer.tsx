// Where an answer is written: a reply that the person gets, or a note that only the team sees; nobody takes one for the other.
import { useSignal } from '@preact/signals';
import type { RefObject } from 'preact';
import { useEffect, useId } from 'preact/hooks';
import type { TicketDetail } from '../../contract/api/ticket-work.ts';
import { signedInAs } from '../session-model.ts';
import { Icon } from '../ui/icon.tsx';
import type { ComposerOnPage, Visibility } from './composer-model.ts';
import { ChosenFiles, ComposerTools, LinkedArticles } from './composer-tools.tsx';
import { byChannel, firstName } from './ticket-words.ts';

interface ComposerProps {
  ticket: TicketDetail;
  composer: ComposerOnPage;
  field: RefObject<HTMLTextAreaElement | null>;
  onInsert: () => void;
  /** Null where it has ended: there is nothing to solve. */
  onSolve: (() => void) | null;
  /** Shown above the field, for instance that somebody was quicker. */
  conflictWords: string | null;
  onSeeBoth: () => void;
}

export function Composer(props: ComposerProps) {
  const { ticket, composer, field } = props;
  const isNote = composer.visibility.value === 'internal';
  const isOver = useSignal(false);
  const id = useId();
  const isSending = composer.sending.value !== null;
  const label = isNote ? 'Internal note, only your team sees it' : `Reply to ${firstName(ticket.requester)}`;
  useEffect(() => {
    // A page that is left takes files with it, which no draft keeps.
    const warn = (event: BeforeUnloadEvent) => {
      if (composer.files.value.length || composer.sending.value) event.preventDefault();
    };
    addEventListener('beforeunload', warn);
    return () => removeEventListener('beforeunload', warn);
  }, [composer]);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    document.getElementById('request-head')?.focus();
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: files may also be dropped; the button does the same
    <div
      class={`composer${isNote ? ' is-note' : ''}${isOver.value ? ' is-over' : ''}`}
      onDragOver={(event) => {
        if (!event.dataTransfer?.types.includes('Files')) return;
        event.preventDefault();
        isOver.value = true;
      }}
      onDragLeave={() => {
        isOver.value = false;
      }}
      onDrop={(event) => {
        isOver.value = false;
        if (!event.dataTransfer?.files.length) return;
        event.preventDefault();
        composer.attach([...event.dataTransfer.files]);
      }}
    >
      <Tabs composer={composer} id={id} name={firstName(ticket.requester)} field={field} />
      <div role="tabpanel" id={`${id}-panel`} aria-labelledby={`${id}-${composer.visibility.value}`}>
        {isNote && (
          <p class="only-team">
            <Icon name="lock" /> Only your team sees this.
          </p>
        )}
        {props.conflictWords && (
          <div class="notice warn" role="alert">
            <Icon name="people" />
            <p class="grow">{props.conflictWords}</p>
            <button type="button" class="btn" onClick={props.onSeeBoth}>
              See both
            </button>
          </div>
        )}
        {composer.failure.value && (
          <div class="notice bad" role="alert">
            <Icon name="warning" />
            <p class="grow">{composer.failure.value}</p>
          </div>
        )}
        <textarea
          ref={field}
          class="input"
          dir="auto"
          aria-label={label}
          readOnly={isSending}
          value={composer.body.value}
          placeholder={isNote ? 'For your team: what you found out, what somebody should know.' : ''}
          onInput={(event) => composer.write(event.currentTarget.value)}
          onKeyDown={onKeyDown}
          onPaste={(event) => {
            const files = [...(event.clipboardData?.files ?? [])];
            if (!files.length) return;
            event.preventDefault();
            composer.attach(files);
          }}
        />
        {!isNote && <LinkedArticles composer={composer} />}
        <ChosenFiles composer={composer} />
        {!isNote && <NotDelivered ticket={ticket} />}
        <div class="composer-foot">
          <ComposerTools composer={composer} isNote={isNote} onInsert={props.onInsert} />
          <SendButtons composer={composer} isNote={isNote} onSolve={props.onSolve} />
        </div>
      </div>
    </div>
  );
}

function Tabs({
  composer,
  id,
  name,
  field,
}: {
  composer: ComposerOnPage;
  id: string;
  name: string;
  field: RefObject<HTMLTextAreaElement | null>;
}) {
  const shown = composer.visibility.value;
  const tabs: { key: Visibility; words: string }[] = [
    { key: 'public', words: `Reply to ${name}` },
    { key: 'internal', words: 'Internal note' },
  ];
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return;
    event.preventDefault();
    const other: Visibility = shown === 'public' ? 'internal' : 'public';
    composer.show(other);
    document.getElementById(`${id}-${other}`)?.focus();
  };
  return (
    <div class="ctabs" role="tablist" aria-label="What to write" onKeyDown={onKeyDown} tabIndex={-1}>
      {tabs.map(({ key, words }) => (
        <button
          key={key}
          type="button"
          role="tab"
          id={`${id}-${key}`}
          aria-selected={shown === key}
          aria-controls={`${id}-panel`}
          tabIndex={shown === key ? 0 : -1}
          class={key === 'internal' ? 'of-note' : undefined}
          onClick={() => {
            composer.show(key);
            field.current?.focus();
          }}
        >
          {key === 'internal' && <Icon name="lock" />}
          <span class="clip">{words}</span>
        </button>
      ))}
    </div>
  );
}

/** What becomes of a reply where no mail goes out. */
/** How the person gets a reply, where it is not simply by mail; null where it is. */
export function deliveryWords(ticket: TicketDetail, sendsMail: boolean): string | null {
  const expected = ticket.reply_expected ? '' : 'They expect no reply. ';
  if (!['widget', 'help_centre'].includes(ticket.channel) && !(sendsMail && ticket.requester.email)) {
    return `${expected}It came ${byChannel(ticket)}: what you write is kept here, tell them yourself.`;
  }
  if (!sendsMail) return `${expected}Mail is off: they read your answer with their number and key.`;
  if (!ticket.requester.email) return `${expected}They left no address: they look with their number and key.`;
  return ticket.reply_expected ? null : expected.trim();
}

function NotDelivered({ ticket }: { ticket: TicketDetail }) {
  const words = deliveryWords(ticket, signedInAs().desk.sends_mail);
  return words ? <p class="hint">{words}</p> : null;
}

function SendButtons({
  composer,
  isNote,
  onSolve,
}: {
  composer: ComposerOnPage;
  isNote: boolean;
  onSolve: (() => void) | null;
}) {
  const sending = composer.sending.value;
  const hasWords = composer.body.value.trim() !== '' || composer.files.value.length > 0;
  if (isNote) {
    return (
      <div class="row">
        <button type="button" class="btn note-add" aria-disabled={sending !== null} onClick={() => composer.send()}>
          {sending ? 'Adding…' : 'Add note'} <kbd>Ctrl Enter</kbd>
        </button>
      </div>
    );
  }
  return (
    <div class="row wrap">
      <button
        type="button"
        class={onSolve || !hasWords ? 'btn' : 'btn primary'}
        aria-disabled={sending !== null}
        onClick={() => composer.send()}
      >
        {sending?.what === 'message' ? 'Sending…' : 'Send'}
        {!onSolve && <kbd>Ctrl Enter</kbd>}
      </button>
      {onSolve && (
        <button type="button" class="btn primary" aria-disabled={sending !== null} onClick={onSolve}>
          {sending?.what === 'solve' ? 'Sending…' : hasWords ? 'Send and solve' : 'Solve without a reply'}{' '}
          <kbd>Ctrl Enter</kbd>
        </button>
      )}
    </div>
  );
}
