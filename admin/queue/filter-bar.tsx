// The filters as removable chips, with the list to add one from.
import type { TicketFilters } from '../../contract/api/queue.ts';
import { signedInAs } from '../session-model.ts';
import { Icon } from '../ui/icon.tsx';
import { emptied, type FilterKey, type FilterKind, filledKinds, filterWords } from './filter-kinds.ts';

interface FilterChipsProps {
  filters: TicketFilters;
  onEdit: (kind: FilterKind) => void;
  onChange: (change: Partial<Record<FilterKey, string | null>>) => void;
}

export function FilterChips({ filters, onEdit, onChange }: FilterChipsProps) {
  const { desk } = signedInAs();
  const kinds = filledKinds(filters);
  if (kinds.length === 0 && !filters.q) return null;
  return (
    <ul class="filters chips" aria-label="Filters">
      {filters.q && (
        <li class="chip on">
          <span class="clip">Words: “{filters.q}”</span>
          <RemoveButton name={`the words “${filters.q}”`} onClick={() => onChange({ q: null })} />
        </li>
      )}
      {kinds.map((kind) => {
        const words = filterWords(kind, filters, desk);
        return (
          <li key={kind.key} class="chip on">
            <button type="button" class="chip-words clip" title="Change this filter" onClick={() => onEdit(kind)}>
              {words}
            </button>
            <RemoveButton name={words} onClick={() => onChange(emptied(kind))} />
          </li>
        );
      })}
    </ul>
  );
}

function RemoveButton({ name, onClick }: { name: string; onClick: () => void }) {
  return (
    <button type="button" class="chip-x" aria-label={`Remove ${name}`} onClick={onClick}>
      <Icon name="cross" />
    </button>
  );
}
