// Finds ports for servers that tests start: free now, and still free when such a server stops and starts again.
import { once } from 'node:events';
import { createServer } from 'node:net';

/** Below those that systems give to connections on their way out: else one of these may have a port before its server has. */
const LOWEST_PORT = 20_000;
const HIGHEST_PORT = 32_000;

/** A port that nobody listens on at this moment. */
export async function freePort(host = 'localhost'): Promise<number> {
  for (;;) {
    const port = LOWEST_PORT + Math.floor(Math.random() * (HIGHEST_PORT - LOWEST_PORT));
    const probe = createServer();
    const isFree = await new Promise<boolean>((resolve) => {
      probe.once('error', () => resolve(false));
      probe.listen(port, host, () => resolve(true));
    });
    if (!isFree) continue;
    probe.close();
    await once(probe, 'close');
    return port;
  }
}
