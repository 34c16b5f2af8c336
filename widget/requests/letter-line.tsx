// On the first view: one line for what somebody has begun to write to us, what waits to be sent, and what has been sent meanwhile.

import { enWaiting } from '../../contract/words/tongues/en-waiting.ts';
import { useApp, useWords } from '../shell/app-context.ts';
import { useEffect } from '../ui/hooks.ts';
import { BUBBLE, Icon } from '../ui/icon.tsx';
import type { DraftName } from './draft.ts';
import css from './requests.css?inline';
import { sendingOf } from './sending.ts';

/** A line for each of the two; that a confidential one was begun is told to nobody. */
export function LetterLines() {
  useApp().style(css);
  return (
    <>
      <LetterLine name="draft" />
      <LetterLine name="secret" />
    </>
  );
}

function LetterLine({ name }: { name: DraftName }) {
  const app = useApp();
  const words = useWords('waiting', enWaiting);
  const sending = sendingOf(app, name);
  const state = sending.state.value;
  const receipt = sending.receipt.value;
  const waits = sending.waits.value;
  useEffect(() => sending.wake(), []);
  const { fields } = sending.draft();
  const isBegun = name === 'draft' && Boolean(fields?.message.trim());
  if (!receipt && !waits && !isBegun) return null;
  const goOn = () =>
    app.panel.go(
      receipt ?? {
        view: 'form',
        entry: 'direct',
        ...(name === 'secret' ? { secret: true, category: fields?.category } : {}),
      },
    );
  const waiting = state === 'queued' ? words.lineOffline : words.lineTrying;
  return (
    <p class="notice letter" role="status">
      <Icon d={BUBBLE} />
      <span>{receipt ? words.lineSent : waits ? waiting : words.lineDraft}</span>
      <button type="button" class="plain" onClick={goOn}>
        {receipt || waits ? words.show : words.goOn}
      </button>
    </p>
  );
}
