// One request on the screen: its parts, its keys, and what opens over it.
import { useSignal } from '@preact/signals';
import { useEffect, useRef, useState } from 'preact/hooks';
import { useLocation } from 'preact-iso/router';
import type { TicketDetail } from '../../contract/api/ticket-work.ts';
import { send, wordsOf } from '../api-client.ts';
import { ArticlePicker } from '../articles/article-picker.tsx';
import { signedInAs } from '../session-model.ts';
import { announce, announceFailure } from '../ui/announce.tsx';
import { offerUndo } from '../ui/toasts.tsx';
import { Composer } from './composer.tsx';
import { ComposerModel } from './composer-model.ts';
import { Conversation } from './conversation.tsx';
import { DetailsPanel } from './details-panel.tsx';
import { MergeDialog } from './merge-dialog.tsx';
import { MoveNote } from './move-note.tsx';
import { moveTo, solveNow } from './moving.ts';
import { placeInView } from './place-in-view.ts';
import { SecondReadingLine } from './second-reading.tsx';
import { HistoryPanel, MergedRequests, OtherRequests } from './side-lists.tsx';
import { SolveModel } from './solve-model.ts';
import { SolvePanel } from './solve-panel.tsx';
import { hasEnded, SolvedPanel } from './solved-panel.tsx';
import { quickerWords, StaleDialog } from './stale-dialog.tsx';
import { TicketHead } from './ticket-head.tsx';
import { useTicketKeys } from './ticket-keys.ts';
import type { TicketOnPage } from './ticket-model.ts';
import { TicketNotices } from './ticket-notices.tsx';
import { TriedFirstPanel } from './tried-first.tsx';
import { WorkTimer } from './work-timer.ts';

type Over = null | 'insert' | 'pick answer' | 'merge' | 'conflict' | { note: string };

