// Brings what the search has learnt to the index: derives what changed, and makes a release where the index would differ.
import type { Services } from '../services.ts';
import { settleQuestions } from './settle-questions.ts';

/** Runs every minute in every process; where nothing changed it only asks the database. */
export async function learnFromUse(
  services: Pick<Services, 'db' | 'writes' | 'settings' | 'releases' | 'learnt'>,
): Promise<void> {
  await settleQuestions(services);
  // Another process may have derived them: its word counts as one's own.
  if (await services.learnt.isBehind()) await services.releases.reload();
}
