// The app that the loader fetches on the first intent: reads the attributes and starts the panel in the real browser.
import { parseEmbedConfig } from './embed-config.ts';
import type { CallHandler, LoaderHandle } from './embedding.ts';
import { browserEnvironment } from './environment.ts';
import { hasReplacedBuiltIns } from './host/replaced.ts';
import { hostWindow } from './host-window.ts';
import { mountPanel } from './mount.tsx';

/** Called once by the loader; gives what acts on calls of `window.Fingerpost`. */
export async function start(handle: LoaderHandle): Promise<CallHandler> {
  if (hostWindow === window && hasReplacedBuiltIns())
    try {
      return await import('./host/apart.ts').then((module) => module.startApart(handle));
    } catch {
      // No frame can be had; what the page left must do.
    }
  const config = parseEmbedConfig(handle.attributes);
  return mountPanel(handle, config, browserEnvironment(config.storage !== 'none')).call;
}
