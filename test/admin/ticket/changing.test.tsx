import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/preact';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { keepShownView } from '../../../admin/ticket/place-in-view.ts';
import { ERROR_WORDS } from '../../../contract/words/error-words.ts';
import { refusal } from '../sign-in/fake-server.ts';
import { move, openRequest, PATH, pressKey, READ, request, shownDialog } from './open-request.tsx';

afterEach(() => {
  cleanup();
  sessionStorage.clear();
  vi.restoreAllMocks();
});

const PATCH = `PATCH ${PATH}`;
const MOVE = `POST ${PATH}/status`;
const changed = (label: string) => [
  { field: 'severity', label, from: '1', to: '2', who: 'Tomás Brandt', at: new Date().toISOString() },
];
/** Takes a choice of the list that is open. */
const choose = async (name: RegExp) => fireEvent.click(await screen.findByRole('option', { name }));
const value = (label: RegExp) => screen.getByRole('button', { name: label });

describe('the status menu', () => {
  const inProgress = request({
    status: 'in_progress',
    status_label: 'In progress',
    allowed_next: ['ready_to_test', 'cannot_replicate'],
    moves: [move('ready_to_test', 'Ready to test'), move('cannot_replicate', 'Cannot replicate', ['note'])],
  });

  it('says why a status cannot follow and what is allowed, and asks the server nothing', async () => {
    const { sentTo } = await openRequest(inProgress);
    pressKey('s');
    await choose(/In testing/);
    const sentence = '“In testing” comes after “Ready to test”. You can move it to Ready to test or Cannot replicate.';
    expect((await screen.findAllByText(sentence)).length).toBeGreaterThan(0);
    expect(screen.getByRole('listbox', { name: 'Status' })).toBeTruthy();
    expect(sentTo(MOVE)).toEqual([]);
  });

  it('moves the request', async () => {
    const { sentTo } = await openRequest(inProgress, (server) =>
      server.answer(MOVE, { body: request({ status: 'ready_to_test', status_label: 'Ready to test', version: 4 }) }),
    );
    pressKey('s');
    await choose(/Ready to test/);
    await waitFor(() => expect(sentTo(MOVE)).toEqual([{ status: 'ready_to_test' }]));
    expect(await screen.findByRole('button', { name: /Status: Ready to test/ })).toBeTruthy();
  });

  it('asks for the note that a status needs', async () => {
    const { sentTo } = await openRequest(inProgress, (server) => server.answer(MOVE, { body: request() }));
    pressKey('s');
    await choose(/Cannot replicate/);
    fireEvent.input(await screen.findByLabelText('Why'), { target: { value: 'Tried on three phones.' } });
    fireEvent.click(screen.getByRole('button', { name: 'Move it', hidden: true }));
    await waitFor(() => expect(sentTo(MOVE)).toEqual([{ status: 'cannot_replicate', note: 'Tried on three phones.' }]));
  });
});

describe('two who move one request', () => {
  const approved = { status: 'in_testing', status_label: 'In testing', version: 4 };
  const stale = () => ({ status: 412, ...refusal('stale', { current: request(approved), changed: [] }) });

  it('shows what they set and what was wanted', async () => {
    await openRequest(request(), (server) => server.answer(MOVE, stale()));
    pressKey('s');
    await choose(/In progress/);
    const dialog = within(await shownDialog());
    const row = dialog.getByText('Status').closest('tr');
    expect([...(row?.children ?? [])].map((cell) => cell.textContent)).toEqual([
      'Status',
      'Submitted',
      'In testing',
      'In progress',
    ]);
    expect(dialog.getByRole('button', { name: 'Keep theirs', hidden: true })).toBeTruthy();
  });

  it('says why, where the move cannot follow theirs either', async () => {
    const { sentTo } = await openRequest(request(), (server) =>
      server.answer(MOVE, stale(), { status: 409, ...refusal('transition_not_allowed') }),
    );
    pressKey('s');
    await choose(/In progress/);
    const dialog = within(await shownDialog());
    fireEvent.click(dialog.getByRole('button', { name: 'Do it all the same', hidden: true }));
    await waitFor(() =>
      expect(document.querySelector('.failure-place')?.textContent).toContain(ERROR_WORDS.transition_not_allowed),
    );
    expect(sentTo(MOVE)).toEqual([{ status: 'in_progress' }, { status: 'in_progress', force: true }]);
    fireEvent.click(screen.getByRole('button', { name: 'Close' }));
  });
});

