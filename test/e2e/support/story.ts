// The story that the product is for, as one person lives it: searches, reads, is not helped, writes, and looks again.
import { expect } from 'vitest';
import type { Product } from './product.ts';
import { receiptOf, type Widget } from './widget.ts';

export interface StoryTold {
  number: number;
  accessKey: string;
  /** What was typed. */
  query: string;
  /** Title of the article that was read. */
  title: string;
  email: string;
  message: string;
}

/** From a closed panel to the confirmation; `result` is the title of the article to read. */
export async function tellStory(widget: Widget, query: string, result: RegExp): Promise<StoryTold> {
  const { panel, box, options, view } = widget;
  const email = 'rosa@example.com';
  const message = 'I went through all of it twice and it still says that nothing was found.';
  await widget.open();

  // Answers come while the words are still being typed, and the words are marked in them.
  const early = Math.ceil(query.length / 2);
  await box.pressSequentially(query.slice(0, early));
  await view('results', 'found').waitFor();
  expect(await options.count()).toBeGreaterThan(0);
  await box.pressSequentially(query.slice(early));
  const wanted = options.filter({ has: panel.page().locator('b', { hasText: result }) }).first();
  await wanted.waitFor();
  await wanted.locator('mark').first().waitFor();

  // The arrow keys choose, the box keeps the focus, Enter opens.
  for (let presses = 0; (await wanted.getAttribute('aria-selected')) !== 'true'; presses += 1) {
    expect(presses).toBeLessThan(20);
    await box.press('ArrowDown');
  }
  expect(await box.evaluate((node) => (node.getRootNode() as ShadowRoot).activeElement === node)).toBe(true);
  const title = (await wanted.locator('b').textContent()) ?? '';
  await box.press('Enter');
  await view('article', 'ready').waitFor();
  await panel.getByRole('heading', { name: title, exact: true }).waitFor();

  await panel.getByText('Did this answer your question?').waitFor();
  await panel.getByRole('button', { name: 'No', exact: true }).click();
  await panel.getByLabel('Something is missing').check();
  await panel.getByLabel('What were you looking for?').fill('The case that I have.');
  await panel.getByRole('button', { name: 'Write to us about this' }).click();

  // What will be attached stands there before it is sent.
  const form = view('form', 'writing');
  await form.waitFor();
  await form.getByText('We will attach what you looked at').waitFor();
  const attached = await form.locator('.trail li').allTextContents();
  expect(attached.some((line) => line.includes(`\u201c${query}\u201d`))).toBe(true);
  expect(attached.some((line) => line.includes(`\u201c${title}\u201d`))).toBe(true);
  await form.getByLabel('How can we help?').fill(message);
  await form.getByLabel('Your name').fill('Rosa');
  await form.getByLabel('Your email').fill(email);
  await form.getByRole('button', { name: 'Send', exact: true }).click();

  const sent = view('sent', 'sent');
  await sent.getByText('We have it.').waitFor();
  const { number, accessKey } = await receiptOf(widget);
  expect(number).toBeGreaterThan(0);
  expect(accessKey.length).toBeGreaterThan(10);
  const promise = await sent.locator('time').getAttribute('datetime');
  expect(Date.parse(promise ?? '')).toBeGreaterThan(Date.now());

  await sent.getByRole('button', { name: 'See my request' }).click();
  const request = view('request', 'ready');
  await request.getByText('We have it').waitFor();
  await request.getByText(message).waitFor();
  return { number, accessKey, query, title, email, message };
}

interface TrailStep {
  kind: 'search' | 'view';
  at_s: number;
  query?: string;
  article_id?: string;
  title?: string;
  seconds?: number;
  qualified?: boolean;
  vote?: string;
  vote_reason?: string;
}

export interface TicketDetail {
  number: number;
  status: string;
  channel: string;
  requester: { name: string; email: string };
  allowed_next: string[];
  kind: { value: string } | null;
  sub_kind: string | null;
  sub_kind_detail: { reason: string } | null;
  messages: { from: string; body: string }[];
  trail: { state: string; steps: TrailStep[] };
}

/** Reads the ticket as somebody who works here and checks what they are told; gives it with the slug that was read. */
export async function readWhatTheyTried(product: Product, told: StoryTold) {
  const ticket = await product.admin<TicketDetail>(`tickets/${told.number}`);
  expect(ticket).toMatchObject({
    status: 'submitted',
    channel: 'widget',
    requester: { name: 'Rosa', email: told.email },
    messages: [{ from: 'requester', body: told.message }],
    trail: { state: 'attached' },
  });
  const { steps } = ticket.trail;
  const lastSearch = steps.findLastIndex((step) => step.kind === 'search');
  const read = steps.findIndex((step) => step.kind === 'view');
  expect(steps[lastSearch]?.query).toBe(told.query);
  expect(lastSearch).toBeLessThan(read);
  expect(steps[read]).toMatchObject({ title: told.title, qualified: true, vote: 'no', vote_reason: 'incomplete' });
  const moments = steps.map((step) => step.at_s);
  expect(moments).toEqual([...moments].sort((a, b) => a - b));
  for (const step of steps) expect(Number.isInteger(step.at_s)).toBe(true);
  expect(Number.isInteger(steps[read]?.seconds)).toBe(true);
  return { ticket, slug: steps[read]?.article_id ?? '' };
}

/** Closes a request with the answer to the one question. */
export function closeTicket(product: Product, number: number, articles: string[]): Promise<TicketDetail> {
  return product.admin<TicketDetail>(`tickets/${number}/status`, {
    status: 'completed',
    ...(articles.length ? { answer_state: 'article', answer_articles: articles } : { answer_state: 'no_article' }),
  });
}

/** One report for today. */
export async function reportOfToday<T>(product: Product, name: string): Promise<T> {
  const today = new Date().toISOString().slice(0, 10);
  const { data } = await product.admin<{ data: T }>(`reports/${name}?from=${today}&to=${today}`);
  return data;
}
