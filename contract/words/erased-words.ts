// What was erased of a requester, in words: said by the command line and by the console.
import type { Erased } from '../api/requesters.ts';

/** "2 requests, 3 messages, 1 file", or null where there is nothing. */
export function erasedCounts({ requests, messages, files, sessions, mentions }: Erased): string | null {
  const counts = [
    [requests, 'request', 'requests'],
    [messages, 'message', 'messages'],
    [files, 'file', 'files'],
    [sessions, 'help session', 'help sessions'],
    [mentions, 'mention by others', 'mentions by others'],
  ] as const;
  const found = counts.flatMap(([count, one, many]) => (count > 0 ? [`${count} ${count === 1 ? one : many}`] : []));
  return found.length > 0 ? found.join(', ') : null;
}
