// A page that sends messages to everybody, and trusts what it hears.
import type { HostilePage } from '../hostile-page.ts';

export const page: HostilePage = {
  does: 'listens to messages and sends many of them',
  script: `window.heard = 0;
    window.onmessage = function (event) { if (event.data.noise === undefined) throw new Error('not our message'); window.heard++ };
    var noises = [{ noise: 'fingerpost' }, { noise: 1, type: 'open', method: 'destroy' }, { noise: 2, source: 'react-devtools' }];
    setInterval(function () { noises.forEach(function (noise) { window.postMessage(noise, '*') }) }, 20);`,
};
