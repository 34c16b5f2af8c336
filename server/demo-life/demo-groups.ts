// The three invented teams of the demo, and the pages from which requests reach them.
import type { Settings } from '../settings/settings-schema.ts';

const GROUPS: Settings['target_groups'] = {
  integration: { label: 'Integration', pages: ['/setup'] },
  content: { label: 'Content', pages: ['/articles'] },
  service: { label: 'Service desk', pages: ['/console'] },
};

/** The settings with the teams of the demo beside their own; those of the same name stay as they are. */
export function withDemoGroups(settings: Settings): Settings {
  return { ...settings, target_groups: { ...GROUPS, ...settings.target_groups } };
}
