// How the first admin comes into being: by a link that every start prints until it was used, or from the environment.
import { AppError } from '../errors.ts';
import type { Services } from '../services.ts';
import { firstAdminToken, lacksAdmin, linkUrl } from './links.ts';
import { makeFirstAdmin } from './use-link.ts';

/** The link to print, or null where there is an admin. */
export async function firstAdminLink(services: Pick<Services, 'db' | 'config' | 'secretKey'>): Promise<string | null> {
  if (!(await lacksAdmin(services.db))) return null;
  return linkUrl(services.config.publicUrl, firstAdminToken(services.secretKey));
}

/** Makes the admin of ADMIN_EMAIL and ADMIN_PASSWORD where there is none; with one, the variables do nothing. */
export async function makeConfiguredAdmin(
  services: Pick<Services, 'db' | 'writes' | 'clock' | 'ids' | 'config'>,
): Promise<void> {
  const { firstAdmin } = services.config;
  if (!firstAdmin || !(await lacksAdmin(services.db))) return;
  try {
    await makeFirstAdmin(services, firstAdmin);
  } catch (error) {
    // Another process that started at the same moment was quicker.
    if (!(error instanceof AppError && error.code === 'link_expired')) throw error;
  }
}
