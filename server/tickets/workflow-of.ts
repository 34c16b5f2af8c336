// Which workflow a request takes, and what its statuses mean.
import type { Settings } from '../settings/settings-schema.ts';

/** A category may choose; else problems take the path `problem` and everything else (and nothing said) the path `question`. */
export function workflowOf(settings: Settings, category: string, enquiryType: string | null): string {
  const chosen = settings.categories[category]?.workflow;
  if (chosen) return chosen;
  return enquiryType === 'problem' ? 'problem' : 'question';
}

/** The words for the requester; a status that the settings no longer have is named plainly. */
export function publicStatus(settings: Settings, status: string): string {
  return settings.statuses[status]?.public ?? 'A person is looking at it';
}

export function endsRequest(settings: Settings, status: string): boolean {
  return settings.statuses[status]?.ends === true;
}
