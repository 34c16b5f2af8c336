// Suggests the kind of open requests anew after the rule or its words have changed; what is settled keeps what it counted as.
import type { Trx } from '../db/database.ts';
import { BURST_REASON, suggestKindAtSubmit } from '../method/kind-at-submit.ts';
import type { EnquiryType } from '../method/kinds.ts';
import { emptyTrail, type FrozenTrail, searchesOf, viewsOf } from '../method/trail.ts';
import type { Services } from '../services.ts';
import { classifyTicket } from './classify-ticket.ts';
import type { TicketRow } from './find-ticket.queries.ts';
import { kindHistory } from './kind-history.queries.ts';
import { type KindRules, kindRulesOf } from './kind-words-of.ts';

const AT_ONCE = 100;

/**
 * Open requests without a kind that somebody confirmed, some at a time so that nobody waits for all of them.
 * @returns how many were looked at.
 */
export async function suggestOpenAgain(services: Pick<Services, 'writes' | 'settings'>): Promise<number> {
  const rules = kindRulesOf(services.settings);
  for (let all = 0; ; ) {
    const done = await services.writes.write(async (trx) => {
      const tickets = await trx
        .selectFrom('ticket')
        .selectAll()
        .where('kind_rule_version', '!=', rules.version)
        .where('solved_at', 'is', null)
        .where('kind_confirmed', 'is', null)
        .where('erased_at', 'is', null)
        .limit(AT_ONCE)
        .execute();
      for (const ticket of tickets) await suggestAgain(trx, ticket, rules);
      return tickets.length;
    });
    all += done;
    if (done < AT_ONCE) return all;
  }
}

/** From the same evidence as when it was sent: a rise that was on then was on, and later confirmations say nothing. */
async function suggestAgain(trx: Trx, ticket: TicketRow, { words, version }: KindRules): Promise<void> {
  const first = await trx
    .selectFrom('ticket_message')
    .select('body')
    .where('ticket_id', '=', ticket.id)
    .orderBy('at')
    .orderBy('id')
    .limit(1)
    .executeTakeFirst();
  const stored = await trx
    .selectFrom('ticket_trail')
    .select('steps')
    .where('ticket_id', '=', ticket.id)
    .executeTakeFirst();
  const trail = stored ? (JSON.parse(stored.steps) as FrozenTrail) : emptyTrail();
  const phrase =
    ticket.phrase_id === null
      ? undefined
      : await trx.selectFrom('phrase').select('cluster').where('id', '=', ticket.phrase_id).executeTakeFirst();
  const before = JSON.parse(ticket.kind_reasons_1) as { text: string }[];
  const suggestion = suggestKindAtSubmit(
    {
      enquiry_type: ticket.enquiry_type as EnquiryType | null,
      text: `${ticket.subject}\n${first?.body ?? ''}`,
      locale: ticket.locale,
      host_error_count: ticket.host_error_count,
      searches: searchesOf(trail),
      views: viewsOf(trail),
      has_functionality_burst: before.some(({ text }) => text.includes(BURST_REASON)),
      history: await kindHistory(trx, phrase?.cluster ?? null, ticket.submitted_at),
    },
    words,
  );
  await trx
    .updateTable('ticket')
    .set({
      kind_suggested_1: suggestion.kind,
      kind_confidence_1: suggestion.confidence,
      kind_reasons_1: JSON.stringify(suggestion.reasons),
      kind_rule_version: version,
    })
    .where('id', '=', ticket.id)
    .execute();
  await classifyTicket(trx, ticket.id);
}
