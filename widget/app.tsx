// The app that the loader fetches on the first intent: reads the attributes and starts the panel in the real browser.
import { parseEmbedConfig } from './embed-config.ts';
import type { CallHandler, LoaderHandle } from './embedding.ts';
import { browserEnvironment } from './environment.ts';
import { mountPanel } from './mount.tsx';

/** Called once by the loader; gives what acts on calls of `window.Fingerpost`. */
export function start(handle: LoaderHandle): CallHandler {
  const config = parseEmbedConfig(handle.attributes);
  return mountPanel(handle, config, browserEnvironment(config.storage !== 'none')).call;
}
