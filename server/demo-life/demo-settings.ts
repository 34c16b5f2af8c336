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

/** What the demo added to settings, to be taken out of them again. */
const added = new WeakMap<Settings, { groups: string[]; causes: string[] }>();

/**
 * Has the settings of a running server follow whether its database is filled with the demo, which another process fills
 * and empties: its teams and causes come into them, or go.
 */
export function followDemo(settings: Settings, isDemo: boolean): void {
  const before = added.get(settings);
  if (isDemo === (before !== undefined)) return;
  if (isDemo) {
    const groups = Object.keys(GROUPS).filter((key) => !(key in settings.target_groups));
    const causes = Object.values(FAULT_CAUSES).filter((cause) => !settings.root_causes.includes(cause));
    added.set(settings, { groups, causes });
    Object.assign(settings, withDemoSettings(settings));
    return;
  }
  added.delete(settings);
  settings.target_groups = Object.fromEntries(
    Object.entries(settings.target_groups).filter(([key]) => !before?.groups.includes(key)),
  );
  settings.root_causes = settings.root_causes.filter((cause) => !before?.causes.includes(cause));
}

/** The settings with the teams and causes of the demo beside their own; teams of the same name stay as they are. */
export function withDemoSettings(settings: Settings): Settings {
  return {
    ...settings,
    target_groups: { ...GROUPS, ...settings.target_groups },
    root_causes: [...new Set([...settings.root_causes, ...Object.values(FAULT_CAUSES)])],
  };
}
