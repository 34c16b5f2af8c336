// Opens the pages of gaps on a server that answers with the figures of a test, and remembers what was asked.
import { render } from '@testing-library/preact';
import type { ComponentType } from 'preact';
import { LocationProvider, Route, Router } from 'preact-iso/router';
import { vi } from 'vitest';
import { forgetSession, loadSession } from '../../../admin/session-model.ts';
import { LiveRegion } from '../../../admin/ui/announce.tsx';
import type { PersonRole } from '../../../contract/api/people.ts';
import type { HelpSessionPage } from '../../../contract/api/reports.ts';
import { deskWith } from '../queue/fake-desk.ts';
import { reportSetOf, type Told } from './figures.ts';

export const NOW = new Date('2026-03-30T09:00:00Z');

export interface Served extends Told {
  role?: PersonRole;
  /** The page's own pattern, where it reads parts of its address. */
  route?: string;
  sessions?: (query: URLSearchParams) => Partial<HelpSessionPage>;
  /** What the entry of the browser's history remembers. */
  state?: unknown;
  /** Answers this instead, for as long as it gives something. */
  instead?: (path: string, init?: RequestInit) => Response | Promise<Response> | undefined;
}

/** @returns the addresses that were asked for, in order. */
export async function openPage(Page: ComponentType, address: string, served: Served = {}): Promise<string[]> {
  const asked: string[] = [];
  const { role = 'admin' } = served;
  const can = { list_tickets: role !== 'editor', read_reports: role !== 'specialist' };
  vi.stubGlobal('fetch', async (path: string, init?: RequestInit) => {
    const url = new URL(path, 'http://localhost');
    const name = url.pathname.replace('/api/v1/admin/', '');
    if (name === 'me') return Response.json({ id: 'a1', name: 'Ada', email: 'ada@example.com', role, can });
    if (name === 'desk') return Response.json(deskWith({ target_groups: [{ key: 'billing', label: 'Billing' }] }));
    asked.push(path.replace('/api/v1/admin/', ''));
    const other = await served.instead?.(name, init);
    if (other) return other;
    if (name === 'sessions') {
      const page = { from: '2026-03-02', to: '2026-03-29', filters: {}, sessions: [], next_cursor: null, total: 0 };
      return Response.json({ ...page, ...served.sessions?.(url.searchParams) });
    }
    const { names = '', from = '', to = '' } = Object.fromEntries(url.searchParams);
    return Response.json(reportSetOf(served, names.split(','), from, to));
  });
  forgetSession();
  history.replaceState(served.state ?? null, '', address);
  await loadSession();
  render(
    <LocationProvider>
      {served.route ? (
        <Router>
          <Route path={served.route} component={Page} />
          <Route default component={() => null} />
        </Router>
      ) : (
        <Page />
      )}
      <LiveRegion />
    </LocationProvider>,
  );
  return asked;
}

/** A problem document. */
export function problem(status: number, detail: string): Response {
  const body = { type: 'about:blank', title: detail, status, code: 'unavailable', detail, request_id: 'x' };
  return Response.json(body, { status });
}
