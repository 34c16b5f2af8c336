// What looks after the host page once help is in use: its routes, its errors where they are counted, what it says of people,
// and what its developer got wrong. Fetched after the first answer can be given; nobody waits for it.

import { effect } from '@preact/signals-core';
import type { LoaderHandle } from '../embedding.ts';
import type { Panel } from '../raise-panel.tsx';
import density from './density.css?inline';
import directions from './directions.css?inline';
import css from './forced-colours.css?inline';
import { countHostErrors } from './host-errors.ts';
import { keepInFront } from './in-front.ts';
import { keepAboveKeyboard } from './keyboard.ts';
import { settleLooks } from './looks.ts';
import { createCallCheck, nameWrongAttributes } from './name-wrong.ts';
import { followRoutes } from './routes.ts';
import smallWindows from './small-windows.css?inline';

export interface HostSideDeps {
  handle: LoaderHandle;
  /** The panel of the moment. */
  panel(): Panel;
}

export type HostSide = ReturnType<typeof createHostSide>;

/** Begins to look, and says at once what is wrong with the script element's attributes. */
export function createHostSide({ handle, panel }: HostSideDeps) {
  let checked: string | undefined;
  nameWrongAttributes(handle.attributes);
  const stopRoutes = followRoutes(() => panel().follow());
  const frame = handle.root.querySelector<HTMLElement>('.fp');
  const isDense = frame && settleLooks(handle.root.host, frame);
  const stopKeyboard = keepAboveKeyboard(frame);
  const inFront = keepInFront(handle.root);
  let stopWatching: () => void = () => undefined;
  const restate = () => panel().app.recorder.restate();
  const errors = /^(on)?$/.test(handle.attributes.reportErrors ?? 'off')
    ? countHostErrors(handle.base, () => handle.errorCount?.() ?? 0, restate)
    : undefined;
  if (errors?.now().count) restate();
  let isNamed = false;
  const stopFailing = effect(() => {
    const { help, api } = panel().app;
    const { is, site } = help.state.value;
    if (is !== 'failed' || site || isNamed) return;
    isNamed = true;
    void api.readSite().then((answer) => {
      if (answer.ok || answer.problem?.code !== 'unknown_site') return;
      console.error(
        `Fingerpost: data-site="${api.site}": the help server has no site of this name; its settings name them under "sites".`,
      );
    });
  });
  return {
    checkCall: createCallCheck(),
    errors: () => errors?.now(),
    /**
     * Help has come, or the page has said who somebody is: asks the server once about each token, so that a wrong one is known
     * before something was written.
     */
    async attend() {
      const {
        api,
        person,
        emit,
        style,
        panel: { isOpen },
      } = panel().app;
      style(css + directions + smallWindows + (isDense ? density : ''));
      stopWatching();
      stopWatching = effect(() => {
        if (isOpen.value) inFront.place();
      });
      const { token } = person;
      if (token === undefined || token === checked) return;
      checked = token;
      const answer = await api.post<unknown>(`sites/${api.site}/identity`, JSON.stringify({ token }));
      if (answer.ok || (answer.status !== 401 && answer.status !== 400)) return;
      const code = 'identity_invalid';
      const message =
        'identify: the token was refused, so nobody is signed in here and requests with it are refused too. Sign a JWT with HS256, ' +
        'the secret that "fingerpost identity secret" prints for this site, sub, and exp at most two hours ahead, and call identify again.';
      console.error(`Fingerpost: ${code}. ${message}`);
      emit('error', { code, message });
    },
    stop() {
      stopFailing();
      stopWatching();
      inFront.stop();
      stopRoutes();
      stopKeyboard();
      errors?.stop();
    },
  };
}
