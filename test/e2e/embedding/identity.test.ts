// Who somebody is: a signed token is taken, a wrong one refused and named, a site may require one, and logout leaves no trace.
import { createHmac } from 'node:crypto';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openPage } from '../support/browser.ts';
import { repositoryRoot } from '../support/places.ts';
import { raiseStage } from '../support/stage.ts';
import { callFingerpost, receiptOf, widgetOf } from '../support/widget.ts';

/** The shipped settings with a second site that takes requests of signed-in people only. */
function settingsWithClosedSite(): string {
  const shipped = readFileSync(join(repositoryRoot, 'server/settings/default-settings.yaml'), 'utf8');
  const site = /^ {2}default:\n(?: {4}.*\n)+/m.exec(shipped)?.[0] ?? '';
  const closed = `${site.replace('default:', 'closed:')}    require_identity: true\n`;
  const file = join(mkdtempSync(join(tmpdir(), 'fingerpost-settings-')), 'settings.yaml');
  writeFileSync(file, shipped.replace(site, site + closed));
  return file;
}

const stage = raiseStage(() => ({ SETTINGS: settingsWithClosedSite() }));

async function tokenFor(site: string, claims: object): Promise<string> {
  const secret = (await stage.product.command('identity', 'secret', '--site', site)).trim();
  const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const body = `${encode({ alg: 'HS256', typ: 'JWT' })}.${encode({ sub: 'u7', exp: Math.floor(Date.now() / 1_000) + 3_600, ...claims })}`;
  return `${body}.${createHmac('sha256', secret).update(body).digest('base64url')}`;
}

async function visit(path: string, site = 'default') {
  const opened = await openPage(stage.browser);
  const own = `window.Fingerpost = function () { (Fingerpost.q = Fingerpost.q || []).push(arguments) }; window.told = [];
    Fingerpost('on', 'error', function (detail) { told.push(detail.code) });`;
  await opened.page.goto(stage.host.page(path, { attributes: { site }, ownScript: own }));
  const widget = widgetOf(opened.page);
  await widget.launcher.waitFor();
  const told = () => opened.page.evaluate(() => (window as unknown as { told: string[] }).told);
  const write = async (message: string) => {
    await callFingerpost(opened.page, 'request', {});
    await widget.view('form', 'writing').waitFor();
    await widget.panel.getByLabel('How can we help?').fill(message);
    await widget.panel.getByRole('button', { name: 'Send', exact: true }).click();
  };
  return { ...opened, widget, told, write };
}

const kept = (page: import('playwright-core').Page) =>
  page.evaluate(() => JSON.stringify({ ...sessionStorage, ...localStorage }));

test('a right token stands for the person, and is kept nowhere', async () => {
  const { page, widget, noises, write, close } = await visit('/signed');
  const token = await tokenFor('default', { name: 'Ruth Okafor', email: 'ruth@example.org' });
  await callFingerpost(page, 'identify', { token });
  await write('Who am I?');
  await widget.view('sent', 'sent').waitFor();
  const { number } = await receiptOf(widget);
  expect(JSON.stringify(await stage.product.admin(`tickets/${number}`))).toContain('ruth@example.org');
  expect(await kept(page)).not.toContain(token.slice(-20));
  expect(noises).toEqual([]);
  await close();
});

test('a wrong token is named once in the console with the remedy, and never taken for that person', async () => {
  const { page, widget, noises, told, write, close } = await visit('/forged');
  const token = await tokenFor('closed', { email: 'victim@example.org' });
  await callFingerpost(page, 'identify', { token });
  await write('Let me in.');
  await widget.view('form', 'mending').waitFor();
  expect(await widget.panel.getByRole('alert').textContent()).toContain('could not confirm who you are');
  expect(await widget.panel.getByLabel('How can we help?').inputValue()).toBe('Let me in.');
  await expect.poll(async () => (await told()).length).toBeGreaterThan(0);
  const ours = noises.filter((noise) => noise.includes('Fingerpost'));
  expect(ours).toHaveLength(1);
  expect(ours[0]).toMatch(/identity_invalid.*fingerpost identity secret/);
  await close();
});

test('a site that requires an identity says what to do, keeps the words, and takes them with a token', async () => {
  const { page, widget, told, write, close } = await visit('/closed', 'closed');
  await write('Kept until I am signed in.');
  await widget.view('form', 'mending').waitFor();
  expect(await widget.panel.getByRole('alert').textContent()).toMatch(/^Sign in to .+ first, then ask again/);
  expect(await told()).toContain('identity_required');
  await callFingerpost(page, 'identify', { token: await tokenFor('closed', { email: 'rosa@example.org' }) });
  await widget.panel.getByRole('button', { name: 'Send', exact: true }).click();
  await widget.view('sent', 'sent').waitFor();
  await close();
});

test('logout leaves nothing of the person before: the next one begins anew', async () => {
  const { page, widget, noises, requests, write, close } = await visit('/shared');
  await callFingerpost(page, 'identify', { name: 'Rosa', email: 'rosa@example.org' });
  await widget.open();
  await widget.search('find my request');
  await write('My own secret words.');
  await widget.view('sent', 'sent').waitFor();
  const { accessKey } = await receiptOf(widget);
  await callFingerpost(page, 'request', { message: 'A second, unsent one' });
  await widget.view('form', 'writing').waitFor();
  await widget.panel.getByLabel('How can we help?').fill('A second, unsent one, longer');
  const before = requests.length;
  await callFingerpost(page, 'logout');
  await widget.panel.waitFor({ state: 'detached' });
  expect(requests.slice(before).filter((url) => !url.endsWith('/events'))).toEqual([]);
  expect(await kept(page)).toBe('{}');
  await widget.open();
  await callFingerpost(page, 'request', {});
  await widget.view('form', 'writing').waitFor();
  const shown = await widget.panel.innerText();
  for (const trace of [accessKey, 'find my request', 'rosa', 'Rosa', 'unsent']) expect(shown).not.toContain(trace);
  for (const label of ['How can we help?', 'Your name', 'Your email'])
    expect(await widget.panel.getByLabel(label).inputValue()).toBe('');
  expect(await kept(page)).not.toMatch(/rosa|secret|unsent|find my/i);
  expect(noises).toEqual([]);
  await close();
});
