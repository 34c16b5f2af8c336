// Ends the session here and on the server.
import { send, wordsOf } from '../api-client.ts';
import { forgetSession } from '../session-model.ts';
import { announceFailure } from '../ui/announce.tsx';

export async function signOut(): Promise<void> {
  const answer = await send('POST', 'auth/sign-out');
  if (answer.ok || answer.status === 401) forgetSession();
  else announceFailure(wordsOf(answer));
}
