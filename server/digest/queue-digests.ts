// Puts the weekly digests into the outbox, each once for each person, whatever number of processes looks at the clock.
import { isDemo } from '../demo-life/is-demo.ts';
import type { Services } from '../services.ts';
import type { Settings } from '../settings/settings-schema.ts';
import { composeDigest, type DigestPart } from './compose-digest.ts';
import { digestData } from './digest-data.ts';
import { digestDue } from './digest-schedule.ts';
import { digestHtml, mailedText } from './write-digest.ts';

/** @returns how many were queued; nothing where mail is off or none is due. */
export async function queueDigests(services: Services): Promise<number> {
  const { config, settings, clock, db } = services;
  if (!config.mail) return 0;
  const due = digestDue(clock.now(), settings.time_zone);
  // Invented figures reach nobody.
  if (!due || (await isDemo(db))) return 0;
  let queued = 0;
  for (const [group, people] of recipientsByGroup(settings)) {
    const keyOf = (recipient: string) => `digest ${group} ${due.monday} ${recipient}`;
    const keys = [...people.keys()].map(keyOf);
    const known = await db.selectFrom('outbox').select('once_key').where('once_key', 'in', keys).execute();
    const left = [...people].filter(([recipient]) => !known.some(({ once_key }) => once_key === keyOf(recipient)));
    if (left.length === 0) continue;
    const data = await digestData(services, group, due.to);
    const at = clock.now().toISOString();
    const rows = left.map(([recipient, part]) => {
      const digest = composeDigest(data, part);
      const mail = { subject: digest.title, text: mailedText(digest), html: digestHtml(digest) };
      return {
        ...{ id: services.ids.uuid(), ticket_id: null, kind: 'digest', recipient, state: 'queued', due_at: at },
        ...{ attempts: 0, created_at: at, once_key: keyOf(recipient), topic: group, mail: JSON.stringify(mail) },
      };
    });
    await services.writes.write((trx) =>
      trx
        .insertInto('outbox')
        .values(rows)
        .onConflict((conflict) => conflict.column('once_key').doNothing())
        .execute(),
    );
    queued += rows.length;
  }
  return queued;
}

/** Who gets which part of each team's digest; who is named for both gets all of it. */
export function recipientsByGroup(settings: Settings): Map<string, Map<string, DigestPart>> {
  const groups = new Map<string, Map<string, DigestPart>>();
  for (const [group, { digest }] of Object.entries(settings.target_groups)) {
    const people = new Map<string, DigestPart>();
    for (const address of digest?.editors ?? []) people.set(address.toLowerCase(), 'knowledge');
    for (const address of digest?.product ?? []) {
      const other = people.get(address.toLowerCase());
      people.set(address.toLowerCase(), other === 'knowledge' ? 'all' : 'product');
    }
    if (people.size > 0) groups.set(group, people);
  }
  return groups;
}
