// The roles as people read them.
import type { PersonRole } from '../../contract/api/people.ts';

export const ROLE_WORDS: Record<PersonRole, { name: string; sentence: string }> = {
  admin: { name: 'Admin', sentence: 'Admins answer, and decide who works here.' },
  agent: { name: 'Agent', sentence: 'Agents answer and move every request.' },
  specialist: { name: 'Specialist', sentence: 'Specialists see and answer what is assigned to them.' },
  editor: { name: 'Editor', sentence: 'Editors see figures and gaps, and no requests.' },
  viewer: { name: 'Viewer', sentence: 'Viewers see requests and figures, and change nothing.' },
};

export const PERSON_ROLE_NAMES = Object.keys(ROLE_WORDS) as PersonRole[];