describe('changing a detail', () => {
  it('shows it at once, and as it was before when the server refuses', async () => {
    await openRequest(request(), (server) => server.answer(PATCH, { status: 422, ...refusal('unknown_name') }));
    pressKey('a');
    await choose(/Tomás Brandt/);
    expect(await screen.findByText(/It is as it was before\./)).toBeTruthy();
    expect(value(/^Assigned to: Nobody$/)).toBeTruthy();
  });

  it('is sent again by itself where somebody changed something else', async () => {
    const current = request({ version: 4, priority: 'urgent' });
    const { sentTo } = await openRequest(request(), (server) =>
      server.answer(
        PATCH,
        { status: 412, ...refusal('stale', { current, changed: [] }) },
        { body: request({ version: 5, priority: 'urgent', severity: 4 }) },
      ),
    );
    fireEvent.click(value(/^Severity/));
    await choose(/^4/);
    await waitFor(() => expect(sentTo(PATCH)).toEqual([{ severity: 4 }, { severity: 4 }]));
    expect(await screen.findByRole('button', { name: 'Severity: 4 of 5' })).toBeTruthy();
    expect(value(/^Priority: Urgent$/)).toBeTruthy();
    expect(document.querySelector('dialog')).toBeNull();
  });

  const conflicting = () =>
    openRequest(request(), (server) =>
      server.answer(
        PATCH,
        {
          status: 412,
          ...refusal('stale', { current: request({ version: 4, severity: 2 }), changed: changed('Severity') }),
        },
        { body: request({ version: 5, severity: 4 }) },
      ),
    );

  it('shows both versions where somebody changed the same, and keeps theirs when told to', async () => {
    const { sentTo } = await conflicting();
    fireEvent.click(value(/^Severity/));
    await choose(/^4/);
    const dialog = within(await shownDialog());
    const row = dialog.getByText('Severity').closest('tr');
    expect([...(row?.children ?? [])].map((cell) => cell.textContent)).toEqual(['Severity', '1', '2', '4']);
    fireEvent.click(dialog.getByRole('button', { name: 'Keep theirs', hidden: true }));
    expect(await screen.findByRole('button', { name: 'Severity: 2 of 5' })).toBeTruthy();
    expect(sentTo(PATCH)).toHaveLength(1);
  });

  it('sets mine over theirs when told to', async () => {
    const { sentTo } = await conflicting();
    fireEvent.click(value(/^Severity/));
    await choose(/^4/);
    const dialog = within(await shownDialog());
    fireEvent.click(dialog.getByRole('button', { name: 'Set mine', hidden: true }));
    expect(await screen.findByRole('button', { name: 'Severity: 4 of 5' })).toBeTruthy();
    expect(sentTo(PATCH)).toHaveLength(2);
  });
});

describe('the kind', () => {
  it('is confirmed with one key', async () => {
    const { sentTo } = await openRequest(request(), (server) =>
      server.answer(PATCH, { body: request({ version: 4, kind_confirmed: 'knowledge_gap' }) }),
    );
    expect(screen.getByText('2 points: they chose “question”')).toBeTruthy();
    pressKey('c');
    await waitFor(() => expect(sentTo(PATCH)).toEqual([{ kind: 'knowledge_gap' }]));
    await waitFor(() => expect(screen.queryByRole('button', { name: /Confirm/ })).toBeNull());
  });

  it('suggests nothing on a blind request until somebody has chosen, then says what we thought', async () => {
    const blind = request({ blind: true, kind: null, suggestions: null, solve_suggestion: null });
    const chosen = request({
      version: 4,
      blind: true,
      kind_confirmed: 'other',
      kind: { value: 'other', label: 'Other', source: 'confirmed', confidence: 'high' },
    });
    const { sentTo } = await openRequest(blind, (server) => server.answer(PATCH, { body: chosen }));
    expect(screen.getByText('Yours to say: choose what this is, and your choice is compared with ours.')).toBeTruthy();
    expect(document.querySelector('.badge.suggested, .why, .guess')).toBeNull();
    expect(screen.queryByText(/We thought/)).toBeNull();
    pressKey('c');
    const other = screen.getByRole('button', { name: 'Other' });
    other.focus();
    fireEvent.click(other);
    const thought = await screen.findByText('We thought: Knowledge gap.');
    expect(document.activeElement?.contains(thought)).toBe(true);
    expect(document.activeElement).not.toBe(document.body);
    expect(sentTo(PATCH)).toEqual([{ kind: 'other' }]);
  });

  it('asks nobody who may not choose', async () => {
    const may = { answer: false, route: false, merge: false };
    await openRequest(request({ blind: true, kind: null, suggestions: null, solve_suggestion: null, may }));
    expect(screen.queryByText(/your choice is compared/)).toBeNull();
    expect(screen.queryByRole('button', { name: 'Other' })).toBeNull();
    expect(document.querySelector('.badge')?.textContent).toContain('Not sure yet');
  });
});

