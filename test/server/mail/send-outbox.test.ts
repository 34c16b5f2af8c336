// Mail goes out once: two processes at the same outbox, a server that refuses for now and for good, and the weekly digest at its hour.
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { queueDigests } from '../../../server/digest/queue-digests.ts';
import { createMailTransport, type MailTransport } from '../../../server/mail/mail-transport.ts';
import { sendOutbox } from '../../../server/mail/send-outbox.ts';
import { makeServices, type TestServices } from '../../support/make-services.ts';

/** Monday, 8 o'clock in Berlin. */
const MONDAY_8 = '2026-03-30T06:00:00.000Z';

let received: string[];
let answer: number | null;
let sink: SMTPServer;
let services: TestServices;
let transport: MailTransport;

beforeEach(async () => {
  received = [];
  answer = null;
  sink = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    logger: false,
    onData(stream, _session, done) {
      const parts: Buffer[] = [];
      stream.on('data', (part: Buffer) => parts.push(part));
      stream.on('end', () => {
        if (answer !== null) return done(Object.assign(new Error('no'), { responseCode: answer }));
        received.push(Buffer.concat(parts).toString('utf8'));
        done();
      });
    },
  });
  await new Promise<void>((resolve) => {
    sink.listen(0, '127.0.0.1', () => resolve());
  });
  const { port } = sink.server.address() as AddressInfo;
  services = await makeServices({
    now: MONDAY_8,
    env: { SMTP_URL: `smtp://127.0.0.1:${port}`, MAIL_FROM: 'Help <help@example.com>' },
    settings: (settings) => {
      settings.time_zone = 'Europe/Berlin';
      settings.target_groups = {
        billing: {
          label: 'Billing',
          pages: [],
          digest: { editors: ['ann@example.com'], product: ['Ann@example.com', 'bo@example.com'] },
        },
        accounts: { label: 'Accounts', pages: [] },
      };
      for (const category of Object.values(settings.categories)) delete category.target_group;
    },
  });
  transport = createMailTransport(services.config) as MailTransport;
});
afterEach(async () => {
  transport.close();
  await services.close();
  await new Promise<void>((resolve) => {
    sink.close(() => resolve());
  });
});

const headerOf = (mail: string, name: string) => new RegExp(`^${name}: (.*)$`, 'mi').exec(mail)?.[1]?.trim();
const outbox = () => services.db.selectFrom('outbox').selectAll().orderBy('recipient').execute();

describe('the weekly digest by mail', () => {
  it('is sent once to each, on Monday at eight of the site, whoever looks', async () => {
    services.clock.set('2026-03-30T05:59:00.000Z');
    expect(await queueDigests(services)).toBe(0);
    services.clock.set(MONDAY_8);
    await Promise.all([queueDigests(services), queueDigests(services)]);
    expect((await outbox()).map(({ recipient, state }) => [recipient, state])).toEqual([
      ['ann@example.com', 'queued'],
      ['bo@example.com', 'queued'],
    ]);
    const sent = await Promise.all([sendOutbox(services, transport), sendOutbox(services, transport)]);
    expect(sent[0] + sent[1]).toBe(2);
    expect(received.map((mail) => headerOf(mail, 'To')).sort()).toEqual(['ann@example.com', 'bo@example.com']);
    expect(headerOf(received[0] ?? '', 'From')).toBe('Help <help@example.com>');
    expect(received[0]).toContain('Nothing recurring this week');
    expect(received[0]).toContain('Content-Type: text/html');
    services.clock.advance(3_600_000);
    expect(await queueDigests(services)).toBe(0);
    expect(await sendOutbox(services, transport)).toBe(0);
    expect(received).toHaveLength(2);
  });

  it('never tells anybody about an invented life', async () => {
    await services.db.insertInto('demo_row').values({ what: 'start', id: 'start', was: MONDAY_8 }).execute();
    expect(await queueDigests(services)).toBe(0);
  });

  it('is not sent two days late', async () => {
    services.clock.set('2026-04-01T06:00:00.000Z');
    expect(await queueDigests(services)).toBe(0);
  });
});

describe('a mail server that does not take it', () => {
  it('for now: the same mail is tried again later, and then sent', async () => {
    await queueDigests(services);
    answer = 451;
    expect(await sendOutbox(services, transport)).toBe(0);
    expect(await sendOutbox(services, transport)).toBe(0);
    expect((await outbox()).map(({ state, attempts, last_error }) => [state, attempts, last_error])).toEqual([
      ['queued', 1, '451'],
      ['queued', 1, '451'],
    ]);
    answer = null;
    services.clock.advance(61_000);
    expect(await sendOutbox(services, transport)).toBe(2);
    const ids = received.map((mail) => headerOf(mail, 'Message-ID'));
    expect(ids.sort()).toEqual((await outbox()).map(({ id }) => `<${id}@example.com>`).sort());
  });

  it('for good: it is put aside and says why', async () => {
    await queueDigests(services);
    answer = 550;
    await sendOutbox(services, transport);
    expect((await outbox()).map(({ state, last_error }) => [state, last_error])).toEqual([
      ['dead', 'refused with 550'],
      ['dead', 'refused with 550'],
    ]);
  });

  it('and is slow: what still waits behind a slow mail stays with the process that claimed it', async () => {
    await queueDigests(services);
    const sent: string[] = [];
    const other: MailTransport = {
      send: async ({ id }) => {
        sent.push(id);
      },
      close: () => undefined,
    };
    const slow: MailTransport = {
      send: async ({ id }) => {
        services.clock.advance(3 * 60_000);
        await sendOutbox(services, other);
        sent.push(id);
      },
      close: () => undefined,
    };
    expect(await sendOutbox(services, slow)).toBe(2);
    expect([sent.length, new Set(sent).size]).toEqual([2, 2]);
  });

  it('and what a process that died had claimed is sent by the next', async () => {
    await queueDigests(services);
    const dying: MailTransport = { send: () => new Promise(() => undefined), close: () => undefined };
    void sendOutbox(services, dying);
    await expect.poll(async () => (await outbox())[0]?.attempts).toBe(1);
    expect(await sendOutbox(services, transport)).toBe(0);
    services.clock.advance(5 * 60_000 + 1);
    expect(await sendOutbox(services, transport)).toBe(2);
  });
});
