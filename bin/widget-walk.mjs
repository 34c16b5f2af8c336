// Leads the widget through its states for pictures, by what no language changes: views, states and places.

const SITE = '**/api/v1/sites/*';
const TICKETS = '**/api/v1/tickets';
const ARTICLE = /\/kb\/.*\/articles\/.*\.json/;
/** Asks nobody, or everybody who voted yes, the intent question. */
const sampleIntent = (sample) => async (route) => {
  const response = await route.fetch();
  await route.fulfill({ response, json: { ...(await response.json()), intent_sample: sample } });
};
const refuse = (route) => route.abort('connectionrefused');

/** The places of the widget on a page. */
function placesOf(page) {
  const panel = page.locator('fingerpost-help [role=dialog]:visible');
  return {
    launcher: page.locator('fingerpost-help .launch'),
    panel,
    box: panel.locator('[role=combobox]'),
    options: panel.locator('[role=option]'),
    body: panel.locator('.body'),
    view: (name, state) => panel.locator(`[data-view="${name}"][data-state="${state}"]:not(:has(.wait))`).waitFor(),
    loading: (name) => panel.locator(`[data-view="${name}"][data-state="loading"]`).waitFor(),
  };
}

/** Loads the page as a new tab would: what the old one writes while it is left is not kept. */
async function beginAnew(page, address) {
  await page.unrouteAll({ behavior: 'ignoreErrors' });
  await page.evaluate(() => {
    sessionStorage.clear();
    Storage.prototype.setItem = () => undefined;
  });
  await page.goto(address);
}

/** Holds requests until the returned function lets them through. */
async function hold(page, address) {
  let letGo = () => undefined;
  const gate = new Promise((resolve) => {
    letGo = resolve;
  });
  await page.route(address, async (route) => {
    await gate;
    await route.continue().catch(() => undefined);
  });
  return letGo;
}

/**
 * Walks one page through the states; `take(name)` takes the picture of the window.
 * @param address of a page with the widget, of the language that the pictures are to have
 * @returns number and key of a request that was sent on the way
 */
export async function walkWidget(page, address, take) {
  /** The pointer rests on nothing. */
  const shot = async (name) => {
    await page.mouse.move(1, 1);
    await take(name);
  };
  const at = placesOf(page);
  const { panel, box, view, body } = at;
  const open = async () => {
    await at.launcher.click();
    await view('home', 'ready');
  };
  const afresh = async () => {
    await beginAnew(page, address);
    await at.launcher.waitFor();
  };
  const vote = (answer) => panel.locator('.vote .btn').nth(answer === 'yes' ? 0 : 1);
  const send = panel.locator('[data-view=form] .btn.main');
  const toForm = panel.locator('.foot .plain').last();

  await page.goto(address);
  await at.launcher.waitFor();
  await shot('01-launcher');
  let letGo = await hold(page, SITE);
  await at.launcher.click();
  await at.loading('home');
  await shot('02-home-loading');
  letGo();
  await view('home', 'ready');
  await shot('03-home');
  await panel.locator('summary').first().click();
  await shot('04-home-topic');
  await box.fill('lost the key to my request');
  await view('results', 'found');
  await shot('05-results');
  await box.press('ArrowDown');
  await shot('06-results-chosen');
  letGo = await hold(page, ARTICLE);
  await box.press('Enter');
  await at.loading('article');
  await shot('07-article-loading');
  letGo();
  await view('article', 'ready');
  await shot('08-article');
  await body.evaluate((node) => node.scrollTo(0, node.scrollHeight));
  await shot('09-article-end');
  await vote('no').click();
  await view('vote', 'reasons');
  await panel.locator('[type=radio]').first().check();
  await shot('10-after-no');
  await panel.locator('[data-view=vote] .foot .plain').click();
  await view('vote', 'noted');
  await shot('11-after-note');

  await afresh();
  await open();
  await box.fill('find my request');
  await view('results', 'found');
  await toForm.click();
  await view('form', 'writing');
  await shot('12-form');
  await panel
    .locator('textarea')
    .first()
    .fill('The page says that my key is wrong, and I copied all of it from the mail.');
  await panel.locator('[data-view=form] .instant').first().waitFor();
  await shot('13-form-answers');
  await body.evaluate((node) => node.scrollTo(0, node.scrollHeight));
  await shot('14-form-attached');
  await panel.locator('#email').fill('rosa@nowhere');
  await send.click();
  await view('form', 'mending');
  await shot('15-form-mending');
  await panel.locator('#email').fill('rosa@example.com');
  await page.route(TICKETS, refuse);
  await send.click();
  await view('form', 'unsent');
  await shot('16-form-unsent');
  for (const _again of [2, 3]) await send.click();
  await view('form', 'given_up');
  await shot('17-form-given-up');
  await page.unrouteAll({ behavior: 'ignoreErrors' });
  await send.click();
  await view('sent', 'sent');
  await shot('18-sent');
  const [number, key] = await panel.locator('dd').allTextContents();
  await panel.locator('[data-view=sent] .foot .plain').first().click();
  await view('request', 'ready');
  await shot('19-request');

  await afresh();
  await page.route(SITE, sampleIntent(0));
  await open();
  await box.fill('zzqxv wvkjq');
  await view('results', 'nothing');
  await panel.locator('.nothing h3').waitFor();
  await shot('20-nothing');
  await box.fill('find my request');
  await box.press('Enter');
  await at.options.first().click();
  await vote('yes').click();
  await view('vote', 'thanked');
  await shot('21-after-yes');

  await afresh();
  await page.route(SITE, sampleIntent(1));
  await open();
  await box.fill('find my request');
  await view('results', 'found');
  await at.options.first().click();
  await vote('yes').click();
  await view('vote', 'intent');
  await shot('22-intent');

  await afresh();
  await open();
  await panel.locator('.foot .plain').first().click();
  await view('form', 'writing');
  await shot('23-security');

  await afresh();
  await page.route(ARTICLE, refuse);
  await open();
  await box.fill('find my request');
  await view('results', 'found');
  await at.options.first().click();
  await view('article', 'failed');
  await shot('24-article-failed');

  await afresh();
  await page.route(SITE, refuse);
  await at.launcher.click();
  await view('home', 'failed');
  await shot('25-home-failed');
  return { number, key };
}
