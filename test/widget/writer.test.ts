// Who writes: nobody is asked for a name and an address that the page has said, and nobody is held to them.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openWidget, pretendServer } from './support/open-widget.ts';

beforeEach(() => sessionStorage.clear());
afterEach(() => document.body.replaceChildren());

type Widget = ReturnType<typeof openWidget>;

const ROSA = { name: 'Rosa Ñandú', email: 'rosa@example.com' };
const base64 = (value: object) =>
  btoa(String.fromCharCode(...new TextEncoder().encode(JSON.stringify(value))))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
const tokenOf = (claims: object) => `${base64({ alg: 'HS256' })}.${base64(claims)}.signature`;

/** The form of somebody of whom the page has said this. */
async function formOf(identity: object, server = pretendServer()): Promise<Widget> {
  const widget = openWidget(server);
  widget.call('identify', identity);
  widget.call('request', { message: 'It will not print.' });
  await widget.reached('form', 'writing');
  return widget;
}
const said = (widget: Widget) => widget.all('.form dd').map(({ textContent }) => textContent);
const asked = (widget: Widget) => ['name', 'email'].filter((id) => widget.root.getElementById(id));

describe('who writes', () => {
  it('is asked where the page has not said it', async () => {
    const widget = await formOf({ userRef: 'u-7' });
    expect(asked(widget)).toEqual(['name', 'email']);
    expect(said(widget)).toEqual([]);
    expect(widget.button('Change name or email')).toBeUndefined();
  });

  it('is shown and not asked where the page has said it, and goes along', async () => {
    const server = pretendServer();
    const widget = await formOf(ROSA, server);
    expect(asked(widget)).toEqual([]);
    expect(said(widget)).toEqual([ROSA.name, ROSA.email]);
    await widget.press('Send');
    await widget.reached('sent', 'sent');
    expect(server.posts[0]?.ticket).toMatchObject(ROSA);
  });

  it('is asked for the part alone that the page has left out', async () => {
    const widget = await formOf({ name: 'Rosa' });
    expect(asked(widget)).toEqual(['email']);
    expect(said(widget)).toEqual(['Rosa']);
  });

  it('can be changed, with what was said to begin with', async () => {
    const server = pretendServer();
    const widget = await formOf(ROSA, server);
    await widget.press('Change name or email');
    await vi.waitFor(() => expect(asked(widget)).toEqual(['name', 'email']));
    expect(widget.field('Your name').value).toBe(ROSA.name);
    expect(widget.root.activeElement?.id).toBe('name');
    widget.fill('Your email', 'other@example.com');
    await widget.press('Send');
    await widget.reached('sent', 'sent');
    expect(server.posts[0]?.ticket).toMatchObject({ name: ROSA.name, email: 'other@example.com' });
  });

  it('is asked for an address that the page has said and nobody can answer to', async () => {
    const widget = await formOf({ name: 'Rosa', email: 'rosa' });
    expect(asked(widget)).toEqual(['email']);
  });

  it('is asked again where the server refuses what the page has said', async () => {
    const server = pretendServer();
    server.answerTicket = () => ({
      status: 400,
      body: { code: 'validation_failed', errors: [{ pointer: '/email', detail: 'no' }] },
    });
    const widget = await formOf(ROSA, server);
    await widget.press('Send');
    await widget.reached('form', 'mending');
    expect(asked(widget)).toEqual(['email']);
    expect(widget.all('#emaile')).toHaveLength(1);
  });

  it('is what the product has signed, which nothing that is typed stands above', async () => {
    const widget = await formOf({ token: tokenOf({ sub: 'u-7', ...ROSA }) });
    expect(asked(widget)).toEqual([]);
    expect(said(widget)).toEqual([ROSA.name, ROSA.email]);
    expect(widget.button('Change name or email')).toBeUndefined();
    expect(widget.all('.check').at(-1)?.textContent).not.toContain('number and key');
  });

  it('is asked for what a signed word leaves out, and for all where it is none', async () => {
    const widget = await formOf({ token: tokenOf({ sub: 'u-7', name: 'Rosa' }) });
    expect(asked(widget)).toEqual(['email']);
    widget.call('identify', { token: 'no.token.atall' });
    await vi.waitFor(() => expect(asked(widget)).toEqual(['name', 'email']));
  });
});
