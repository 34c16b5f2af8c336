// Takes one picture of what somebody chooses to show: asked before, by their own press, and shown before it is sent.

import { enFiles } from '../../contract/words/tongues/en-files.ts';
import { hostWindow } from '../host-window.ts';
import { useApp, useWords } from '../shell/app-context.ts';
import { useEffect, useRef } from '../ui/hooks.ts';
import { useLocal } from '../ui/use-local.ts';
import type { Form } from './form-model.ts';

const NAME = 'screenshot.png';
/** The panel needs a moment to be gone from what is filmed. */
const HIDDEN_MS = 300;

/** Says what will happen before the browser asks; nothing is filmed before the second press. */
export function ScreenshotView({ form, onEnd }: { form: Form; onEnd(): void }) {
  const { root } = useApp();
  const words = useWords('files', enFiles);
  const state = useLocal<'asking' | 'taking' | 'failed'>('asking');
  const first = useRef<HTMLButtonElement>(null);
  useEffect(() => first.current?.focus(), []);
  const end = () => {
    onEnd();
    setTimeout(() => root.getElementById('files')?.focus());
  };
  const take = async () => {
    if (state.value === 'taking') return;
    state.value = 'taking';
    const panel = root.querySelector<HTMLElement>('.panel');
    try {
      const file = await takePicture((isHidden) => panel?.style.setProperty('opacity', isHidden ? '0' : '1'));
      await form.attach([file]);
      end();
    } catch {
      state.value = 'failed';
    } finally {
      panel?.style.removeProperty('opacity');
    }
  };
  return (
    <fieldset class="notice">
      <legend class="sr">{words.shot}</legend>
      <div>
        <p id="shoth">{words.shotWhy}</p>
        <p role="status">{state.value === 'failed' && words.shotNone}</p>
        <div class="acts">
          <button
            ref={first}
            type="button"
            class="btn"
            aria-describedby="shoth"
            aria-disabled={state.value === 'taking'}
            onClick={take}
          >
            {words.shotTake}
          </button>
          <button type="button" class="btn" onClick={end}>
            {words.shotNot}
          </button>
        </div>
      </div>
    </fieldset>
  );
}

/** One frame as a PNG; filming has ended when it is there. @throws where it is refused or not possible. */
async function takePicture(hide: (isHidden: boolean) => void): Promise<File> {
  const { document, navigator } = hostWindow;
  const stream = await navigator.mediaDevices.getDisplayMedia({ video: true, audio: false });
  try {
    const video = document.createElement('video');
    video.muted = true;
    video.srcObject = stream;
    hide(true);
    await video.play();
    await new Promise((resolve) => setTimeout(resolve, HIDDEN_MS));
    const canvas = document.createElement('canvas');
    canvas.width = video.videoWidth;
    canvas.height = video.videoHeight;
    canvas.getContext('2d')?.drawImage(video, 0, 0);
    const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'));
    if (!blob) throw new Error('no picture');
    return new File([blob], NAME, { type: 'image/png' });
  } finally {
    for (const track of stream.getTracks()) track.stop();
  }
}