describe('the solve panel', () => {
  it('says what each answer will count as, and sends it with what was done and the minutes added', async () => {
    const { sentTo } = await openRequest(request(), (server) =>
      server.answer(MOVE, { body: request({ status: 'completed', status_label: 'Completed', version: 4 }) }),
    );
    keepShownView({ name: 'All open', href: '/admin', numbers: [4182, 4190], total: 2 });
    expect(document.querySelector('.counts')?.textContent).toMatch(/Will count as Not clear for Refund rules.*Rewrite/);
    expect(screen.getByText('Our guess. Press 1 if it is right.')).toBeTruthy();
    pressKey('2');
    await waitFor(() => expect(document.querySelector('.counts')?.textContent).toMatch(/No article.*Write/));
    fireEvent.input(screen.getByLabelText('Time spent'), { target: { value: '15' } });
    pressKey('e');
    await waitFor(() => expect(sentTo(MOVE)).toHaveLength(1));
    expect(sentTo(MOVE)).toEqual([
      { status: 'completed', answer_state: 'no_article', resolution_code: 'explained', handling_minutes: 27 },
    ]);
    expect(await screen.findByRole('heading', { name: 'Completed' })).toBeTruthy();
    expect(screen.getByRole('link', { name: /Next request/ }).getAttribute('href')).toBe('/admin/requests/4190');
  });

  it('sends the reply with the move', async () => {
    const { sentTo, field } = await openRequest(request(), (server) =>
      server.answer(MOVE, { body: request({ version: 4 }) }),
    );
    fireEvent.input(field(), { target: { value: 'You can, until noon.' } });
    pressKey('3');
    fireEvent.click(screen.getByRole('button', { name: /Send and solve/ }));
    await waitFor(() => expect(sentTo(MOVE)).toHaveLength(1));
    expect(sentTo(MOVE)[0]).toMatchObject({ answer_state: 'not_knowledge', reply: { body: 'You can, until noon.' } });
    await waitFor(() => expect(field().value).toBe(''));
  });

  it('asks the question where the status needs an answer and none is given', async () => {
    const { sentTo } = await openRequest(request({ solve_suggestion: null }));
    pressKey('e');
    expect(await screen.findByText('“Completed” needs what answers it, or what was done first.')).toBeTruthy();
    expect(sentTo(MOVE)).toEqual([]);
  });

  it('does not lose a note that is not added yet', async () => {
    const { sentTo, field } = await openRequest(request());
    pressKey('o');
    await waitFor(() => expect(document.querySelector('.composer.is-note')).toBeTruthy());
    fireEvent.input(field(), { target: { value: 'For us' } });
    pressKey('e');
    expect(await screen.findByText('Add the note first, or empty it: solving does not send it.')).toBeTruthy();
    expect(sentTo(MOVE)).toEqual([]);
  });
});

