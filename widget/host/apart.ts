// Runs the app in a frame of its own, whose built-ins nobody has touched, on pages that have replaced or extended theirs.
// Until the frame runs, this code stands on the page's built-ins: it uses as few of them as it can.
import { start } from '../app.tsx';
import { trustedPolicy } from '../articles/trusted-html.ts';
import type { CallHandler, LoaderHandle } from '../embedding.ts';

const TOO_LONG_MS = 10_000;

/** What the frame is told by the window that made it. */
interface Told {
  host: Window;
  handle: LoaderHandle;
  take(call: CallHandler | PromiseLike<CallHandler>): void;
}

/** Gives what acts on calls once the app runs in the frame. @throws where the browser allows no such frame */
export async function startApart({ attributes, base, root, errorCount, destroy }: LoaderHandle): Promise<CallHandler> {
  const frame = document.createElement('iframe');
  frame.tabIndex = -1;
  frame.ariaHidden = 'true';
  frame.style.setProperty('display', 'none', 'important');
  document.documentElement.appendChild(frame);
  const end = () => {
    destroy();
    frame.remove();
  };
  try {
    const inside = frame.contentDocument as Document;
    const script = inside.createElement('script');
    script.type = 'module';
    script.src = (trustedPolicy()?.createScriptURL(import.meta.url) ?? import.meta.url) as string;
    // The frame's own promise: the page's may be anything.
    const realm = inside.defaultView as unknown as typeof window & { fingerpost: Told };
    return await new realm.Promise<CallHandler>((take, giveUp) => {
      const handle: LoaderHandle = { attributes, base, root, destroy: end, ...(errorCount && { errorCount }) };
      realm.fingerpost = { host: window, handle, take };
      realm.setTimeout(giveUp, TOO_LONG_MS);
      script.onerror = giveUp;
      inside.documentElement.appendChild(script);
    });
  } catch (error) {
    frame.remove();
    throw error;
  }
}

const told = (window as { fingerpost?: Partial<Told> }).fingerpost;
if (told?.take && told.handle) told.take(start(told.handle));
