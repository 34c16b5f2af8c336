import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { addFiles } from '../../../admin/ticket/chosen-files.ts';
import { DraftKeeping } from '../../../admin/ticket/draft-keeping.ts';
import { heldDraft } from '../../../admin/ticket/held-draft.ts';
import { WorkTimer } from '../../../admin/ticket/work-timer.ts';
import { LIMITS } from '../../../contract/limits.ts';
import { type FakeServer, fakeServer, refusal } from '../sign-in/fake-server.ts';

const PATH = 'v1/admin/tickets/4182';
const PUT = `PUT ${PATH}/draft`;

let server: FakeServer;
beforeEach(() => {
  vi.useFakeTimers();
  server = fakeServer();
  server.answer(PUT, { body: { saved_at: '2026-04-10T11:00:00.000Z' } });
  server.answer(`DELETE ${PATH}/draft`, { status: 200, body: {} });
});
afterEach(() => {
  sessionStorage.clear();
  vi.useRealTimers();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});
const routes = () => server.sent.map(({ route }) => route);
const draft = (body: string) => ({ visibility: 'public' as const, body });

describe('keeping a draft', () => {
  it('sends the last words a second after they were written, once', async () => {
    const keeping = new DraftKeeping(PATH, null, 'a1');
    keeping.keep(draft('H'));
    await vi.advanceTimersByTimeAsync(900);
    keeping.keep(draft('Hello'));
    await vi.advanceTimersByTimeAsync(900);
    expect(routes()).toEqual([]);
    await vi.advanceTimersByTimeAsync(100);
    expect(server.sent).toEqual([{ route: PUT, body: draft('Hello') }]);
    expect(keeping.state.value.is).toBe('kept');
  });

  it('sends what waits at once when the page is left', () => {
    const keeping = new DraftKeeping(PATH, null, 'a1');
    keeping.keep(draft('Hello'));
    keeping.flush();
    expect(routes()).toEqual([PUT]);
    keeping.flush();
    expect(routes()).toEqual([PUT]);
  });

  it('says that it could not, and tries again', async () => {
    server.answer(PUT, { status: 503, ...refusal('unavailable') }, { body: {} });
    const keeping = new DraftKeeping(PATH, null, 'a1');
    keeping.keep(draft('Hello'));
    await vi.advanceTimersByTimeAsync(1_000);
    expect(keeping.state.value.is).toBe('failed');
    await vi.advanceTimersByTimeAsync(10_000);
    expect(keeping.state.value.is).toBe('kept');
    expect(routes()).toEqual([PUT, PUT]);
  });

  it('holds in this tab what no server has taken, for whoever wrote it', async () => {
    server.answer(PUT, { status: 401, ...refusal('not_signed_in') }, { body: {} });
    const keeping = new DraftKeeping(PATH, null, 'a1');
    keeping.keep(draft('Hello'));
    keeping.flush();
    await vi.advanceTimersByTimeAsync(0);
    expect(heldDraft(PATH, 'a1', null)).toEqual(draft('Hello'));
    expect(heldDraft(PATH, 'b2', null)).toBeNull();
    expect(heldDraft(PATH, 'a1', new Date(Date.now() + 1).toISOString())).toBeNull();
    keeping.keep(draft('Hello you'));
    await vi.advanceTimersByTimeAsync(1_000);
    expect(keeping.state.value.is).toBe('kept');
    expect(heldDraft(PATH, 'a1', null)).toBeNull();
  });

  it('throws away what was emptied, and nothing where nothing was kept', async () => {
    const kept = new DraftKeeping(PATH, '2026-04-10T11:00:00.000Z', 'a1');
    kept.keep(draft(' '));
    await vi.advanceTimersByTimeAsync(1_000);
    expect(routes()).toEqual([`DELETE ${PATH}/draft`]);
    expect(kept.state.value.is).toBe('none');
    const fresh = new DraftKeeping(PATH, null, 'a1');
    fresh.keep(draft(''));
    await vi.advanceTimersByTimeAsync(1_000);
    expect(routes()).toHaveLength(1);
  });

  it('sends nothing any more once the words themselves were sent', async () => {
    const keeping = new DraftKeeping(PATH, null, 'a1');
    keeping.keep(draft('Hello'));
    keeping.forget();
    await vi.advanceTimersByTimeAsync(20_000);
    expect(routes()).toEqual([]);
  });
});

describe('the timer', () => {
  it('counts while the page has the focus, stops when paused, and gives way to what is set by hand', () => {
    const hasFocus = vi.spyOn(document, 'hasFocus').mockReturnValue(true);
    const timer = new WorkTimer();
    const stop = timer.start();
    vi.advanceTimersByTime(90_000);
    expect([timer.seconds.value, timer.minutes.value]).toEqual([90, 2]);
    hasFocus.mockReturnValue(false);
    vi.advanceTimersByTime(60_000);
    expect(timer.seconds.value).toBe(90);
    hasFocus.mockReturnValue(true);
    timer.pause();
    vi.advanceTimersByTime(60_000);
    expect(timer.seconds.value).toBe(90);
    timer.setByHand(15);
    expect(timer.minutes.value).toBe(15);
    timer.setByHand(null);
    expect(timer.minutes.value).toBe(2);
    stop();
  });

  it('stops when nobody has touched anything for ten minutes', () => {
    vi.spyOn(document, 'hasFocus').mockReturnValue(true);
    const timer = new WorkTimer();
    const stop = timer.start();
    vi.advanceTimersByTime(1_800_000);
    expect(timer.seconds.value).toBeLessThanOrEqual(600);
    stop();
  });
});

describe('files to send', () => {
  const file = (name: string, bytes: number) => {
    const made = new File(['x'], name);
    Object.defineProperty(made, 'size', { value: bytes });
    return made;
  };

  it('takes what fits and says for each other one why not', () => {
    const { chosen, refused } = addFiles([], [file('a.png', 10), file('van.mov', 41 * 1_048_576), file('empty', 0)]);
    expect(chosen.map((one) => one.file.name)).toEqual(['a.png']);
    expect(refused).toEqual([
      'van.mov is 41 MB; we can take 10 MB. A short recording or a picture is enough.',
      'empty is empty, or a folder.',
    ]);
  });

  it('does not call one that is a few bytes too big just as big as allowed', () => {
    const { refused } = addFiles([], [file('van.mov', LIMITS.attachmentBytes + 1)]);
    expect(refused[0]).toMatch(/^van\.mov is a little over 10 MB; we can take 10 MB\./);
  });

  it('takes no more than a message may carry', () => {
    const many = Array.from({ length: LIMITS.attachmentsAtOnce + 1 }, (_, at) => file(`${at}.png`, 10));
    expect(addFiles([], many)).toMatchObject({ chosen: { length: LIMITS.attachmentsAtOnce }, refused: { length: 1 } });
    const heavy = [
      file('a', LIMITS.attachmentBytes),
      file('b', LIMITS.attachmentBytes),
      file('c', LIMITS.attachmentBytes),
    ];
    expect(addFiles([], heavy)).toMatchObject({ chosen: { length: 2 }, refused: [expect.stringContaining('30 MB')] });
  });
});
