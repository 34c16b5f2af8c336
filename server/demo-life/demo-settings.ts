// What the demo needs of the settings: its three invented teams with their pages, and the root causes of its two faults.
import type { Settings } from '../settings/settings-schema.ts';

const GROUPS: Settings['target_groups'] = {
  integration: { label: 'Integration', pages: ['/setup'] },
  content: { label: 'Content', pages: ['/articles'] },
  service: { label: 'Service desk', pages: ['/console'] },
};
/** By the articles that they come up beside. */
export const FAULT_CAUSES: Readonly<Record<string, string>> = {
  files: 'upload_fails',
  'the-queue': 'saved_view_fails',
};

/** The settings with the teams and causes of the demo beside their own; teams of the same name stay as they are. */
export function withDemoSettings(settings: Settings): Settings {
  return {
    ...settings,
    target_groups: { ...GROUPS, ...settings.target_groups },
    root_causes: [...new Set([...settings.root_causes, ...Object.values(FAULT_CAUSES)])],
  };
}
