import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openWidget, pretendServer } from './support/open-widget.ts';

beforeEach(() => sessionStorage.clear());
afterEach(() => document.body.replaceChildren());

describe('recording', () => {
  it('numbers events from 0 and times them from the start of the session', async () => {
    const widget = openWidget(pretendServer());
    widget.call('open');
    await vi.waitFor(() => expect(widget.types()).toContain('contextual_shown'));
    widget.clock.now += 4_000;
    widget.call('search', 'refund');
    await vi.waitFor(() => expect(widget.types()).toContain('search_performed'));
    expect(widget.trail().map(({ seq }) => seq)).toEqual([0, 1, 2]);
    expect(widget.trail()[2]?.t_ms).toBe(4_000);
  });

  it('sends each event once, under one id of 32 hex digits', async () => {
    const server = pretendServer();
    const widget = openWidget(server);
    await widget.read('refund');
    await vi.waitFor(() => expect(widget.types()).toContain('article_opened'));
    widget.app.recorder.model.value?.flush();
    await vi.waitFor(() => expect(server.events).toHaveLength(4));
    expect([...server.sids][0]).toMatch(/^[\da-f]{32}$/);
    expect(server.sids.size).toBe(1);
    expect(server.events.map(({ seq }) => seq)).toEqual([0, 1, 2, 3]);
  });

  it('tries again with what was not taken, and disturbs nobody meanwhile', async () => {
    const server = pretendServer();
    server.failing.add('/events');
    const widget = openWidget(server);
    await widget.read('refund');
    await vi.waitFor(() => expect(widget.types()).toContain('article_opened'));
    widget.app.recorder.model.value?.flush();
    await vi.waitFor(() => expect(server.requests).toContain('/api/v1/events'));
    expect(widget.view()).toMatchObject({ view: 'article', state: 'ready' });
    server.failing.clear();
    await vi.waitFor(
      () => {
        widget.app.recorder.model.value?.flush();
        expect(server.events).toHaveLength(4);
      },
      { timeout: 5_000 },
    );
  });

  it('sends after a crash what the page before could not send any more, and nothing that had been taken', async () => {
    const server = pretendServer();
    const first = openWidget(server);
    await first.read('refund');
    await vi.waitFor(() => expect(first.types()).toContain('article_opened'));
    first.app.recorder.model.value?.flush();
    await vi.waitFor(() => expect(server.events).toHaveLength(4));
    server.failing.add('/events');
    await first.press('No');
    first.leave();
    server.failing.clear();
    server.events.length = 0;
    const second = openWidget(server);
    second.call('open');
    await vi.waitFor(() => {
      second.app.recorder.model.value?.flush();
      expect(server.events.find(({ type }) => type === 'answer_voted')).toMatchObject({ seq: 4, value: 'no' });
    });
    expect(server.events.every(({ seq }) => seq > 3)).toBe(true);
  });

  it('goes on in the same session after a page load, and begins another after half an hour of silence', async () => {
    const server = pretendServer();
    const first = openWidget(server);
    await first.read('refund');
    await vi.waitFor(() => expect(first.types()).toContain('article_opened'));
    const sid = first.app.recorder.model.value?.session.value?.sid;
    first.leave();
    const second = openWidget(server);
    second.call('open', 'last');
    await second.reached('article', 'ready');
    await vi.waitFor(() => expect(second.app.recorder.model.value?.session.value?.sid).toBe(sid));
    expect(second.types().filter((type) => type === 'session_started')).toHaveLength(1);
    second.clock.now += 30 * 60_000 + 1;
    second.call('search', 'invoice');
    await vi.waitFor(() => expect(second.app.recorder.model.value?.session.value?.sid).not.toBe(sid));
    expect(second.types()[0]).toBe('session_started');
  });

  it('tells only that a form was opened to those who ask not to be tracked', async () => {
    const server = pretendServer();
    const widget = openWidget(server, {}, { doNotTrack: true });
    await widget.read('refund');
    await widget.press('No');
    await widget.press('Write to us about this');
    await widget.reached('form', 'writing');
    expect(widget.types()).toEqual(['form_opened']);
    widget.fill('How can we help?', 'Hello.');
    await widget.press('Send');
    await widget.reached('sent', 'sent');
    expect(server.posts[0]?.ticket.session?.trail).toEqual([]);
  });
});
