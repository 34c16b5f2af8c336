// What they did before they asked: one line of time a person, all on the same scale; the sentence stands beside the drawing.
import type { GapTicketView } from '../../contract/api/gaps.ts';
import { shortDayWords } from './days.ts';
import { longestOf, type TrailLine, type TrailMark, trailLineOf } from './trail-line.ts';
import './trails.css';

const NO_TRAIL: Record<GapTicketView['tried']['state'], string> = {
  attached: 'They opened help and did nothing that was recorded.',
  removed: 'They took off what they had tried first.',
  none: 'Came another way: there is no trail.',
};

interface Props {
  tickets: readonly GapTicketView[];
  /** Requests may be opened. */
  seesRequests: boolean;
  /** Requests of this gap that are not listed. */
  hidden: number;
  /** Requests that came after this moment are new to the reader. */
  newSince: number | null;
}

export function TrailStrips({ tickets, seesRequests, hidden, newSince }: Props) {
  const lines = tickets.map(({ tried }) => trailLineOf(tried));
  const longest = longestOf(lines);
  const all = tickets.map((ticket, at) => ({ ticket, line: lines[at] ?? null }));
  const now = all.filter(({ ticket }) => ticket.in_window);
  const before = all.filter(({ ticket }) => !ticket.in_window);
  const listOf = (some: typeof all) => (
    <ol class="strips">
      {some.map(({ ticket, line }) => (
        <Strip key={ticket.number} {...{ ticket, line, longest, seesRequests, newSince }} />
      ))}
    </ol>
  );
  return (
    <section class="panel" aria-labelledby="trails-head">
      <div class="hd">
        <h2 class="h-sec" id="trails-head">
          What they did before they asked
        </h2>
        <p class="small muted">Each line is one request, from opening help to sending; all on the same scale.</p>
      </div>
      {now.length > 0 && listOf(now)}
      {now.length === 0 && <p class="bd small muted">None of its requests is of the days that one looks at.</p>}
      {before.length > 0 && (
        <details class="strips-before">
          <summary>
            {before.length === 1 ? '1 request of other days' : `${before.length} requests of other days`}
          </summary>
          {listOf(before)}
        </details>
      )}
      <div class="thin">
        <ul class="filters" aria-label="Marks">
          {(['search', 'read', 'no', 'form', 'sent'] as const).map((kind) => (
            <li key={kind} class="key">
              <i class={`strip-key is-${kind}`} aria-hidden="true" />
              {KEY_WORDS[kind]}
            </li>
          ))}
        </ul>
        {hidden > 0 && <p>{hidden === 1 ? '1 more counts' : `${hidden} more count`} here and cannot be listed.</p>}
      </div>
    </section>
  );
}

const KEY_WORDS = { search: 'search', read: 'reading', no: 'said no', form: 'opened the form', sent: 'sent' };

interface StripProps extends Pick<Props, 'seesRequests' | 'newSince'> {
  ticket: GapTicketView;
  line: TrailLine | null;
  /** The seconds that fill a line. */
  longest: number;
}

function Strip({ ticket, line, longest, seesRequests, newSince }: StripProps) {
  return (
    <li class="tstrip">
      <div>
        {seesRequests ? (
          <a class="gap-title" href={`/admin/requests/${ticket.number}`}>
            <bdi>{ticket.subject}</bdi>
          </a>
        ) : (
          <bdi class="gap-title">{ticket.subject}</bdi>
        )}
        <p class="small muted">
          {ticket.number} · {shortDayWords(ticket.submitted_at.slice(0, 10))} · {ticket.status_label}
          {newSince !== null && Date.parse(ticket.submitted_at) > newSince && <b> · new</b>}
        </p>
      </div>
      <Line line={line} longest={longest} none={NO_TRAIL[ticket.tried.state]} />
    </li>
  );
}

function Line({ line, longest, none }: { line: TrailLine | null; longest: number; none: string }) {
  if (!line) return <p class="small muted">{none}</p>;
  const place = (seconds: number) => `${(100 * seconds) / longest}%`;
  const labelled = new Set<TrailMark['kind']>();
  const sent = line.marks.find(({ kind }) => kind === 'sent')?.at;
  return (
    <div class="strip" role="img" aria-label={line.words} title={line.words}>
      <span class="strip-line" style={{ width: place(line.seconds) }} />
      {line.marks.map((mark, at) => {
        // The form that was sent at once lies under the mark of sending.
        if (mark.kind === 'form' && sent !== undefined && sent - mark.at < longest * 0.03) return null;
        // The first of each sort has its words; more would lie on one another, and the sentence has them all.
        const isFirst = !labelled.has(mark.kind);
        labelled.add(mark.kind);
        const width = mark.kind === 'read' ? { width: place(mark.seconds) } : {};
        const isLate = mark.at > longest * 0.6;
        return (
          <span
            key={`${at}${mark.kind}`}
            class={`strip-mark is-${mark.kind}${isLate ? ' is-late' : ''}`}
            style={{ left: place(mark.at), ...width }}
          >
            <i />
            {isFirst && mark.kind !== 'form' && <span class="strip-label">{mark.label}</span>}
          </span>
        );
      })}
    </div>
  );
}
