// The queue on the screen: views, head, list, what is selected, and the acts behind keys and buttons.
import { useState } from 'preact/hooks';
import { useLocation } from 'preact-iso/router';
import { wordsOf } from '../api-client.ts';
import { signedInAs } from '../session-model.ts';
import { announce } from '../ui/announce.tsx';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { type Act, ActDialog } from './act-dialog.tsx';
import { BulkBar, RefusalsDialog } from './bulk-bar.tsx';
import { BulkModel } from './bulk-model.ts';
import { useDensity } from './density.ts';
import { ListFoot } from './list-foot.tsx';
import { type Asked, addressOf, asView } from './queue-address.ts';
import { QueueCards } from './queue-cards.tsx';
import { QueueEmpty } from './queue-empty.tsx';
import { QueueHead } from './queue-head.tsx';
import { useQueueKeys } from './queue-keys.ts';
import { QueueModel } from './queue-model.ts';
import { QueueTable } from './queue-table.tsx';
import { useIsNarrow } from './screen-width.ts';
import { useFreshList, useRowFocus } from './use-queue.ts';
import { useViewActs } from './view-acts.tsx';
import { ViewsNav } from './views-list.tsx';
import type { ViewsList } from './views-model.ts';

export function QueueView({ asked, views }: { asked: Asked; views: ViewsList }) {
  const { desk } = signedInAs();
  const { route } = useLocation();
  const [model] = useState(() => new QueueModel(desk));
  const [bulk] = useState(
    () =>
      new BulkModel(desk, async () => {
        await model.reload();
        void views.count();
      }),
  );
  const [act, setAct] = useState<Act | null>(null);
  const [isSelecting, setSelecting] = useState(false);
  const [isCompact, turnDensity] = useDensity();
  const isNarrow = useIsNarrow();
  useFreshList(model, views, asked);
  const wantFocus = useRowFocus(model);

  const may = { change: desk.me.may.route, confirm: desk.me.may.answer };
  const list = model.list.value;
  const rows = model.rows.value;
  const current = model.current.value;
  const selected = model.selected.value;
  // Read when they are needed: a key may come before the page has drawn what the key before it did.
  const rowNow = () => model.rows.value.find(({ number }) => number === model.current.value);
  const meantNow = () => {
    const one = rowNow();
    const many = model.selected.value;
    return many.size > 0 ? model.rows.value.filter(({ number }) => many.has(number)) : one ? [one] : [];
  };
  const row = rowNow();
  const meant = meantNow();

  const ask = (next: Asked, isTyping = false) => route(addressOf(next), isTyping);
  const viewActs = useViewActs(views, asked, ask);
  /** Runs an act on what is meant, or says that nothing is. */
  const onMeant = (run: () => void) => {
    wantFocus();
    if (meantNow().length > 0) run();
    else announce('Choose a request first: J and K move, X selects.');
  };
  const change = (what: Parameters<typeof bulk.change>[1]) =>
    bulk.change(
      meantNow().map(({ number }) => number),
      what,
    );
  const open = (number: number) => {
    model.goTo(number);
    route(`/admin/requests/${number}`);
  };

  useQueueKeys(
    {
      move: (by) => {
        wantFocus();
        model.move(by);
        if (rows.findIndex(({ number }) => number === model.current.value) > rows.length - 4) void model.more();
      },
      open: () => model.current.value !== null && open(model.current.value),
      select: (isRange) => {
        if (model.current.value === null) return;
        model.select(model.current.value, isRange);
        announce(`${model.selected.value.size} selected`);
      },
      selectAll: () => {
        model.selectAll();
        announce(`${model.selected.value.size} selected`);
      },
      clear: () => model.clear(),
      act: (which) => onMeant(() => setAct(which)),
      assignToMe: () => onMeant(() => change({ assignee: desk.me.email })),
      turnPriority: () =>
        onMeant(() => {
          const [first, ...others] = meantNow();
          if (others.length > 0) setAct('priority');
          else change({ priority: first?.priority === 'urgent' ? 'normal' : 'urgent' });
        }),
      confirmKind: () => {
        wantFocus();
        const row = rowNow();
        if (!row) announce('Choose a request first: J and K move.');
        // What it is is said with all of it in sight.
        else if (row.second_reading) announce('Open it for its second reading: Enter.');
        else if (row.kind_source === 'suggested' && row.kind !== null && row.kind !== 'undetermined')
          void bulk.confirmKind(row, row.kind);
        else setAct('kind');
      },
      nextView: (by) => {
        const all = views.views.value;
        const next = all.at((all.findIndex(({ id }) => id === asked.view?.id) + by) % all.length);
        if (!next) return;
        announce(`${next.name}, ${next.count ?? 0}`);
        ask(asView(next));
      },
      undo: () => void bulk.undoLast(),
      showAdded: () => model.showAdded(),
    },
    may,
  );

  const listProps = {
    caption: asked.view?.name ?? 'Requests',
    rows,
    total: list.state === 'ready' ? list.total : 0,
    now: model.now.value,
    current,
    selected,
    onSelect: may.change ? model.select : null,
    onKind: may.confirm
      ? (number: number) => {
          model.goTo(number);
          setAct('kind');
        }
      : null,
    onGoTo: model.goTo,
    onOpen: open,
  };
  const closeRefused = () => {
    bulk.closeRefused();
    // Once the dialog is gone: until then nothing behind it takes the focus.
    setTimeout(() => document.getElementById(`request-${model.current.value}`)?.focus());
  };
  const showAct = (which: Act) => onMeant(() => setAct(which));
  return (
    <div class="queue" data-density={isCompact ? 'compact' : undefined}>
      <ViewsNav views={views.views.value} current={asked.isChanged ? null : (asked.view?.id ?? null)} />
      <section class="queue-main" aria-label="Requests">
        <QueueHead
          asked={asked}
          total={list.state === 'ready' ? list.total : null}
          isCompact={isCompact}
          isNarrow={isNarrow}
          isSelecting={isSelecting}
          onAsk={ask}
          onViewAct={viewActs.start}
          onDensity={turnDensity}
          onSelecting={may.change ? () => setSelecting(!isSelecting) : null}
        />
        {model.added.value > 0 && (
          <p class="added">
            <button type="button" class="btn" onClick={() => model.showAdded()}>
              {model.added.value} new <kbd>.</kbd>
            </button>
          </p>
        )}
        {list.state === 'loading' && <Skeleton lines={[100, 90, 100, 80, 100, 90, 100]} label="Loading requests" />}
        {list.state === 'failed' && <ProblemNotice words={reasonOf(list.refusal)} onRetry={() => model.load()} />}
        {list.state === 'ready' && rows.length === 0 && <QueueEmpty key={addressOf(asked)} asked={asked} />}
        {rows.length > 0 &&
          (isNarrow ? <QueueCards {...listProps} isSelecting={isSelecting} /> : <QueueTable {...listProps} />)}
        {rows.length > 0 && <ListFoot model={model} mayChange={may.change} />}
        {selected.size > 0 && (
          <BulkBar
            count={selected.size}
            loaded={rows.length}
            isBusy={bulk.isBusy.value}
            onAct={showAct}
            onSelectAll={model.selectAll}
            onClear={model.clear}
          />
        )}
      </section>
      {act && meant.length > 0 && (
        <ActDialog
          act={act}
          rows={act === 'kind' && row ? [row] : meant}
          onChange={change}
          onKind={(kind) => row && bulk.confirmKind(row, kind)}
          onClose={() => setAct(null)}
        />
      )}
      {bulk.refused.value && <RefusalsDialog refused={bulk.refused.value} onClose={closeRefused} />}
      {viewActs.dialog}
    </div>
  );
}

/** A filter that the server does not take is named with what it takes. */
function reasonOf(refusal: Parameters<typeof wordsOf>[0]): string {
  const first = refusal.problem?.errors?.[0];
  return first ? `${wordsOf(refusal)} ${first.pointer.replace(/^\//, '')}: ${first.detail}` : wordsOf(refusal);
}
