// Walks through every main state of the console, as the pictures show them and as axe looks at them.

/** Chooses a password behind a one-time link and waits for the console. */
export async function comeIn(page, link) {
  await page.goto(link);
  await page.getByLabel('New password').fill('seven quiet herons');
  await page.keyboard.press('Enter');
  await page.locator('nav[aria-label="Views"], .queue').first().waitFor();
}

/**
 * @param page somebody's page at the console, signed in as an admin who is the first one
 * @param desk `origin`, the `numbers` that were seeded in order, and `link`, a fresh invitation
 * @param stop called with the name of each state when it is there
 */
export async function walkDesk(page, { origin, numbers, link }, stop) {
  const go = async (path) => {
    await page.unrouteAll({ behavior: 'ignoreErrors' });
    await page.goto('about:blank');
    await page.goto(origin + path);
  };
  const heading = (name) => page.getByRole('heading', { name }).first().waitFor();
  const dialog = page.locator('dialog[open]');
  const key = (...keys) => keys.reduce((before, one) => before.then(() => page.keyboard.press(one)), Promise.resolve());
  const at = (place) => numbers[place];

  await go('/admin');
  await heading(/All open/);
  await page
    .getByRole('link', { name: /delivery has left/ })
    .first()
    .waitFor();
  await stop('desk-01-queue');
  await key('j', 'j', 'x', 'j', 'x');
  await page.getByText('2 selected').first().waitFor();
  await stop('desk-02-queue-selected');
  await key('a');
  await dialog.waitFor();
  await stop('desk-03-assign');
  await key('Escape');
  await dialog.waitFor({ state: 'detached' });
  await page.keyboard.type('?');
  await dialog.waitFor();
  await stop('desk-04-keys');
  await key('Escape');
  await go('/admin?q=zzqxv');
  await page.locator('.empty').waitFor();
  await stop('desk-05-nothing-found');
  await page.route('**/api/v1/admin/tickets?**', (route) => route.abort('connectionrefused'));
  await page.reload();
  await page
    .getByRole('alert')
    .filter({ hasText: /did not answer/ })
    .first()
    .waitFor();
  await stop('desk-06-no-answer');

  await go(`/admin/requests/${at(0)}`);
  await heading('What answers this?');
  await stop('desk-10-request');
  await key('s');
  await stop('desk-11-status');
  await go(`/admin/requests/${at(0)}`);
  await heading('What answers this?');
  await key('o');
  await page.keyboard.type('The two sentences contradict each other.');
  await page
    .getByRole('button', { name: /Add note/ })
    .first()
    .waitFor();
  await stop('desk-12-note');
  await page.getByRole('textbox').first().fill('');
  await key('Escape');
  await key('i');
  await dialog.waitFor();
  await dialog.locator('input').first().fill('find my request');
  await dialog.getByRole('option').first().waitFor();
  await stop('desk-13-insert-article');
  await go(`/admin/requests/${at(1)}`);
  await heading('What answers this?');
  await stop('desk-14-request-without-trail');
  await go(`/admin/requests/${at(6)}`);
  await heading('What answers this?');
  await stop('desk-15-security');
  await go(`/admin/requests/${at(7)}`);
  await heading('What answers this?');
  await stop('desk-16-other-script');
  await go('/admin/requests/999999');
  await page.locator('main h1').waitFor();
  await stop('desk-17-no-such-request');

  await go('/admin/requests/new');
  await page.locator('main h1').waitFor();
  await page.locator('textarea').first().fill('How can I find my request again?');
  await stop('desk-20-log');

  await go('/admin/gaps');
  await heading('Gaps');
  await page.locator('[aria-busy="true"]').first().waitFor({ state: 'detached' });
  await stop('desk-30-gaps-yesterday');
  const today = new Date().toISOString().slice(0, 10);
  await go(`/admin/gaps?from=${today}&to=${today}`);
  await heading('Where help ended');
  await page.locator('svg').nth(3).waitFor();
  await stop('desk-31-gaps');
  await go(`/admin/gaps/attempts?from=${today}&to=${today}`);
  await page.locator('.attempt').first().waitFor();
  await stop('desk-32-attempts');

  await go('/admin/people');
  await heading('People');
  await stop('desk-40-people');
  await go('/admin/account');
  await heading('Your account');
  await stop('desk-41-account');
  await go('/admin/audit');
  await page.locator('main h1').waitFor();
  await stop('desk-42-audit');
  await go('/admin/erase');
  await page.locator('main h1').waitFor();
  await stop('desk-43-erase');
  await go('/admin/learnt');
  await page.locator('main h1').waitFor();
  await page.locator('main [aria-busy="true"]').first().waitFor({ state: 'detached' });
  await stop('desk-45-learnt');
  await go('/admin/nowhere');
  await page.locator('main h1').waitFor();
  await stop('desk-44-nowhere');

  await go('/admin/sign-in');
  await page.getByLabel('Password', { exact: true }).waitFor();
  await stop('desk-50-sign-in');
  await page.getByLabel('Email').fill('ada@example.com');
  await page.getByLabel('Password', { exact: true }).fill('not the right one');
  await key('Enter');
  await page.locator('[role="alert"], .msg-error').first().waitFor();
  await stop('desk-51-wrong-password');
  await page.goto('about:blank');
  await page.goto(link);
  await page.getByLabel('New password').waitFor();
  await stop('desk-52-invitation');
  await page.goto('about:blank');
  await page.goto(`${origin}/admin/welcome#spent`);
  await page.locator('main h1').waitFor();
  await stop('desk-53-spent-link');
}
