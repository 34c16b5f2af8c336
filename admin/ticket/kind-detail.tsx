// The kind of a request: suggested with its reasons and confirmed with one key, or chosen blind and only then compared.
import { useRef } from 'preact/hooks';
import type { Desk } from '../../contract/api/desk.ts';
import type { KindName } from '../../contract/api/ticket-insight.ts';
import type { TicketDetail } from '../../contract/api/ticket-work.ts';
import { KIND_WORDS, SUB_KIND_WORDS } from '../../contract/words/kind-words.ts';
import { gapTitle } from '../gaps/gap-words.ts';
import { KindBadge, SubKindBadge } from '../ui/badges.tsx';
import { Choose } from '../ui/choose.tsx';
import { isAskedAgain, SECOND_READING_ID, SecondReadingOutcome } from './second-reading.tsx';
import type { TicketOnPage } from './ticket-model.ts';

const KINDS: readonly KindName[] = ['knowledge_gap', 'functionality_issue', 'other'];
const SUB_KINDS = ['missing', 'unfindable', 'unclear', 'not_looked', 'unattributed'] as const;

/** The kind that C confirms, or null where there is nothing to confirm. */
export function confirmableKind(ticket: TicketDetail): KindName | null {
  if (ticket.kind_confirmed || !ticket.kind || ticket.kind.value === 'undetermined') return null;
  return ticket.kind.value;
}

/** Nobody has chosen yet, and our suggestion stays hidden until somebody has. */
export function isBlindNow(ticket: TicketDetail): boolean {
  return ticket.blind && ticket.kind === null && ticket.kind_confirmed === null && !isAskedAgain(ticket);
}

/** A merged request counts as the kind of its original: there is nothing to say about its own. */
function mayChangeKind({ may, is_merged }: TicketDetail): boolean {
  return may.answer && !is_merged;
}

export function KindDetail({ ticket, model, desk }: { ticket: TicketDetail; model: TicketOnPage; desk: Desk }) {
  const mayChange = mayChangeKind(ticket);
  const place = useRef<HTMLElement>(null);
  // The buttons go with the choice: what takes their place has the focus.
  const chooseBlind = (kind: KindName) => {
    place.current?.focus();
    void model.patch({ kind });
  };
  const readAgain = (kind: KindName) => {
    place.current?.focus();
    void model.readAgain(kind);
  };
  return (
    <>
      <dt>Kind</dt>
      <dd ref={place} tabIndex={-1}>
        {isAskedAgain(ticket) ? (
          <UnseenChoice
            id={SECOND_READING_ID}
            words="Second reading: choose what this is. What was said before is shown afterwards."
            onChoose={readAgain}
          />
        ) : isBlindNow(ticket) && mayChange ? (
          <UnseenChoice
            words="Yours to say: choose what this is, and your choice is compared with ours."
            onChoose={chooseBlind}
          />
        ) : (
          <Kind ticket={ticket} model={model} />
        )}
      </dd>
      {ticket.kind?.value === 'other' && (
        <>
          <dt>What sort</dt>
          <dd>
            {mayChange ? (
              <Choose
                label="What sort"
                look="value"
                prefix="What sort:"
                choices={desk.other_kinds.map((one) => ({ ...one, isCurrent: one.key === ticket.other_kind }))}
                onChoose={(key) => model.patch({ other_kind: key as NonNullable<TicketDetail['other_kind']> })}
              >
                {labelOfSort(desk, ticket.other_kind)}
              </Choose>
            ) : (
              labelOfSort(desk, ticket.other_kind)
            )}
          </dd>
        </>
      )}
      {ticket.sub_kind && <SubKindDetail ticket={ticket} model={model} />}
      {ticket.gap && <GapLink gap={ticket.gap} />}
    </>
  );
}

/** The page of the gap looks at the last weeks; a request of before stands there among those of other days. */
function GapLink({ gap }: { gap: NonNullable<TicketDetail['gap']> }) {
  return (
    <>
      <dt>Counts in</dt>
      <dd>
        <a href={`/admin/gaps/${encodeURIComponent(gap.key)}`}>
          <bdi>{gapTitle(gap)}</bdi>
        </a>
      </dd>
    </>
  );
}

function labelOfSort(desk: Desk, key: string | null): string {
  return desk.other_kinds.find((one) => one.key === key)?.label ?? 'Not said';
}

function UnseenChoice({ id, words, onChoose }: { id?: string; words: string; onChoose: (kind: KindName) => void }) {
  return (
    <fieldset class="blind" id={id}>
      <legend class="small">{words}</legend>
      <div class="row wrap">
        {KINDS.map((kind) => (
          <button key={kind} type="button" class="btn small-btn" onClick={() => onChoose(kind)}>
            {KIND_WORDS[kind]}
          </button>
        ))}
      </div>
    </fieldset>
  );
}

function Kind({ ticket, model }: { ticket: TicketDetail; model: TicketOnPage }) {
  const suggestion = ticket.suggestions?.at_solve ?? ticket.suggestions?.at_submit ?? null;
  const confirmable = confirmableKind(ticket);
  const shown = ticket.kind?.value ?? 'undetermined';
  return (
    <>
      <span class="row wrap">
        <KindBadge kind={shown} isConfirmed={ticket.kind_confirmed !== null} />
        {confirmable && mayChangeKind(ticket) && (
          <button type="button" class="btn small-btn" onClick={() => model.patch({ kind: confirmable })}>
            Confirm <kbd>C</kbd>
          </button>
        )}
        {mayChangeKind(ticket) && (
          <Choose
            label="Kind"
            look="linkish small"
            prefix="Kind:"
            choices={KINDS.map((kind) => ({
              key: kind,
              label: KIND_WORDS[kind],
              isCurrent: ticket.kind_confirmed === kind,
            }))}
            onChoose={(key) => model.patch({ kind: key as KindName })}
          >
            {confirmable ? 'or another' : 'Change'}
          </Choose>
        )}
      </span>
      <SecondReadingOutcome ticket={ticket} />
      {ticket.blind && ticket.kind_confirmed && suggestion && (
        <p class="small muted">
          {suggestion.kind === ticket.kind_confirmed ? 'We thought the same.' : `We thought: ${suggestion.label}.`}
        </p>
      )}
      {suggestion && suggestion.sentences.length > 0 && (
        <ul class="why">
          {suggestion.sentences.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      )}
    </>
  );
}

function SubKindDetail({ ticket, model }: { ticket: TicketDetail; model: TicketOnPage }) {
  const { sub_kind: subKind, sub_kind_detail: detail, counts_as: counts } = ticket;
  if (!subKind) return null;
  return (
    <>
      <dt>Why they asked</dt>
      <dd>
        <span class="row wrap">
          <SubKindBadge subKind={subKind} isConfirmed={Boolean(detail?.confirmed)} />
          {mayChangeKind(ticket) && (
            <Choose
              label="Why they asked"
              look="linkish small"
              prefix="Why they asked:"
              choices={SUB_KINDS.map((key) => ({
                key,
                label: SUB_KIND_WORDS[key],
                isCurrent: detail?.confirmed === key,
              }))}
              onChoose={(key) => model.patch({ sub_kind: key as (typeof SUB_KINDS)[number] })}
            >
              Change
            </Choose>
          )}
        </span>
        {counts && (
          <ul class="why">
            <li>
              {counts.sentence}
              {detail?.weak && ' They may have looked on an earlier page.'}
            </li>
          </ul>
        )}
      </dd>
    </>
  );
}