/** `first` is the request as it was first read: the draft comes from it. */
export function TicketView({ model, first }: { model: TicketOnPage; first: TicketDetail }) {
  const { desk, me } = signedInAs();
  const { route } = useLocation();
  const [timer] = useState(() => new WorkTimer());
  const [composer] = useState(() => new ComposerModel(model, first));
  const [solve] = useState(() => new SolveModel(model, composer, timer, desk));
  const over = useSignal<Over>(null);
  const openings = useSignal({ status: 0, assign: 0 });
  const field = useRef<HTMLTextAreaElement>(null);
  const question = useRef<HTMLButtonElement>(null);
  const history = useRef<HTMLDetailsElement>(null);
  const now = model.ticket.value;
  const ticket = now.state === 'ready' ? now.ticket : first;
  const place = placeInView(ticket.number);
  const conflict = model.conflict.value;
  const ended = hasEnded(ticket, desk);

  useEffect(() => {
    document.title = `${first.number} ${first.subject} · ${desk.name}`;
    document.getElementById('request-head')?.focus({ preventScroll: true });
    const leave = model.stay();
    const stop = timer.start();
    const keepTime = () => {
      if (!model.hasWorked.value || timer.minutes.value < 1) return;
      const source = timer.isByHand.value ? 'hand' : 'timer';
      void send('POST', `${model.path()}/minutes`, { add: timer.minutes.value, source }, { keepalive: true });
      timer.reset();
    };
    const onHide = () => {
      composer.flushDraft();
      keepTime();
    };
    addEventListener('pagehide', onHide);
    return () => {
      removeEventListener('pagehide', onHide);
      onHide();
      leave();
      stop();
    };
  }, []);
  useEffect(() => {
    // A changed field is asked about at once; for words there is first a sentence above them.
    if (conflict?.act === 'change' || conflict?.act === 'move') over.value = 'conflict';
  }, [conflict]);

  const close = () => {
    over.value = null;
  };
  const withUrl = (article: { slug: string; title: string }) => {
    const kb = desk.kb.locales[ticket.locale] ?? desk.kb.locales[desk.locale];
    return { ...article, url: kb ? `${kb.pages}${encodeURIComponent(article.slug)}` : null };
  };
  const go = (number: number) => route(`/admin/requests/${number}`);
  const parts = { model, composer, solve, timer, desk, question };
  const onSolve = async () => {
    if (await solveNow(ticket, parts)) {
      const next = place?.next;
      announce(next ? 'Solved. J goes on to the next.' : 'Solved. It was the last one here.');
    }
  };
  const onMove = async (status: string) => {
    if ((await moveTo(ticket, status, null, parts)) === 'needs a note') over.value = { note: status };
  };
  const unmerge = async (number: number) => {
    const answer = await send('POST', `v1/admin/tickets/${number}/unmerge`);
    if (!answer.ok) return announceFailure(wordsOf(answer));
    announce(`${number} is a request of its own again.`);
    // The button goes with what was taken apart.
    document.getElementById('main')?.focus();
    await model.refresh();
  };
  const onMerged = (into: number) => {
    close();
    go(into);
    offerUndo(`${ticket.number} was merged into ${into}.`, async () => {
      const answer = await send('POST', `v1/admin/tickets/${ticket.number}/unmerge`);
      if (answer.ok) go(ticket.number);
      else announceFailure(wordsOf(answer));
    });
  };
  const openHistory = () => {
    if (!history.current) return;
    history.current.open = true;
    history.current.querySelector<HTMLElement>('summary')?.focus();
  };
  useTicketKeys({
    ticket,
    model,
    composer,
    solve,
    place,
    field,
    go,
    onSolve: ended ? null : onSolve,
    onInsert: () => {
      over.value = 'insert';
    },
    onPick: () => {
      over.value = 'pick answer';
    },
    open: (menu) => {
      openings.value = { ...openings.value, [menu]: openings.value[menu] + 1 };
    },
  });

  return (
    <>
      <TicketHead
        ticket={ticket}
        model={model}
        desk={desk}
        me={me}
        place={place}
        openings={openings.value}
        onMove={onMove}
        onMerge={() => {
          over.value = 'merge';
        }}
        onHistory={openHistory}
        onGo={go}
      />
      <TicketNotices ticket={ticket} model={model} desk={desk} />
      <SecondReadingLine ticket={ticket} />
      <div class="ticket">
        <div class="stack4">
          <TriedFirstPanel ticket={ticket} />
          <section class="panel" aria-label="Conversation">
            <Conversation ticket={ticket} />
            {model.newer.value && (
              <p class="notice newer">
                <span class="grow">Something was added since you began to write.</span>
                <button type="button" class="btn" onClick={() => model.showNewer()}>
                  Show it
                </button>
              </p>
            )}
            {ticket.may.answer && !ticket.is_merged && (
              <Composer
                ticket={ticket}
                composer={composer}
                field={field}
                onInsert={() => {
                  over.value = 'insert';
                }}
                onSolve={ended ? null : onSolve}
                conflictWords={conflict && conflict.act !== 'change' ? quickerWords(conflict, Date.now()) : null}
                onSeeBoth={() => {
                  over.value = 'conflict';
                }}
              />
            )}
          </section>
        </div>
        <aside class="side" aria-label="About this request">
          {ended && <SolvedPanel ticket={ticket} desk={desk} next={place?.next ?? null} onMove={onMove} />}
          {ticket.may.answer && !ticket.is_merged && !ended && (
            <SolvePanel
              ticket={ticket}
              solve={solve}
              timer={timer}
              desk={desk}
              question={question}
              onPick={() => {
                over.value = 'pick answer';
              }}
              onSolve={onSolve}
            />
          )}
          <DetailsPanel ticket={ticket} model={model} desk={desk} me={me} />
          <MergedRequests ticket={ticket} onUnmerge={unmerge} />
          <OtherRequests ticket={ticket} />
          <HistoryPanel history={ticket.history} panel={history} />
        </aside>
      </div>
      {over.value === 'insert' && (
        <ArticlePicker
          locale={ticket.locale}
          query={ticket.subject.slice(0, desk.limits.query)}
          title="Insert an article"
          onClose={close}
          onPick={(article) => {
            close();
            composer.show('public');
            composer.link(withUrl(article));
            field.current?.focus();
          }}
        />
      )}
      {over.value === 'pick answer' && (
        <ArticlePicker
          locale={ticket.locale}
          query={ticket.subject.slice(0, desk.limits.query)}
          title="Which article answers it?"
          onClose={close}
          onPick={(article) => {
            close();
            solve.pick(withUrl(article));
            question.current?.focus();
          }}
        />
      )}
      {over.value === 'merge' && (
        <MergeDialog ticket={ticket} path={model.path()} onMerged={onMerged} onClose={close} />
      )}
      {over.value === 'conflict' && conflict && (
        <StaleDialog
          conflict={conflict}
          ticket={ticket}
          onKeepTheirs={() => {
            close();
            model.closeConflict();
          }}
          onSetMine={() => {
            close();
            model.closeConflict();
            void conflict.setMine();
          }}
        />
      )}
      {over.value && typeof over.value === 'object' && (
        <MoveNote
          label={
            desk.statuses.find(({ key }) => over.value && typeof over.value === 'object' && key === over.value.note)
              ?.label ?? ''
          }
          onClose={close}
          onMove={async (note) => {
            const status = over.value && typeof over.value === 'object' ? over.value.note : null;
            close();
            if (status) await moveTo(ticket, status, note, parts);
          }}
        />
      )}
    </>
  );
}
