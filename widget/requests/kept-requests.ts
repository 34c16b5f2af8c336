// The requests that were sent from this tab: with their keys, for as long as the tab and the store allow.
import type { App } from '../shell/app-context.ts';

export interface KeptRequest {
  number: number;
  key: string;
  /** Who the page said that it was; another one in the same tab does not see it. */
  who: string;
}

/** Where the tab's store keeps them; the first view looks whether there are any. */
export const KEPT = 'requests';
const MOST_KEPT = 20;

const nameOf = ({ person }: App) => person.userRef ?? person.email ?? '';

/** Those of whoever is here, newest first. */
export function keptRequests(app: App): KeptRequest[] {
  const all = app.store.get<KeptRequest[]>(KEPT) ?? [];
  return all.filter(({ who }) => who === nameOf(app));
}

/**
 * Keeps a request that was just sent. Nothing is kept of what only named readers see, nor of somebody whom the product has
 * signed in: their requests are on the server's list, and are nobody else's on this device.
 */
export function keepRequest(app: App, { number, key }: Omit<KeptRequest, 'who'>): void {
  if (app.person.token) return;
  const others = (app.store.get<KeptRequest[]>(KEPT) ?? []).filter((one) => one.number !== number);
  app.store.set(KEPT, [{ number, key, who: nameOf(app) }, ...others].slice(0, MOST_KEPT));
}

/** Forgets one, for instance since it was erased. */
export function forgetRequest(app: App, number: number): void {
  const others = (app.store.get<KeptRequest[]>(KEPT) ?? []).filter((one) => one.number !== number);
  app.store.set(KEPT, others.length ? others : undefined);
}
