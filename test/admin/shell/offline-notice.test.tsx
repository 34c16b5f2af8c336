import { cleanup, render, screen, waitFor } from '@testing-library/preact';
import { afterEach, expect, it, vi } from 'vitest';
import { wordsOf } from '../../../admin/api-client.ts';
import { OfflineNotice } from '../../../admin/shell/offline-notice.tsx';

afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
});

it('says that the browser is offline for as long as it is', async () => {
  const isOnline = vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(true);
  render(<OfflineNotice />);
  expect(screen.queryByText(/You are offline/)).toBeNull();
  isOnline.mockReturnValue(false);
  window.dispatchEvent(new Event('offline'));
  expect(await screen.findByText(/You are offline/)).toBeTruthy();
  isOnline.mockReturnValue(true);
  window.dispatchEvent(new Event('online'));
  await waitFor(() => expect(screen.queryByText(/You are offline/)).toBeNull());
});

it('tells an answer that did not come from a browser that is offline', () => {
  const none = { ok: false, status: 0, problem: null, retryAfterSeconds: null } as const;
  const isOnline = vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(true);
  expect(wordsOf(none)).toMatch(/^The server did not answer/);
  isOnline.mockReturnValue(false);
  expect(wordsOf(none)).toMatch(/^You are offline/);
});
