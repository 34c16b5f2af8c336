// A request in the restricted category: its named reader sees it, and for everybody else it is nowhere at all.
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import type { WatchedPage } from './support/browser.ts';
import { type Person, sitAtDesk } from './support/desk.ts';
import { raiseStage } from './support/stage.ts';
import { writeRequest } from './support/write-request.ts';

const stage = raiseStage();
const SECRET = 'zebrafish';
const READER: Person = { email: 'first@example.com', role: 'admin', name: 'First Admin' };
const OTHERS: Person[] = [
  { email: 'second@example.com', role: 'admin', name: 'Second Admin' },
  { email: 'answers@example.com', role: 'agent', name: 'Some Agent' },
  { email: 'special@example.com', role: 'specialist', name: 'Some Specialist' },
  { email: 'writes@example.com', role: 'editor', name: 'Some Editor' },
  { email: 'looks@example.com', role: 'viewer', name: 'Some Viewer' },
];

/** Addresses that answer with what is in the database, each with the numbers filled in. */
async function addressesToRead(number: number): Promise<string[]> {
  const response = await fetch(`${stage.product.origin}/api/openapi.json`);
  const { paths } = (await response.json()) as { paths: Record<string, Record<string, unknown>> };
  const found = Object.entries(paths)
    .filter(([path, methods]) => path.startsWith('/api/v1/admin/') && 'get' in methods)
    .map(([path]) => path.replace('{number}', `${number}`).replace(/\{\w+\}/g, 'kind_share'));
  return [
    ...found,
    `/api/v1/admin/tickets?q=${SECRET}`,
    '/api/v1/admin/tickets?category=security',
    '/api/v1/admin/tickets?requester=victim@example.org',
    '/api/v1/admin/views?counts=1',
    ...['help_outcomes', 'kind_share', 'sub_kind_counts', 'self_service_rate'].map(
      (name) => `/api/v1/admin/reports/${name}?from=2020-01-01&to=2100-01-01&min_n=1`,
    ),
  ].map((path) => stage.product.origin + path);
}

/** What the page's own session is answered at each address. */
function readAll(page: Page, addresses: string[]): Promise<{ address: string; status: number; text: string }[]> {
  return page.evaluate(
    (all) =>
      Promise.all(
        all.map(async (address) => {
          const response = await fetch(address);
          return { address, status: response.status, text: await response.text() };
        }),
      ),
    addresses,
  );
}

let reader: WatchedPage;
let number: number;

test('its named reader finds it in the queue and reads it', async () => {
  reader = await sitAtDesk(stage, READER);
  ({ number } = await writeRequest(stage.product, {
    category: 'security',
    message: `I can read the orders of others: ${SECRET}.`,
    email: 'victim@example.org',
  }));
  const { page } = reader;
  await page.goto(`${stage.product.origin}/admin`);
  await page
    .getByRole('link', { name: new RegExp(SECRET) })
    .first()
    .click();
  await page.getByRole('heading', { level: 1, name: new RegExp(SECRET) }).waitFor();
  const read = await readAll(page, await addressesToRead(number));
  expect(read.filter(({ text }) => text.includes(SECRET)).length).toBeGreaterThan(2);
  await reader.close();
});

for (const person of OTHERS) {
  test(`for ${person.role} ${person.name} it is on no page, in no count, search or figure`, async () => {
    const { page, close } = await sitAtDesk(stage, person);
    for (const path of ['/admin', '/admin?q=orders+of+others', `/admin/requests/${number}`, '/admin/gaps']) {
      await page.goto(stage.product.origin + path);
      await page.locator('main h1, main [role="alert"], main .empty').first().waitFor();
      expect(await page.locator('body').innerText(), path).not.toMatch(new RegExp(`${SECRET}|victim@`));
    }
    const unknown = 987_654;
    const [one, other] = await readAll(page, [
      `${stage.product.origin}/api/v1/admin/tickets/${number}`,
      `${stage.product.origin}/api/v1/admin/tickets/${unknown}`,
    ]);
    expect(one?.status).toBe(other?.status);
    const read = await readAll(page, await addressesToRead(number));
    expect(read.length).toBeGreaterThan(15);
    for (const { address, status, text } of read) {
      expect(text, address).not.toMatch(new RegExp(`${SECRET}|victim@`));
      expect(status, address).toBeLessThan(500);
      if (status === 200 && address.includes('/tickets?'))
        expect(JSON.parse(text), address).toMatchObject({ total: 0 });
      if (status === 200 && address.includes('counts=1'))
        for (const view of (JSON.parse(text) as { views: { count: number }[] }).views) expect(view.count).toBe(0);
      if (status === 200 && address.includes('/kind_share?'))
        expect(JSON.parse(text)).toMatchObject({ data: { knowledge_gap: { low: { den: 0 } } } });
    }
    await close();
  });
}
