// The second reading on the page of a request: asked without a hint, by keyboard, and told afterwards how it turned out.
import { cleanup, fireEvent, screen, waitFor } from '@testing-library/preact';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { secondReadingWords } from '../../../admin/ticket/second-reading.tsx';
import type { TicketDetail } from '../../../contract/api/ticket-work.ts';
import { refusal } from '../sign-in/fake-server.ts';
import { openRequest, PATH, pressKey, request } from './open-request.tsx';

afterEach(() => {
  cleanup();
  sessionStorage.clear();
  vi.restoreAllMocks();
});

const READ_AGAIN = `POST ${PATH}/second-reading`;
const ended: Partial<TicketDetail> = { status: 'completed', status_label: 'Completed', allowed_next: [], moves: [] };
const asked = (more: Partial<TicketDetail> = {}) =>
  request({
    ...{ ...ended, kind: null, kind_confirmed: null, suggestions: null, solve_suggestion: null, counts_as: null },
    ...{ second_reading: { is: 'asked' }, ...more },
  });
const reading = (kind: 'knowledge_gap' | 'other', who: string | null) => ({
  ...{ kind, who, label: kind === 'other' ? 'Other' : 'Knowledge gap' },
});
const read = request({
  ...ended,
  kind_confirmed: 'knowledge_gap',
  kind: { value: 'knowledge_gap', label: 'Knowledge gap', source: 'confirmed', confidence: 'high' },
  second_reading: {
    ...{ is: 'different', at: '2026-04-11T10:00:00.000Z' },
    readings: { first: reading('knowledge_gap', 'Tomás Brandt'), second: reading('other', 'Ada Byron') },
  },
});

describe('whoever is asked for a second reading', () => {
  it('finds the question from the line above and with C, without any hint', async () => {
    await openRequest(asked({ blind: true }));
    const question = screen.getByRole('group', { name: /^Second reading: choose what this is/ });
    expect(screen.queryByText(/your choice is compared/)).toBeNull();
    expect(document.querySelector('.badge, .why, .counts')).toBeNull();
    expect(screen.getByText(/is shown after your second reading/)).toBeTruthy();
    for (const concluded of ['Answer', 'Done', 'Root cause']) expect(screen.queryByText(concluded)).toBeNull();
    for (const find of [
      () => pressKey('c'),
      () => fireEvent.click(screen.getByRole('button', { name: 'Second reading' })),
    ]) {
      (document.activeElement as HTMLElement | null)?.blur();
      find();
      expect(question.contains(document.activeElement)).toBe(true);
    }
    expect(question.querySelectorAll('button')).toHaveLength(3);
  });

  it('says what it is, keeps the focus, and is told how the two compare', async () => {
    const { sentTo } = await openRequest(asked(), (server) => server.answer(READ_AGAIN, { body: read }));
    const other = screen.getByRole('button', { name: 'Other' });
    other.focus();
    fireEvent.click(other);
    const told = await screen.findByText(
      /^Read differently: Tomás Brandt called it Knowledge gap, Ada Byron Other\. The reading changes nothing/,
    );
    expect(sentTo(READ_AGAIN)).toEqual([{ kind: 'other' }]);
    expect(sentTo(`PATCH ${PATH}`)).toEqual([]);
    expect(document.activeElement?.contains(told)).toBe(true);
    expect(document.activeElement).not.toBe(document.body);
    expect(document.querySelector('.badge')?.textContent).toContain('Knowledge gap');
    expect(screen.queryByRole('button', { name: 'Second reading' })).toBeNull();
    expect(screen.getByText('Root cause')).toBeTruthy();
  });

  it('is told where somebody was quicker, and the question stays', async () => {
    await openRequest(asked(), (server) =>
      server.answer(READ_AGAIN, { status: 409, ...refusal('not_possible_now', { detail: 'Read meanwhile.' }) }),
    );
    fireEvent.click(screen.getByRole('button', { name: 'Other' }));
    await waitFor(() => expect(screen.getAllByText(/Read meanwhile\./).length).toBeGreaterThan(0));
    expect(screen.getByRole('group', { name: /^Second reading/ })).toBeTruthy();
  });
});

describe('how two readings turned out', () => {
  it('is nothing where nobody read it, or others are asked', async () => {
    await openRequest(request({ ...ended, second_reading: null }));
    expect(screen.queryByText(/second time|Read differently|Second reading/)).toBeNull();
  });

  it('names the two only to those who may know', () => {
    const at = '2026-04-11T10:00:00.000Z';
    const both = { first: reading('other', null), second: reading('other', 'Ada Byron') };
    expect(secondReadingWords({ is: 'alike', at, readings: both })).toBe(
      'Read a second time: Ada Byron calls it Other too.',
    );
    const apart = { first: reading('knowledge_gap', null), second: reading('other', 'Ada Byron') };
    expect(secondReadingWords({ is: 'different', at, readings: apart })).toMatch(
      /^Read differently: Somebody called it Knowledge gap, Ada Byron Other\./,
    );
    expect(secondReadingWords({ is: 'alike', at, readings: null })).toBe(
      'Two people have read it and call it the same.',
    );
    expect(secondReadingWords({ is: 'different', at, readings: null })).not.toMatch(/Ada|Tomás/);
  });
});