describe('what the page says before anything is done', () => {
  it('shows nothing of a request that is not there or not for this person', async () => {
    await openRequest(request(), (server) => server.answer(READ, { status: 404, ...refusal('ticket_not_found') }));
    expect(await screen.findByText('There is no request 4182 for you.')).toBeTruthy();
  });

  it('warns of a status, a category and a person that are no longer there', async () => {
    await openRequest(
      request({
        status: 'triage',
        status_label: 'triage',
        status_known: false,
        category_known: false,
        category: 'old',
        category_label: 'old',
        assignee: 'gone@example.com',
        assignee_name: 'Jo Gone',
        assignee_left: true,
        allowed_next: ['submitted'],
      }),
    );
    expect(screen.getByText('The settings no longer have the status “triage”. Move it on to Submitted.')).toBeTruthy();
    expect(screen.getByText('Jo Gone no longer works here. Give this to somebody else.')).toBeTruthy();
    expect(screen.getByText(/no longer have the category “old”/)).toBeTruthy();
  });

  it('says why something looks like spam, and takes the mark off', async () => {
    const sentence = 'It fills in a field that people do not see.';
    const { sentTo } = await openRequest(request({ suspected_spam: true, spam_reasons: [sentence] }), (server) =>
      server.answer(PATCH, { body: request({ version: 4 }) }),
    );
    expect(screen.getByText(sentence, { exact: false })).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'Not spam' }));
    await waitFor(() => expect(sentTo(PATCH)).toEqual([{ suspected_spam: false }]));
    await waitFor(() => expect(screen.queryByText('Suspected spam.')).toBeNull());
  });

  it('shows what the form asked, in the words of the settings', async () => {
    const fields_shown = [{ key: 'order', label: 'Order number', value: 'A-2291' }];
    await openRequest(request({ fields: { order: 'A-2291' }, fields_shown }));
    expect(screen.getByText('Order number').nextElementSibling?.textContent).toBe('A-2291');
  });

  it('says answered in time only where somebody answered', async () => {
    const promise = { text: '', respond_by: '', state: 'kept' as const, minutes_left: null };
    await openRequest(request({ is_merged: true, duplicate_of: 4100, promise }));
    expect(screen.queryByText('answered in time')).toBeNull();
    cleanup();
    await openRequest(request({ promise, first_reply_at: '2026-04-10T16:50:00.000Z' }));
    expect(screen.getByText('answered in time')).toBeTruthy();
  });

  it('says that what is left until another day is support hours', async () => {
    const promise = (respond_by: string) => ({ text: '', respond_by, state: 'running' as const, minutes_left: 240 });
    await openRequest(request({ promise: promise(new Date().toISOString()) }));
    expect(screen.getByText(/answer by/).textContent).toMatch(/\(4 h left\)$/);
    cleanup();
    await openRequest(request({ promise: promise(new Date(Date.now() + 3 * 86_400_000).toISOString()) }));
    expect(screen.getByText(/answer by/).textContent).toMatch(/\(4 h of support hours left\)$/);
  });

  it('says since when it is late, and by how much of support hours only where there were any', async () => {
    const late = (minutes_left: number) =>
      request({ promise: { text: '', respond_by: '2026-04-10T16:50:00.000Z', state: 'late', minutes_left } });
    await openRequest(late(0));
    expect(screen.getByText(/late since/).textContent).not.toMatch(/0 min|support hours/);
    cleanup();
    await openRequest(late(-240));
    expect(screen.getByText(/late since/).textContent).toMatch(/, 4 h of support hours$/);
  });

  it('shows its status to whom may move nothing, without a button that refuses all', async () => {
    await openRequest(request({ may: { answer: false, route: false, merge: false }, allowed_next: [] }));
    expect(screen.queryByRole('button', { name: /Status/ })).toBeNull();
    expect(document.querySelector('.thead')?.textContent).toContain('Status: Submitted');
    pressKey('s');
    expect(screen.queryByRole('listbox')).toBeNull();
  });

  it('leads from a merged request to the one that stays, and offers no reply', async () => {
    await openRequest(request({ is_merged: true, duplicate_of: 4100, allowed_next: [], moves: [] }));
    expect(screen.getByRole('link', { name: '4100' }).getAttribute('href')).toBe('/admin/requests/4100');
    expect(document.querySelector('.composer')).toBeNull();
    // It counts as the kind of the other one.
    for (const name of [/Confirm/, /^Kind/]) expect(screen.queryByRole('button', { name })).toBeNull();
    pressKey('s');
    await choose(/In testing/);
    expect((await screen.findAllByText(/was merged into 4100: what moves is that one/)).length).toBeGreaterThan(0);
  });
});
