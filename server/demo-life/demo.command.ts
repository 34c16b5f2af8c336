// `demo`: fills an empty database with invented life, and takes it out again.
import { parseArgs } from 'node:util';
import type { CommandIo } from '../command-io.ts';
import { readConfig } from '../config.ts';
import { openServices } from '../open-services.ts';
import { fillDemo } from './fill-demo.ts';
import { removeDemo } from './remove-demo.ts';

export const DEMO_USAGE = `fingerpost demo [--remove]
  Fills an empty database with eight weeks of invented help around the shipped articles: three teams, people who ask and
  who answer, and gaps planted among them, so that every page of the console has something to show. It ends yesterday,
  is marked as a demo on every page, and nothing of it can be mailed. --remove takes all of it out again.`;

const PROGRESS_EVERY_MS = 2_000;

export async function runDemo(args: string[], io: CommandIo): Promise<number> {
  const { values } = parseArgs({ args, options: { remove: { type: 'boolean' } } });
  const services = await openServices(readConfig(io.env, io.cwd), io.env);
  try {
    if (values.remove) {
      const { tickets, sessions } = await removeDemo(services);
      const isNone = tickets === 0 && sessions === 0;
      io.out(
        isNone ? 'There is no demo in this database.' : `Removed: ${tickets} requests, ${sessions} help attempts.`,
      );
      return 0;
    }
    let shown = performance.now();
    const counts = await fillDemo(services, (done, all) => {
      if (!io.isTerminal || performance.now() - shown < PROGRESS_EVERY_MS) return;
      shown = performance.now();
      io.err(`${done} of ${all} …`);
    });
    const { sessions, tickets } = counts;
    io.out(
      sessions.taken + tickets.taken === 0
        ? 'The demo is there already.'
        : `Invented: ${sessions.taken} help attempts and ${tickets.taken} requests of the last eight weeks.`,
    );
    io.out(
      `Start the server and open /admin/gaps there (${services.config.publicUrl}/admin/gaps, unless PORT or PUBLIC_URL is another then). Take it out again with: demo --remove`,
    );
    return 0;
  } finally {
    await services.close();
  }
}
