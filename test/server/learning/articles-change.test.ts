// What was learnt stays with its article when that changes its name or title, and two processes learn the same.
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { learnFromUse } from '../../../server/learning/learn-from-use.ts';
import { apiOf } from '../../support/call-api.ts';
import { makeServices, SMALL_KB, type TestServices } from '../../support/make-services.ts';
import { type Use, usingTheHelp } from './use-the-help.ts';

let folder: string;
let kbDir: string;
const opened: TestServices[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'fingerpost-learnt-'));
  kbDir = join(folder, 'kb');
  cpSync(SMALL_KB, kbDir, { recursive: true });
});
afterEach(async () => {
  for (const services of opened.splice(0)) await services.close();
  rmSync(folder, { recursive: true, force: true });
});

async function process(): Promise<TestServices> {
  const services = await makeServices({ kbDir, database: join(folder, 'fingerpost.db') });
  opened.push(services);
  return services;
}

async function helpOf(services: TestServices): Promise<Use> {
  const api = apiOf(services);
  return usingTheHelp(services, api, await api.personWith('admin'));
}

function change(file: string, by: (text: string) => string, to = file): void {
  const text = readFileSync(join(kbDir, file), 'utf8');
  rmSync(join(kbDir, file));
  writeFileSync(join(kbDir, to), by(text));
}

describe('when an article changes', () => {
  it('its questions follow it to its new name', async () => {
    const services = await process();
    const use = await helpOf(services);
    for (let at = 0; at < 3; at += 1) await use.vote('cash back', 'refunds', 'yes');
    await learnFromUse(services);
    change(
      'en/billing/refunds.md',
      (text) => text.replace('---\n', '---\nredirect_from: [refunds]\n'),
      'en/billing/money-back.md',
    );
    await services.releases.reload();
    await learnFromUse(services);
    expect(services.learnt.learntFor('en', 'money-back')).toEqual(['cash back']);
    expect(services.learnt.learntFor('en', 'refunds')).toEqual([]);
    await use.vote('cash back', 'refunds', 'yes');
    await learnFromUse(services);
    expect(await services.db.selectFrom('learnt_question').select(['slug', 'sessions']).execute()).toEqual([
      { slug: 'money-back', sessions: 4 },
    ]);
  });

  it('a question that its title says needs no place any more', async () => {
    const services = await process();
    const use = await helpOf(services);
    for (let at = 0; at < 3; at += 1) await use.vote('cash back', 'refunds', 'yes');
    await learnFromUse(services);
    expect(services.learnt.learntFor('en', 'refunds')).toEqual(['cash back']);
    change('en/billing/refunds.md', (text) => text.replace(/^title: .*$/m, 'title: Get your cash back'));
    await services.releases.reload();
    await learnFromUse(services);
    expect(services.learnt.learntFor('en', 'refunds')).toEqual([]);
  });

  it('what was asked before it was there for readers counts once it is', async () => {
    const services = await process();
    const use = await helpOf(services);
    for (let at = 0; at < 3; at += 1) await use.vote('cash back', 'chargebacks', 'yes');
    await learnFromUse(services);
    writeFileSync(
      join(kbDir, 'en/billing/chargebacks.md'),
      '---\ntitle: A payment that the bank took back\n---\n\nText.\n',
    );
    await services.releases.reload();
    await learnFromUse(services);
    expect(services.learnt.learntFor('en', 'chargebacks')).toEqual(['cash back']);
  });
});

describe('two processes', () => {
  it('learn the same, whoever was asked, and serve the same release', async () => {
    const [one, other] = [await process(), await process()];
    const use = await helpOf(one);
    const before = one.releases.current().id;
    expect(other.releases.current().id).toBe(before);
    for (let at = 0; at < 3; at += 1) await use.vote('cash back', 'refunds', 'yes');
    await Promise.all([learnFromUse(one), learnFromUse(other)]);
    await Promise.all([learnFromUse(one), learnFromUse(other)]);
    expect(one.learnt.learntFor('en', 'refunds')).toEqual(['cash back']);
    expect(other.learnt.learntFor('en', 'refunds')).toEqual(['cash back']);
    expect(other.releases.current().id).toBe(one.releases.current().id);
    expect(one.releases.current().id).not.toBe(before);
  });

  it('begin with what is known', async () => {
    const one = await process();
    const use = await helpOf(one);
    for (let at = 0; at < 3; at += 1) await use.vote('cash back', 'refunds', 'yes');
    await learnFromUse(one);
    const later = await process();
    expect(later.learnt.learntFor('en', 'refunds')).toEqual(['cash back']);
    expect(later.releases.current().id).toBe(one.releases.current().id);
  });
});
