// What an embedder writes: the page, the few lines that mount help, and code that uses every type of the module.

export const PAGE = (script: string) => `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>A product</title></head>
<body><main><h1>A product</h1><div id="app"></div></main>${script}</body></html>`;

/** The address of help comes with the page's own, so that one build serves any test. */
export const MAIN = `import { mount } from 'fingerpost/widget';

window.told = [];
window.widget = mount({ server: new URLSearchParams(location.search).get('help'), site: 'default', color: '#14624c' });
for (const event of ['ready', 'open', 'close', 'search']) window.widget.on(event, () => window.told.push(event));
`;

/** Uses every option, method and event. */
export const EMBEDDER_TYPES = `import { type EventDetails, type EventName, type MountOptions, mount, type Widget } from 'fingerpost/widget';

const options: MountOptions = {
  server: 'https://help.example.com',
  site: 'default',
  locale: 'en',
  theme: 'dark',
  color: '#14624c',
  position: 'left',
  launcher: 'none',
  label: 'Ask us',
  openOn: '.help',
  storage: 'none',
  gate: 'off',
  audience: 'staff',
  reportErrors: 'on',
  mail: 'help@example.com',
};
const widget: Widget = mount(options);
mount({ server: '/help', theme: undefined }).destroy();

widget.open();
widget.open('form');
widget.close();
widget.toggle();
widget.search('refund');
widget.article('search-well');
widget.request();
widget.request({ subject: 'Order 12', message: 'It is late', name: 'Rosa', email: 'rosa@example.com', category: 'billing' });
widget.identify({ name: 'Rosa', email: 'rosa@example.com', userRef: '12', audience: 'staff', isStaff: false, token: 'a.b.c' });
widget.logout();
widget.page({ path: '/orders', title: 'Orders' });
widget.locale('de');
const stop: () => void = widget.on('submitted', ({ number }) => number.toFixed());
stop();
widget.on('search', ({ query, results }) => query.slice(0, results));
widget.on('article', ({ slug }) => slug.trim());
widget.on('vote', ({ value }) => value === 'yes' || value === 'no');
widget.on('error', ({ message, code }) => message + code);
widget.off('search');
widget.destroy();
const name: EventName = 'open';
const detail: EventDetails['submitted'] = { number: 1 };
window.Fingerpost?.('search', 'refund');
console.log(name, detail);
`;

/** Lines that the types must refuse, each. */
export const EMBEDDER_MISTAKES = [
  "mount({ site: 'default' });",
  "mount({ server: '/', theme: 'pink' });",
  "mount({ server: '/', colour: '#fff' });",
  "mount({ server: '/' }).on('levitate', () => undefined);",
  "mount({ server: '/' }).on('search', ({ number }) => number);",
  "mount({ server: '/' }).open('attic');",
  "mount({ server: '/' }).search();",
  "mount({ server: '/' }).request({ body: 'It is late' });",
  "mount({ server: '/' }).identify('Rosa');",
];
