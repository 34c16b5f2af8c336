// One life of help on a page: raises the panel on the first intent, makes it anew when somebody leaves, and ends it.

import type { EmbedConfig } from './embed-config.ts';
import type { LoaderHandle } from './embedding.ts';
import type { Environment } from './environment.ts';
import type { HostSide } from './host/host-side.ts';
import { createCallHandler, createEmitter } from './public-api.ts';
import { type Ground, type Panel, raisePanel } from './raise-panel.tsx';

/** Here, and not where the panel is in reach: a browser may keep a shadow root that is gone, and what listens to it with it. */
const keepInside = (event: Event) => event.stopPropagation();
/** What is left of a panel after `destroy`: a browser, or the page by an old reference, may keep what once reached it. */
const GONE = { acts: {} } as Panel;

/** Mounts the panel, closed and without any request; `call` acts on calls of the public API. */
export function mountPanel(handle: LoaderHandle, config: EmbedConfig, env: Environment) {
  const emitter = createEmitter();
  let side: HostSide | undefined;
  let coming: Promise<unknown> | undefined;
  let isGone = false;
  /** Does it with the code that looks after the host page, which nobody waits for. */
  const withHostSide = (act: (side: HostSide) => void) => {
    coming ??= import('./host/host-side.ts').then((module) => {
      side = module.createHostSide({ handle, panel: () => live });
    });
    coming.then(
      () => {
        if (isGone) side?.stop();
        else if (side) act(side);
      },
      () => {
        coming = undefined;
      },
    );
  };
  const ground: Ground = {
    ...{ handle, config, env, emit: emitter.emit },
    hostErrors: () => side?.errors(),
    onReady: () => withHostSide((it) => it.attend()),
  };
  // What somebody types here is no shortcut of the page, which cannot see that it goes into a field; nor is the focus here gone
  // astray, for pages that pull it back into a dialog of their own.
  for (const kind of ['keydown', 'keypress', 'keyup', 'focusin']) handle.root.addEventListener(kind, keepInside);
  let live = raisePanel(ground);
  const end = () => {
    live.acts.close();
    live.stop();
  };
  const acts = () => ({
    ...live.acts,
    logout() {
      end();
      live = raisePanel(ground);
    },
    destroy() {
      isGone = true;
      side?.stop();
      emitter.clear();
      end();
      live = GONE;
      handle.destroy();
    },
  });
  const checkCall = (...given: [string, readonly unknown[]]) => withHostSide((it) => it.checkCall(...given));
  const act = createCallHandler(acts, emitter, checkCall);
  const call: typeof act = (...given) => {
    if (!isGone) act(...given);
  };
  return { app: live.app, call };
}
