// What the page looks at: period, team, and the rarer filters behind "More"; each change is a new address.
import { useId, useState } from 'preact/hooks';
import { signedInAs } from '../session-model.ts';
import { Icon } from '../ui/icon.tsx';
import { spanWords } from './days.ts';
import { type FilterName, type Looking, PERIODS, withDays, withFilter } from './gaps-address.ts';

interface Props {
  looking: Looking;
  today: string;
  onChange: (looking: Looking) => void;
}

const OWN_DATES = 'own';

export function FilterBar({ looking, today, onChange }: Props) {
  const { desk } = signedInAs();
  const [isChoosingDates, setChoosingDates] = useState(looking.period === null);
  const showDates = isChoosingDates || looking.period === null;
  const pick = (name: FilterName) => (value: string) => onChange(withFilter(looking, name, value));
  return (
    <search class="gaps-filters" aria-label="What to look at">
      <div class="filters">
        <Choice
          label="Period"
          value={showDates ? OWN_DATES : String(looking.period)}
          options={[
            ...PERIODS.map((days) => ({ key: String(days), label: `Last ${days} days` })),
            { key: OWN_DATES, label: showDates ? 'Dates of your own' : 'Dates of your own…' },
          ]}
          onPick={(value) => {
            setChoosingDates(value === OWN_DATES);
            if (value !== OWN_DATES) onChange(withDays(looking, Number(value), today));
          }}
        />
        {desk.target_groups.length > 0 && (
          <Choice
            label="Team"
            value={looking.filters.target_group ?? ''}
            options={[{ key: '', label: 'Every team' }, ...desk.target_groups]}
            onPick={pick('target_group')}
          />
        )}
        <More looking={looking} pick={pick} />
      </div>
      {showDates && <Dates looking={looking} today={today} onChange={onChange} />}
      <Chosen looking={looking} onChange={onChange} />
    </search>
  );
}

function closeOnEscape(event: KeyboardEvent): void {
  const list = event.currentTarget as HTMLDetailsElement;
  if (event.key !== 'Escape' || !list.open) return;
  event.preventDefault();
  list.open = false;
  list.querySelector('summary')?.focus();
}

interface ChoiceProps {
  label: string;
  value: string;
  options: readonly { key: string; label: string }[];
  onPick: (value: string) => void;
}

function Choice({ label, value, options, onPick }: ChoiceProps) {
  const isKnown = options.some(({ key }) => key === value);
  return (
    <select
      class="input gaps-choice"
      aria-label={label}
      value={value}
      onChange={(event) => onPick(event.currentTarget.value)}
    >
      {!isKnown && <option value={value}>{value}</option>}
      {options.map((option) => (
        <option key={option.key} value={option.key}>
          {option.label}
        </option>
      ))}
    </select>
  );
}

function Dates({ looking, today, onChange }: Props) {
  const id = useId();
  const set = (dates: { from?: string; to?: string }) => {
    const from = dates.from ?? looking.from;
    const to = dates.to ?? looking.to;
    if (from && to) onChange({ ...looking, period: null, from: from <= to ? from : to, to: from <= to ? to : from });
  };
  return (
    <div class="filters">
      <span class="row">
        <label class="small" for={`${id}-from`}>
          From
        </label>
        <input
          id={`${id}-from`}
          type="date"
          class="input gaps-date"
          value={looking.from}
          max={today}
          onChange={(event) => set({ from: event.currentTarget.value })}
        />
      </span>
      <span class="row">
        <label class="small" for={`${id}-to`}>
          to
        </label>
        <input
          id={`${id}-to`}
          type="date"
          class="input gaps-date"
          value={looking.to}
          max={today}
          onChange={(event) => set({ to: event.currentTarget.value })}
        />
      </span>
      <span class="small muted">Both days count, in the time zone of the settings.</span>
    </div>
  );
}

function More({ looking, pick }: { looking: Looking; pick: (name: FilterName) => (value: string) => void }) {
  const { desk } = signedInAs();
  return (
    <details class="gaps-more" onKeyDown={closeOnEscape}>
      <summary class="btn">
        More filters <Icon name="down" />
      </summary>
      <div class="gaps-more-list panel stack3">
        <Choice
          label="Language"
          value={looking.filters.locale ?? ''}
          options={[{ key: '', label: 'Every language' }, ...desk.locales.map((key) => ({ key, label: key }))]}
          onPick={pick('locale')}
        />
        <Choice
          label="Channel"
          value={looking.filters.channel ?? ''}
          options={[{ key: '', label: 'Every channel' }, ...desk.channels]}
          onPick={pick('channel')}
        />
        <Words
          label="Audience"
          hint="As the host page names it: owners"
          value={looking.filters.audience ?? ''}
          onPick={pick('audience')}
        />
        <Words
          label="Page"
          hint="As help names it: /orders/:id"
          value={looking.filters.page_key ?? ''}
          onPick={pick('page_key')}
        />
      </div>
    </details>
  );
}

function Words({
  label,
  hint,
  value,
  onPick,
}: {
  label: string;
  hint: string;
  value: string;
  onPick: (value: string) => void;
}) {
  const id = useId();
  return (
    <div>
      <label class="label" for={id}>
        {label}
      </label>
      <span class="hint" id={`${id}-hint`}>
        {hint}
      </span>
      <input
        id={id}
        class="input"
        aria-describedby={`${id}-hint`}
        maxLength={200}
        value={value}
        onChange={(event) => onPick(event.currentTarget.value)}
      />
    </div>
  );
}

const NAMES: Record<FilterName, string> = {
  target_group: 'Team',
  locale: 'Language',
  channel: 'Channel',
  audience: 'Audience',
  page_key: 'Page',
};

/** The rarer filters that are set, each removable; they would be forgotten behind "More". */
function Chosen({ looking, onChange }: Pick<Props, 'looking' | 'onChange'>) {
  const { desk } = signedInAs();
  const labels = new Map(desk.channels.map(({ key, label }) => [key, label]));
  const set = (Object.keys(NAMES) as FilterName[]).filter((name) => name !== 'target_group' && looking.filters[name]);
  return (
    <div class="filters gaps-chosen">
      <span class="small muted">{spanWords(looking.from, looking.to)}</span>
      {set.map((name) => {
        const value = looking.filters[name] ?? '';
        const words = name === 'channel' ? (labels.get(value) ?? value) : value;
        return (
          <button
            key={name}
            type="button"
            class="chip on"
            aria-label={`Take away ${NAMES[name]}: ${words}`}
            onClick={() => onChange(withFilter(looking, name, ''))}
          >
            {NAMES[name]}: {words}
            <Icon name="cross" />
          </button>
        );
      })}
    </div>
  );
}
