// The keys of the page of a request.
import type { RefObject } from 'preact';
import type { AnswerStateName } from '../../contract/api/ticket-insight.ts';
import type { TicketDetail } from '../../contract/api/ticket-work.ts';
import { announce } from '../ui/announce.tsx';
import { type KeyAct, useKeys } from '../ui/keys.tsx';
import type { ComposerOnPage, Visibility } from './composer-model.ts';
import { confirmableKind, isBlindNow } from './kind-detail.tsx';
import type { PlaceInView } from './place-in-view.ts';
import { goToSecondReading, isAskedAgain } from './second-reading.tsx';
import type { SolveOnPage } from './solve-model.ts';
import type { TicketOnPage } from './ticket-model.ts';

interface KeyParts {
  ticket: TicketDetail;
  model: TicketOnPage;
  composer: ComposerOnPage;
  solve: SolveOnPage;
  place: PlaceInView | null;
  field: RefObject<HTMLTextAreaElement | null>;
  go: (number: number) => void;
  /** Null where it has ended. */
  onSolve: (() => void) | null;
  onInsert: () => void;
  onPick: () => void;
  open: (menu: 'status' | 'assign') => void;
}

export function useTicketKeys(parts: KeyParts): void {
  const { ticket, model, composer, solve, place, field, onSolve } = parts;
  const mayAnswer = ticket.may.answer && !ticket.is_merged;
  const write = (which: Visibility) => {
    composer.show(which);
    field.current?.focus();
    field.current?.scrollIntoView?.({ block: 'nearest' });
  };
  const choose = (state: AnswerStateName) => {
    if (state === 'article' && solve.articles.value.length === 0) parts.onPick();
    else solve.choose(state);
  };
  const confirm = () => {
    const kind = confirmableKind(ticket);
    if (isAskedAgain(ticket)) goToSecondReading();
    else if (kind) void model.patch({ kind });
    else if (isBlindNow(ticket)) announce('Nothing is suggested here: choose what this is in the details.');
    else announce('There is nothing to confirm.');
  };
  const solving = (solveIt: () => void): KeyAct[] => [
    { keys: '1', label: 'This article answers it', run: () => choose('article') },
    { keys: '2', label: 'No article answers it', run: () => choose('no_article') },
    { keys: '3', label: 'Not a knowledge question', run: () => choose('not_knowledge') },
    { keys: 'e', label: 'Solve, and send what is written', run: solveIt },
  ];
  const answering: KeyAct[] = [
    { keys: 'r', label: 'Write a reply', run: () => write('public') },
    { keys: 'o', label: 'Write an internal note', run: () => write('internal') },
    { keys: 'i', label: 'Insert an article', run: parts.onInsert },
    { keys: 'c', label: 'Confirm the kind', run: confirm },
    ...(onSolve ? solving(onSolve) : []),
    {
      keys: 'Ctrl+Enter',
      label: composer.visibility.value === 'internal' ? 'Add the note' : onSolve ? 'Send and solve' : 'Send',
      whileTyping: true,
      run: () => {
        if (composer.visibility.value === 'internal' || !onSolve) void composer.send();
        else onSolve();
      },
    },
  ];
  useKeys('This request', [
    ...(mayAnswer ? answering : []),
    ...(ticket.may.answer ? [{ keys: 's', label: 'Status', run: () => parts.open('status') }] : []),
    ...(ticket.may.route ? [{ keys: 'a', label: 'Assign', run: () => parts.open('assign') }] : []),
    {
      keys: 'j',
      label: 'Next request',
      run: () => (place?.next ? parts.go(place.next) : announce('This is the last one here.')),
    },
    {
      keys: 'k',
      label: 'Previous request',
      run: () => (place?.previous ? parts.go(place.previous) : announce('This is the first one here.')),
    },
  ]);
}
