// The playground's own script: mounts the widget anew with every change, writes the snippet, makes the calls, logs the events.
const find = (selector) => document.querySelector(selector);
const address = find('main').dataset.script;
const form = find('#options');
const fields = [...form.querySelectorAll('.input')];
const EVENTS = [...find('#argument-on').options].map((option) => option.value);
const listening = new Set(EVENTS);
let isLoading = false;
let isStale = false;
let isOpen = false;

/** The one address that this page puts into the document. */
const policy = globalThis.trustedTypes?.createPolicy('playground', {
  createScriptURL(given) {
    if (given === address) return given;
    throw new TypeError(`not ours: ${given}`);
  },
});

const nameOf = (field) => field.id.slice('option-'.length);
const chosen = () => fields.filter((field) => field.value !== '').map((field) => [nameOf(field), field.value]);

function log(event, detail) {
  const line = document.createElement('p');
  const words = detail && Object.keys(detail).length > 0 ? ` ${JSON.stringify(detail)}` : '';
  line.textContent = `${new Date().toLocaleTimeString('en-GB')} ${event}${words}`;
  const list = find('#events');
  list.append(line);
  list.scrollTop = list.scrollHeight;
}

const listeners = Object.fromEntries(
  EVENTS.map((event) => [
    event,
    (detail) => {
      if (event === 'open') isOpen = true;
      if (event === 'close') isOpen = false;
      log(event, detail);
    },
  ]),
);

/** The snippet for what is chosen. */
function snippet() {
  const server = new URL('.', address).href.replace(/\/$/, '');
  if (find('[name=form]:checked').value === 'script') {
    const text = (value) => value.replaceAll('&', '&amp;').replaceAll('"', '&quot;');
    const lines = chosen().map(([name, value]) => ` data-${name}="${text(value)}"`);
    return `<script src="${address}"${lines.join('')} async></script>`;
  }
  const camel = (name) => name.replace(/-(\w)/g, (_, letter) => letter.toUpperCase());
  const lines = [['server', server], ...chosen()].map(([name, value]) => `  ${camel(name)}: ${JSON.stringify(value)},`);
  return `import { mount } from 'fingerpost/widget';\n\nconst help = mount({\n${lines.join('\n')}\n});`;
}

function showSnippet() {
  find('#snippet').textContent = snippet();
  find('#said').textContent = '';
}

/** One script element with what is chosen, once it has run. */
function load() {
  return new Promise((resolve) => {
    const script = document.createElement('script');
    for (const [name, value] of chosen()) script.setAttribute(`data-${name}`, value);
    script.onload = script.onerror = resolve;
    script.src = policy ? policy.createScriptURL(address) : address;
    document.body.append(script);
    script.remove();
  });
}

/** Takes the widget away and mounts it anew; a change while a script is on its way is mounted after it. */
async function mount() {
  isStale = true;
  if (isLoading) return;
  isLoading = true;
  while (isStale) {
    isStale = false;
    const reopen = isOpen;
    window.Fingerpost?.('destroy');
    isOpen = false;
    window.Fingerpost = (...call) => {
      window.Fingerpost.q ??= [];
      window.Fingerpost.q.push(call);
    };
    for (const event of listening) window.Fingerpost('on', event, listeners[event]);
    if (reopen) window.Fingerpost('open');
    await load();
  }
  isLoading = false;
}

/** Options stand in the address, so that a reload and a link keep them. */
function keep() {
  history.replaceState(null, '', `#${new URLSearchParams(chosen())}`);
}

/** The page leaves room for the panel where it will be. */
function makeRoom() {
  find('main').dataset.side = find('#option-position').value || 'right';
}

function changed() {
  keep();
  makeRoom();
  showSnippet();
  mount();
}

function sayWrong(words) {
  const line = find('#wrong');
  line.textContent = words;
  line.hidden = !words;
}

/** What a call is given: JSON where it looks like an object, else text, nothing where the field is empty. */
function argumentOf(method) {
  const value = find(`#argument-${method}`)?.value.trim() ?? '';
  if (!value) return [];
  return [value.startsWith('{') ? JSON.parse(value) : value];
}

function act(method) {
  sayWrong('');
  let given;
  try {
    given = argumentOf(method);
  } catch (error) {
    sayWrong(`What ${method} is given is no JSON: ${error.message}`);
    find(`#argument-${method}`).focus();
    return;
  }
  if (method === 'on') listening.add(given[0]);
  if (method === 'off') listening.delete(given[0]);
  if (method === 'on' || method === 'off') given.push(listeners[given[0]]);
  if (!window.Fingerpost) return sayWrong('There is no widget: change an option to bring it back.');
  window.Fingerpost(method, ...given);
  if (method === 'destroy') isOpen = false;
}

for (const [name, value] of new URLSearchParams(location.hash.slice(1))) {
  const field = fields.find((one) => nameOf(one) === name);
  if (field) field.value = value;
}
form.addEventListener('change', changed);
form.addEventListener('input', showSnippet);
form.addEventListener('submit', (event) => event.preventDefault());
form.addEventListener('reset', () => setTimeout(changed));
for (const radio of document.querySelectorAll('[name=form]')) radio.addEventListener('change', showSnippet);
for (const button of document.querySelectorAll('[data-method]'))
  button.addEventListener('click', () => act(button.dataset.method));
find('#clear').addEventListener('click', () => find('#events').replaceChildren());
find('#copy').addEventListener('click', async () => {
  try {
    await navigator.clipboard.writeText(snippet());
    find('#said').textContent = 'Copied.';
  } catch {
    getSelection().selectAllChildren(find('#snippet'));
    find('#said').textContent = 'Selected: copy it with your keyboard.';
  }
});
makeRoom();
showSnippet();
mount();
