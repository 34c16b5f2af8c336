// Moving and solving a request: checks what a status needs before asking the server, and leads to what is missing.
import type { RefObject } from 'preact';
import type { Desk } from '../../contract/api/desk.ts';
import type { TicketDetail } from '../../contract/api/ticket-work.ts';
import type { RequirableField } from '../../contract/workflow.ts';
import { isRefusedWith, wordsOf } from '../api-client.ts';
import { announce, announceFailure } from '../ui/announce.tsx';
import type { ComposerOnPage } from './composer-model.ts';
import type { SolveOnPage } from './solve-model.ts';
import { missingWords, notSolvableWords, statusChoices } from './status-moves.ts';
import type { TicketOnPage } from './ticket-model.ts';
import type { TimerOnPage } from './work-timer.ts';

export interface MovingParts {
  model: TicketOnPage;
  composer: ComposerOnPage;
  solve: SolveOnPage;
  timer: TimerOnPage;
  desk: Desk;
  question: RefObject<HTMLButtonElement | null>;
}

/** Sends what is written, if anything is, and solves with what the panel says. True where it is solved now. */
export async function solveNow(ticket: TicketDetail, parts: MovingParts): Promise<boolean> {
  const { composer, solve, timer, desk, question } = parts;
  if (composer.visibility.value === 'internal') {
    if (composer.body.value.trim() !== '') {
      composer.fail('Add the note first, or empty it: solving does not send it.');
      return false;
    }
    composer.show('public');
  }
  const target = solve.target.value;
  if (!target) {
    composer.fail(notSolvableWords(ticket, desk));
    return false;
  }
  const missing = stillMissing(ticket, target, parts, null);
  if (missing.length > 0) {
    const label = desk.statuses.find(({ key }) => key === target)?.label ?? target;
    solve.ask(missingWords(label, missing));
    question.current?.focus();
    return false;
  }
  if (solve.needsOriginal.value && !(Number(solve.duplicateOf.value) > 0) && !ticket.duplicate_of) {
    solve.ask('Say which request this one repeats.');
    return false;
  }
  const outcome = await composer.sendAndMove(() => solve.body(target));
  if (outcome !== 'moved') return false;
  timer.reset();
  solve.settle();
  return true;
}

/** Moves by the status menu; words that are being written stay where they are. */
export async function moveTo(
  ticket: TicketDetail,
  status: string,
  note: string | null,
  parts: MovingParts,
): Promise<'moved' | 'not moved' | 'needs a note'> {
  const { model, solve, timer, desk, question } = parts;
  const choice = statusChoices(ticket, desk).find(({ key }) => key === status);
  const label = choice?.label ?? status;
  const missing = stillMissing(ticket, status, parts, note);
  if (missing.includes('note') && missing.length === 1) return 'needs a note';
  if (missing.length > 0) {
    const words = missingWords(label, missing);
    solve.setTarget(status);
    solve.ask(words);
    question.current?.focus();
    announce(words);
    return 'not moved';
  }
  const isSolving = solve.targets.value.some(({ key }) => key === status);
  const body = () => ({ ...(isSolving ? solve.body(status) : { status }), ...(note ? { note } : {}) });
  const attempt = async (force: boolean): Promise<boolean> => {
    const answer = await model.move({ ...body(), ...(force ? { force } : {}) });
    if (model.takeAnswer(answer, 'move', null, () => attempt(true), status)) {
      if (isSolving) {
        timer.reset();
        solve.settle();
      }
      announce(`The status is now ${label}.`);
      return true;
    }
    if (isRefusedWith(answer, 'answer_missing') || isRefusedWith(answer, 'fields_missing')) {
      solve.setTarget(status);
      solve.ask(wordsOf(answer));
      question.current?.focus();
    } else if (!answer.ok && !isRefusedWith(answer, 'stale')) announceFailure(wordsOf(answer));
    return false;
  };
  return (await attempt(false)) ? 'moved' : 'not moved';
}

/** What `status` asks for and neither the request nor the solve panel has. */
function stillMissing(
  ticket: TicketDetail,
  status: string,
  { solve, timer, desk }: MovingParts,
  note: string | null,
): RequirableField[] {
  const asked = statusChoices(ticket, desk).find(({ key }) => key === status)?.missing ?? [];
  const has: Partial<Record<RequirableField, boolean>> = {
    answer: solve.answer.value !== null || solve.resolution.value !== '',
    answer_state: solve.answer.value !== null,
    resolution_code: solve.resolution.value !== '',
    root_cause: solve.rootCause.value !== '',
    handling_minutes: timer.minutes.value > 0,
    note: Boolean(note),
  };
  return asked.filter((field) => !has[field]);
}
