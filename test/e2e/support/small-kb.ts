// Writes a knowledge base of plain small articles of our own into a folder, for machines without the shared one.
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const THINGS = [
  'printer',
  'calendar',
  'invoice',
  'password',
  'camera',
  'router',
  'newsletter',
  'backup',
  'mailbox',
  'map',
];
const ACTS = ['install', 'move', 'rename', 'share', 'export', 'print', 'delete', 'restore', 'lock', 'find'];
const PLACES = ['at home', 'in the office'];

/** 200 markdown files without front matter; gives the folder. */
export function writeSmallKb(): string {
  const folder = mkdtempSync(join(tmpdir(), 'fingerpost-kb-'));
  for (const thing of THINGS) {
    mkdirSync(join(folder, thing));
    for (const act of ACTS) {
      for (const place of PLACES) {
        const title = `How to ${act} a ${thing} ${place}`;
        const steps = [1, 2, 3].map(
          (step) => `${step}. Step ${step} to ${act} it: look at the ${thing} and press the button.`,
        );
        const text = `# ${title}\n\nYou can ${act} your ${thing} ${place} in a minute.\n\n## Steps\n\n${steps.join('\n')}\n`;
        writeFileSync(join(folder, thing, `${act}-${thing}-${place.replaceAll(' ', '-')}.md`), text);
      }
    }
  }
  return folder;
}
