// Erasing reaches what others made of a person's words: digests in the outbox, gaps that are called by a request, and
// problems that were announced.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { queueDigests } from '../../../server/digest/queue-digests.ts';
import type { Mail } from '../../../server/mail/mail-transport.ts';
import { sendOutbox } from '../../../server/mail/send-outbox.ts';
import { type ApiCaller, apiOf } from '../../support/call-api.ts';
import { importFile } from '../../support/import-file.ts';
import { makeServices, type TestServices } from '../../support/make-services.ts';
import { placesOf } from './stored-words.ts';

const ANN = 'ann@example.com';
const WORD = 'zanzibar';
let services: TestServices;
let api: ApiCaller;
let admin: { authorization: string };

const asked = (id: string, day: string, requester: string, subject: string) => ({
  ...{ id, requester, channel: 'email', text: subject, subject },
  ...{ submitted_at: `2026-03-${day}T10:00:00Z`, solved_at: `2026-03-${day}T12:00:00Z`, blind: false },
  ...{ handling_minutes: 10, target_group: 'billing', kind_confirmed: 'knowledge_gap' },
  ...{ resolution_code: 'explained', answer_state: 'no_article' },
});

beforeEach(async () => {
  services = await makeServices({
    now: '2026-03-30T09:00:00.000Z',
    env: { SMTP_URL: 'smtp://127.0.0.1:9', MAIL_FROM: 'help@example.com' },
    settings: (settings) => {
      settings.target_groups.billing = {
        ...(settings.target_groups.billing ?? { label: 'Billing', pages: [] }),
        digest: { editors: ['ed@example.com'] },
      };
    },
  });
  api = apiOf(services);
  admin = await api.personWith('admin');
  const tickets = [
    asked('t1', '03', ANN, `The ${WORD} monthly billing report of ${ANN}`),
    asked('t2', '10', 'bob@example.com', 'Monthly billing report'),
    asked('t3', '17', 'cy@example.com', 'Monthly billing report'),
    asked('t4', '24', 'dee@example.com', 'Monthly billing report'),
  ];
  expect(await importFile(services, { articles: [], sessions: [], tickets })).toMatchObject({ refused: [] });
  expect(await queueDigests(services)).toBe(1);
});
afterEach(() => services.close());

const mails = () => services.db.selectFrom('outbox').select(['state', 'mail']).where('kind', '=', 'digest').execute();
const erase = () => api.post('/api/v1/admin/requesters/erase', { email: ANN, confirm: ANN }, admin);

describe('a digest that quotes what somebody asked', () => {
  it('has no address of anybody in it', async () => {
    const [mail] = await mails();
    expect(mail?.mail).toContain(WORD);
    expect(mail?.mail).not.toContain(ANN);
  });

  it('is written anew when that person is erased before it is sent', async () => {
    expect((await erase()).status).toBe(200);
    expect(await placesOf(services, [WORD, ANN])).toEqual([]);
    expect(await queueDigests(services)).toBe(1);
    expect(await placesOf(services, [WORD, ANN])).toEqual([]);
  });

  it('is not kept after it was sent', async () => {
    const sent: Mail[] = [];
    const transport = {
      send: async (mail: Mail) => {
        sent.push(mail);
      },
      close: () => undefined,
    };
    expect(await sendOutbox(services, transport)).toBe(1);
    expect(sent[0]?.text).toContain(WORD);
    expect(await mails()).toEqual([{ state: 'sent', mail: null }]);
  });
});

describe('a gap of an erased person’s requests', () => {
  it('keeps neither their address in its announced problem nor their words in its title', async () => {
    const listed = async () =>
      (await api.get('/api/v1/admin/gaps?from=2026-03-02&to=2026-03-29', admin)).json as {
        gaps: { key: string; title: string }[];
      };
    const [gap] = (await listed()).gaps;
    const path = `/api/v1/admin/gaps/${encodeURIComponent(gap?.key ?? '')}/known-problem`;
    const words = `As ${ANN} saw, some reports are late.`;
    const said = await api.call('PUT', path, { words, article: 'refunds', pages: ['/*'] }, admin);
    expect(said.status, said.text).toBe(200);
    expect((await erase()).status).toBe(200);
    expect(await placesOf(services, [WORD, ANN])).toEqual([]);
    expect(JSON.stringify(await listed())).not.toMatch(/zanzibar|ann@/i);
    const site = await api.get('/api/v1/sites/default');
    expect(site.text).toContain('As [erased] saw');
  });
});

describe('a wording that an erased person typed first', () => {
  it('is shown as somebody else typed it, from then on', async () => {
    const typed = (sid: string, user_ref: string, query: string) =>
      api.post('/api/v1/events', {
        ...{ v: 1, site: 'default', sid },
        events: [
          { seq: 1, t_ms: 0, type: 'session_started', page_key: '/a', locale: 'en', user_ref, is_staff: false },
          {
            ...{ seq: 2, t_ms: 900, type: 'search_performed', search_id: `s${sid.slice(0, 6)}`, query },
            ...{ result_count: 0, result_ids: [], trigger: 'enter' },
          },
        ],
      });
    await typed('a1'.repeat(16), ANN, 'How do I get MY invoices?!');
    await services.events.flush();
    services.clock.advance(60_000);
    await typed('b2'.repeat(16), 'bob', 'invoices');
    await services.events.flush();
    const texts = () => services.db.selectFrom('phrase').select('text').where('tokens', '=', 'invoice').execute();
    expect(await texts()).toEqual([{ text: 'How do I get MY invoices?!' }]);
    expect((await erase()).status).toBe(200);
    expect(await texts()).toEqual([{ text: 'invoices' }]);
  });
});
