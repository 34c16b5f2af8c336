// Looks at the clock and the outbox as long as the server runs, where mail is on.
import { queueDigests } from '../digest/queue-digests.ts';
import type { Services } from '../services.ts';
import { createMailTransport } from './mail-transport.ts';
import { sendOutbox } from './send-outbox.ts';

const EVERY_MS = 30_000;

/** @returns stops it; a mail that is just being sent is finished. */
export function keepSending(services: Services): () => Promise<void> {
  const transport = createMailTransport(services.config);
  if (!transport) return async () => undefined;
  let running: Promise<void> = Promise.resolve();
  let isRunning = false;
  const round = async () => {
    await queueDigests(services);
    await sendOutbox(services, transport);
  };
  const timer = setInterval(() => {
    if (isRunning) return;
    isRunning = true;
    running = round()
      .catch((error: unknown) => services.log.error({ err: error }, 'mail could not be looked after'))
      .finally(() => {
        isRunning = false;
      });
  }, EVERY_MS);
  timer.unref();
  return async () => {
    clearInterval(timer);
    await running;
    transport.close();
  };
}
