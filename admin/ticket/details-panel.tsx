// Everything else that is known about a request, each part changed where it stands.
import type { ComponentChildren } from 'preact';
import type { PatchTicket } from '../../contract/api/admin-tickets.ts';
import type { Desk } from '../../contract/api/desk.ts';
import type { TicketDetail } from '../../contract/api/ticket-work.ts';
import { type Choice, Choose } from '../ui/choose.tsx';
import { Moment, spanWords } from '../ui/time.tsx';
import { KindDetail } from './kind-detail.tsx';
import { assigneeChoices } from './ticket-head.tsx';
import type { TicketOnPage } from './ticket-model.ts';

interface DetailsProps {
  ticket: TicketDetail;
  model: TicketOnPage;
  desk: Desk;
  me: { email: string };
}

const TEAM_SOURCES = { page: 'from the page', category: 'from the category', person: 'chosen' } as const;
const SEVERITIES = ['1', '2', '3', '4', '5'];
const SEVERITY_HINTS: Record<string, string> = {
  1: 'a small thing',
  3: 'keeps somebody from working well',
  5: 'nothing goes any more',
};

export function DetailsPanel({ ticket, model, desk, me }: DetailsProps) {
  const { may } = ticket;
  return (
    <section class="panel" aria-labelledby="details-head">
      <div class="hd">
        <h2 class="h-sec" id="details-head">
          Details
        </h2>
      </div>
      <div class="bd">
        <dl class="props">
          <KindDetail ticket={ticket} model={model} desk={desk} />
          <Row
            label="Priority"
            value={ticket.priority === 'urgent' ? 'Urgent' : 'Normal'}
            may={may.route}
            choices={[
              { key: 'urgent', label: 'Urgent', isCurrent: ticket.priority === 'urgent' },
              { key: 'normal', label: 'Normal', isCurrent: ticket.priority === 'normal' },
            ]}
            onChoose={(key) => model.patch({ priority: key as NonNullable<PatchTicket['priority']> })}
          >
            {ticket.priority_reason && <span class="small muted block">{ticket.priority_reason}</span>}
          </Row>
          <Row
            label="Severity"
            value={`${ticket.severity} of 5`}
            may={may.route}
            choices={SEVERITIES.map((key) => ({
              key,
              label: key,
              hint: SEVERITY_HINTS[key],
              isCurrent: key === String(ticket.severity),
            }))}
            onChoose={(key) => model.patch({ severity: Number(key) })}
          />
          <Row
            label="Team"
            value={ticket.target_group_label ?? ticket.target_group ?? 'None'}
            may={may.route}
            choices={[
              ...desk.target_groups.map((one) => ({ ...one, isCurrent: one.key === ticket.target_group })),
              { key: '', label: 'None', isCurrent: ticket.target_group === null },
            ]}
            onChoose={(key) => model.patch({ target_group: key === '' ? null : key })}
          >
            {ticket.target_group_source && <span class="muted"> {TEAM_SOURCES[ticket.target_group_source]}</span>}
          </Row>
          <Row
            label="Assigned to"
            value={ticket.assignee_name ?? ticket.assignee ?? 'Nobody'}
            may={may.route}
            choices={assigneeChoices(ticket, desk, me.email)}
            onChoose={(key) => model.patch({ assignee: key === '' ? null : key })}
          >
            {ticket.assignee_left && (
              <span class="small warn-words block">No longer works here: give it to somebody else.</span>
            )}
          </Row>
          <Row
            label="Category"
            value={ticket.category_label}
            may={may.route}
            choices={desk.categories.map((one) => ({
              key: one.key,
              label: one.label,
              hint: one.restricted ? 'only its named readers see it from then on' : undefined,
              isCurrent: one.key === ticket.category,
            }))}
            onChoose={(key) => model.patch({ category: key })}
          >
            {!ticket.category_known && (
              <span class="small warn-words block">The settings no longer have this category: choose another.</span>
            )}
          </Row>
          <Row
            label="They chose"
            value={desk.enquiry_types.find(({ key }) => key === ticket.enquiry_type)?.label ?? 'Nothing'}
            may={may.route}
            choices={[
              ...desk.enquiry_types.map((one) => ({ ...one, isCurrent: one.key === ticket.enquiry_type })),
              { key: '', label: 'Nothing', isCurrent: ticket.enquiry_type === null },
            ]}
            onChoose={(key) => model.patch({ enquiry_type: key === '' ? null : (key as never) })}
          />
          <Fact label="Reply">
            {ticket.reply_expected ? (
              <>
                Expected, by <Moment at={ticket.respond_by} />
              </>
            ) : (
              'Not expected'
            )}
          </Fact>
          {ticket.age_hours !== null && (
            <Fact label="In this status">
              {spanWords(ticket.age_hours)} of support time
              {ticket.over_limit && ticket.limit_hours !== null && (
                <span class="small warn-words block">longer than the {spanWords(ticket.limit_hours)} it should be</span>
              )}
            </Fact>
          )}
          <Fact label="Came by">
            {ticket.channel_label}, {languageName(ticket.locale)}
          </Fact>
          <Fact label="Sent">
            <Moment at={ticket.submitted_at} />
          </Fact>
          {ticket.page_key && (
            <Fact label="Page">
              <span class="mono">{ticket.page_key}</span>
            </Fact>
          )}
          {ticket.browser && <Fact label="Browser">{ticket.browser}</Fact>}
          {ticket.audience && <Fact label="Audience">{ticket.audience}</Fact>}
          {ticket.fields_shown.map(({ key, label, value }) => (
            <Fact key={key} label={label}>
              <span class="field-value" dir="auto">
                {value}
              </span>
            </Fact>
          ))}
          {ticket.reopened_count > 0 && (
            <Fact label="Opened again">{ticket.reopened_count === 1 ? 'once' : `${ticket.reopened_count} times`}</Fact>
          )}
          {ticket.csat && (
            <Fact label="They say">
              {ticket.csat.score} of 5
              {ticket.csat.comment && (
                <span class="small muted block" dir="auto">
                  “{ticket.csat.comment}”
                </span>
              )}
            </Fact>
          )}
        </dl>
      </div>
    </section>
  );
}

function Fact({ label, children }: { label: string; children: ComponentChildren }) {
  return (
    <>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </>
  );
}

function Row({
  label,
  value,
  may,
  choices,
  onChoose,
  children,
}: {
  label: string;
  value: string;
  may: boolean;
  choices: readonly Choice[];
  onChoose: (key: string) => void;
  children?: ComponentChildren;
}) {
  return (
    <Fact label={label}>
      {may ? (
        <Choose label={label} look="value" prefix={`${label}:`} choices={choices} onChoose={onChoose}>
          {value}
        </Choose>
      ) : (
        value
      )}
      {children}
    </Fact>
  );
}

function languageName(locale: string): string {
  try {
    return new Intl.DisplayNames(['en-GB'], { type: 'language' }).of(locale) ?? locale;
  } catch (_unknown) {
    return locale;
  }
}
