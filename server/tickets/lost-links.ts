// Somebody has lost the key of a request and asks for their links by mail. The answer tells nobody whether there are any.
import type { LostLinksAnswer } from '../../contract/api/my-requests.ts';
import type { Db } from '../db/database.ts';
import type { Services } from '../services.ts';
import { accessKeyOf } from './access-key.ts';

export interface LinkWish {
  site: string;
  email: string;
  locale?: string | undefined;
}

/**
 * Takes a wish to a mail server and comes back at once; `linksOf` is asked there, not here, so that a known address takes
 * no longer than another. It is null as long as this server sends no mail.
 */
export type SendLinks = ((wish: LinkWish) => void) | null;

/** Links that one mail names at most, newest first. */
const MOST_LINKS = 50;

/** @param from the client address, which is only counted. Too many wishes are answered like all others, and not carried out. */
export async function askForLinks(
  services: Pick<Services, 'rateLimits' | 'sendLinks'>,
  wish: LinkWish,
  from: string,
): Promise<LostLinksAnswer> {
  const { rateLimits, sendLinks } = services;
  const isFew = await rateLimits.takes('links_client', from);
  const isFewToThem = await rateLimits.takes('links_address', `${wish.site} ${wish.email.toLowerCase()}`);
  if (isFew && isFewToThem) sendLinks?.(wish);
  return { mail: sendLinks ? 'on' : 'off' };
}

/**
 * The links that such a mail brings: of requests that name this address, without any that is restricted, since an address
 * can be typed by anybody.
 */
export async function linksOf(
  db: Db,
  services: Pick<Services, 'config' | 'secretKey'>,
  { site, email }: LinkWish,
): Promise<{ number: number; url: string }[]> {
  const rows = await db
    .selectFrom('ticket')
    .select(['id', 'number', 'key_version'])
    .where('site', '=', site)
    .where('requester_key', '=', email.trim().toLowerCase())
    .where('requester_email', 'is not', null)
    .where('restricted', '=', 0)
    .where('erased_at', 'is', null)
    .orderBy('number', 'desc')
    .limit(MOST_LINKS)
    .execute();
  return rows.map(({ id, number, key_version }) => ({
    number,
    url: `${services.config.publicUrl}/tickets/${number}?key=${accessKeyOf(services.secretKey, id, key_version)}`,
  }));
}
