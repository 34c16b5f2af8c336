// Who is signed in, what they may do, and what the desk is made of: read once, and again after signing in.
import { computed, signal } from '@preact/signals';
import type { Desk } from '../contract/api/desk.ts';
import type { Me } from '../contract/api/people.ts';
import { type Answer, get, onSignedOut, type Refusal } from './api-client.ts';

export type Session =
  | { state: 'loading' }
  | { state: 'signed_out' }
  | { state: 'failed'; refusal: Refusal }
  | { state: 'ready'; me: Me; desk: Desk };

const current = signal<Session>({ state: 'loading' });

/** Changes with sign-in and sign-out. */
export const session = computed(() => current.value);

/** The person and the desk; only pages that the shell shows to somebody signed in ask this. @throws Error before that. */
export function signedInAs(): { me: Me; desk: Desk } {
  const now = current.value;
  if (now.state !== 'ready') throw new Error('Nobody is signed in yet.');
  return now;
}

/** Reads person and desk; a 401 leads to the sign-in page. */
export async function loadSession(): Promise<void> {
  const me: Answer<Me> = await get<Me>('v1/admin/me');
  if (!me.ok) return fail(me);
  const desk = await get<Desk>('v1/admin/desk');
  if (!desk.ok) return fail(desk);
  current.value = { state: 'ready', me: me.value, desk: desk.value };
}

/** Forgets the person, for instance after signing out. */
export function forgetSession(): void {
  current.value = { state: 'signed_out' };
}

function fail(refusal: Refusal): void {
  current.value = refusal.status === 401 ? { state: 'signed_out' } : { state: 'failed', refusal };
}

onSignedOut(forgetSession);
