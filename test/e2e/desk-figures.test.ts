// From a figure to the request behind it, and from the session list to what somebody did.
import { expect, test } from 'vitest';
import { sitAtDesk } from './support/desk.ts';
import { raiseStage } from './support/stage.ts';
import { writeRequest } from './support/write-request.ts';

const stage = raiseStage();

test('an admin goes from a figure to the requests behind it, and to one of them', async () => {
  const { page, noises, close } = await sitAtDesk(stage, { email: 'ada@example.com', role: 'admin', name: 'Ada' });
  for (const message of ['How can I export a report?', 'Where is the button for reports?'])
    await writeRequest(stage.product, { message, enquiry_type: 'question' });
  await writeRequest(stage.product, { message: 'It fails with error 500.', enquiry_type: 'problem' });
  const today = new Date().toISOString().slice(0, 10);
  await page.goto(`${stage.product.origin}/admin/gaps?from=${today}&to=${today}`);
  const table = page.getByRole('region', { name: 'Knowledge or product?', exact: true });
  await table.getByText(/^Of 3 requests, 2 are knowledge gaps/).waitFor();
  await table.getByText('Show as a table').click();
  await table.getByRole('link', { name: /2/ }).first().click();
  await page.getByRole('heading', { level: 1, name: /2$/ }).waitFor();
  await page.getByRole('link', { name: 'How can I export a report?' }).first().click();
  await page.getByRole('heading', { level: 1, name: 'How can I export a report?' }).waitFor();
  expect(noises).toEqual([]);
  await close();
});
