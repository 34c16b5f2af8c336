// The head of the queue: what is shown and how many, words to look for, filters, order, and what to do with the view.
import { useRef, useState } from 'preact/hooks';
import type { TicketSort } from '../../contract/api/queue.ts';
import { signedInAs } from '../session-model.ts';
import { Choose } from '../ui/choose.tsx';
import { Icon } from '../ui/icon.tsx';
import { useKeys } from '../ui/keys.tsx';
import { Menu } from '../ui/menu.tsx';
import { FilterChips } from './filter-bar.tsx';
import { FilterDialog } from './filter-dialog.tsx';
import { FILTER_KINDS, type FilterKind, kindOfFilter } from './filter-kinds.ts';
import { type Asked, asView, csvAddress, withFilters, withSort } from './queue-address.ts';
import { figure } from './queue-words.ts';

export interface QueueHeadProps {
  asked: Asked;
  total: number | null;
  isCompact: boolean;
  isNarrow: boolean;
  isSelecting: boolean;
  onAsk: (next: Asked, isTyping?: boolean) => void;
  onViewAct: (act: 'save' | 'update' | 'rename' | 'share' | 'delete') => void;
  onDensity: () => void;
  onSelecting: (() => void) | null;
}

const SEARCH_PAUSE_MS = 250;

export function QueueHead(props: QueueHeadProps) {
  const { asked, total, isNarrow, onAsk } = props;
  const { desk } = signedInAs();
  const [editing, setEditing] = useState<FilterKind | null>(null);
  const [filterOpenings, setFilterOpenings] = useState(0);
  useKeys('Filters', [{ keys: 'f', label: 'Add a filter', run: () => setFilterOpenings((count) => count + 1) }]);
  return (
    <header class="queue-head">
      <div class="spread wrap">
        <h1 class="h-page">
          {asked.view?.name ?? 'Requests'}
          {asked.view && asked.isChanged && <span class="muted light">, changed</span>}{' '}
          <span class="muted light num">{total === null ? '' : figure(total)}</span>
        </h1>
        <SearchField asked={asked} onAsk={onAsk} />
      </div>
      <div class="filters queue-tools">
        {/* On a phone the name of a view says what is in it; its filters show once they are changed. */}
        {(!isNarrow || asked.isChanged) && (
          <FilterChips
            filters={asked.filters}
            onEdit={setEditing}
            onChange={(change) => onAsk(withFilters(asked, change))}
          />
        )}
        <Choose
          label="Filter"
          look="btn plain"
          openings={filterOpenings}
          choices={FILTER_KINDS.map(({ key, label }) => ({ key, label }))}
          onChoose={(key) => setEditing(kindOfFilter(key as FilterKind['key']) ?? null)}
        >
          <Icon name="add" /> Add a filter
        </Choose>
        <span class="grow" />
        <ViewTools {...props} />
        <Choose
          label="Order"
          align="end"
          choices={desk.sorts.map((sort) => ({ ...sort, isCurrent: sort.key === asked.sort }))}
          onChoose={(key) => onAsk(withSort(asked, key as TicketSort))}
        >
          {isNarrow ? '' : 'Order: '}
          {desk.sorts.find(({ key }) => key === asked.sort)?.label ?? asked.sort} <Icon name="down" />
        </Choose>
      </div>
      {editing && (
        <FilterDialog
          kind={editing}
          filters={asked.filters}
          onClose={() => setEditing(null)}
          onApply={(change) => {
            setEditing(null);
            onAsk(withFilters(asked, change));
          }}
        />
      )}
    </header>
  );
}

function SearchField({ asked, onAsk }: Pick<QueueHeadProps, 'asked' | 'onAsk'>) {
  const { desk } = signedInAs();
  const field = useRef<HTMLInputElement>(null);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const words = asked.filters.q ?? '';
  const look = (text: string) => {
    clearTimeout(timer.current);
    if (text.trim() !== words) onAsk(withFilters(asked, { q: text.trim() || null }), true);
  };
  useKeys('Search', [{ keys: '/', label: 'Search in this view', run: () => field.current?.focus() }]);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a form inside of <search> is not known to every browser yet
    <form
      role="search"
      class="queue-search"
      onSubmit={(event) => {
        event.preventDefault();
        look(field.current?.value ?? '');
      }}
    >
      <Icon name="search" />
      <input
        // The field keeps what is typed while answers come; another view brings its own words.
        key={asked.view?.id ?? ''}
        ref={field}
        class="input"
        type="search"
        aria-label="Search requests: words, names, mail addresses, numbers"
        placeholder="Words, a name, a number"
        maxLength={desk.limits.query}
        defaultValue={words}
        onInput={(event) => {
          const text = event.currentTarget.value;
          clearTimeout(timer.current);
          timer.current = setTimeout(() => look(text), SEARCH_PAUSE_MS);
        }}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return;
          event.preventDefault();
          event.currentTarget.value = '';
          look('');
          event.currentTarget.blur();
        }}
      />
      <kbd>/</kbd>
    </form>
  );
}

function ViewTools({
  asked,
  isCompact,
  isNarrow,
  isSelecting,
  onAsk,
  onViewAct,
  onDensity,
  onSelecting,
}: QueueHeadProps) {
  const { desk } = signedInAs();
  const { view, isChanged } = asked;
  const mayChange = view?.may_change === true && !view.shipped;
  return (
    <>
      {isChanged && (
        <>
          {view && (
            <button type="button" class="btn plain" onClick={() => onAsk(asView(view))}>
              Reset
            </button>
          )}
          <button type="button" class="btn" onClick={() => onViewAct('save')}>
            Save as a view
          </button>
        </>
      )}
      {isNarrow && onSelecting && (
        <button type="button" class="btn" aria-pressed={isSelecting} onClick={onSelecting}>
          Select
        </button>
      )}
      <Menu label="This view" button={<Icon name="list" />}>
        {mayChange && isChanged && (
          <button type="button" role="menuitem" onClick={() => onViewAct('update')}>
            Store these filters in “{view.name}”
          </button>
        )}
        {!isChanged && (
          <button type="button" role="menuitem" onClick={() => onViewAct('save')}>
            Save a copy as a view
          </button>
        )}
        {mayChange && (
          <button type="button" role="menuitem" onClick={() => onViewAct('rename')}>
            Rename
          </button>
        )}
        {mayChange && desk.me.may.share_views && (
          <button type="button" role="menuitem" onClick={() => onViewAct('share')}>
            {view.shared ? 'Keep it to myself' : 'Share with everybody'}
          </button>
        )}
        {mayChange && (
          <button type="button" role="menuitem" onClick={() => onViewAct('delete')}>
            Delete
          </button>
        )}
        <a role="menuitem" class="quiet" href={csvAddress(asked)} download>
          Download as CSV
        </a>
        {!isNarrow && (
          <button type="button" role="menuitem" onClick={onDensity}>
            {isCompact ? 'Two lines a row' : 'One line a row'}
          </button>
        )}
      </Menu>
    </>
  );
}
