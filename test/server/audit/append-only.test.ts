// History and audit can be added to and nothing else, whoever speaks to the database.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { APPEND_ONLY_MESSAGE } from '../../../server/audit/append-only.ts';
import { recordAudit } from '../../../server/audit/record-audit.ts';
import { type ApiCaller, apiOf } from '../../support/call-api.ts';
import { makeServices, type TestServices } from '../../support/make-services.ts';

let services: TestServices;
let api: ApiCaller;

beforeAll(async () => {
  services = await makeServices();
  api = apiOf(services);
});
afterAll(() => services.close());

describe('the history of a request', () => {
  it('is refused every change, also of a single field', async () => {
    await api.submitted();
    const before = await services.db.selectFrom('ticket_history').selectAll().execute();
    for (const change of [{ actor: 'somebody else' }, { note: 'rewritten' }, { at: '2020-01-01T00:00:00.000Z' }])
      await expect(services.db.updateTable('ticket_history').set(change).execute()).rejects.toThrow(
        APPEND_ONLY_MESSAGE,
      );
    await expect(services.db.deleteFrom('ticket_history').execute()).rejects.toThrow(APPEND_ONLY_MESSAGE);
    expect(await services.db.selectFrom('ticket_history').selectAll().execute()).toEqual(before);
    expect(before.length).toBeGreaterThan(0);
  });

  it('goes with a request that goes as a whole', async () => {
    const { number } = await api.submitted();
    const lines = () =>
      services.db
        .selectFrom('ticket_history')
        .innerJoin('ticket', 'ticket.id', 'ticket_history.ticket_id')
        .select('ticket_history.id')
        .where('ticket.number', '=', number)
        .execute();
    const [line] = await lines();
    await services.db.deleteFrom('ticket').where('number', '=', number).execute();
    const left = await services.db
      .selectFrom('ticket_history')
      .select('id')
      .where('id', '=', line?.id ?? '')
      .execute();
    expect(line && left).toEqual([]);
  });
});

describe('the audit', () => {
  it('is refused every change and every removal', async () => {
    await recordAudit(services.db, services, 'system', { what: 'person_changed', detail: 'one' });
    await expect(services.db.updateTable('audit').set({ detail: 'two' }).execute()).rejects.toThrow(
      APPEND_ONLY_MESSAGE,
    );
    await expect(services.db.deleteFrom('audit').execute()).rejects.toThrow(APPEND_ONLY_MESSAGE);
    const rows = await services.db.selectFrom('audit').select(['actor', 'what', 'detail']).execute();
    expect(rows).toEqual([{ actor: 'system', what: 'person_changed', detail: 'one' }]);
  });

  it('keeps no mail address, whoever writes one into it', async () => {
    await recordAudit(services.db, services, 'command line', {
      what: 'requester_erased',
      about: 'ann@example.com',
      detail: 'asked for by Ann <Ann@Example.com>, twice',
    });
    const rows = await services.db.selectFrom('audit').select(['about', 'detail']).orderBy('id').execute();
    expect(rows.at(-1)).toEqual({ about: '[email]', detail: 'asked for by Ann <[email]>, twice' });
  });
});
