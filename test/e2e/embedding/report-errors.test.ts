// What goes wrong on the host page is counted where its owner turned that on: how much and of which kind, never a word of it.
import { expect, test } from 'vitest';
import { openPage } from '../support/browser.ts';
import { raiseStage } from '../support/stage.ts';
import { widgetOf } from '../support/widget.ts';

const stage = raiseStage();

interface Start {
  type: string;
  host_error_count?: number;
  host_error_codes?: string[];
}

async function startsOf(path: string, attributes: Record<string, string>): Promise<{ starts: Start[]; sent: string }> {
  const { page, close } = await openPage(stage.browser);
  const bodies: string[] = [];
  page.on('request', (request) => {
    if (request.url().endsWith('/api/v1/events')) bodies.push(request.postData() ?? '');
  });
  await page.goto(stage.host.page(path, { attributes }));
  const widget = widgetOf(page);
  await widget.launcher.waitFor();
  await page.evaluate(async () => {
    await fetch('/no-such-order-of-rosa');
    setTimeout(() => {
      throw new Error('the private words of Rosa');
    });
    Promise.reject(new Error('more of them'));
    await new Promise((resolve) => setTimeout(resolve, 0));
  });
  await widget.open();
  await widget.panel.getByRole('button', { name: 'Close help' }).click();
  await expect.poll(() => bodies.join()).toContain('widget_closed');
  const starts = bodies.flatMap((body) => (JSON.parse(body) as { events: Start[] }).events);
  await close();
  return { starts: starts.filter(({ type }) => type === 'session_started'), sent: bodies.join() };
}

test('turned on, the count and the kinds go along with the session, and nothing else does', async () => {
  const { starts, sent } = await startsOf('/errors-on', { 'report-errors': 'on' });
  expect(starts.at(-1)).toMatchObject({ host_error_count: 2, host_error_codes: ['js_error', 'http_4xx'] });
  expect(sent).not.toMatch(/rosa|private|more of/i);
});

test('turned off, nothing of it does', async () => {
  const { starts, sent } = await startsOf('/errors-off', {});
  expect(starts).toHaveLength(1);
  expect(sent).not.toContain('host_error');
});
