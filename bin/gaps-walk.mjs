// Goes through the pages of gaps on the invented life of `demo` and stops at each one worth a look.
const PAGES = {
  'gaps-01-page': '/admin/gaps',
  'gaps-05-articles': '/admin/articles',
  'gaps-07-causes': '/admin/gaps/causes',
  'gaps-08-digest': '/admin/gaps/digest',
  'gaps-09-nothing-matches': '/admin/gaps?from=2020-01-01&to=2020-01-28',
  'gaps-10-attempts': '/admin/gaps/attempts?outcome=unanswered',
};
/** One gap of each kind that the demo plants. */
const KINDS = { 'gaps-02-missing': 'missing:', 'gaps-03-unclear': 'unclear:', 'gaps-04-fault': 'bug:' };

/**
 * The ways in which the pages of gaps are looked at besides as they are: what stands in the names of their pictures, and
 * what the browser does for it.
 */
export const LOOKS = {
  '': {},
  rtl: { isTurned: true },
  forced: { forcedColors: 'active' },
  print: { media: 'print' },
};

/**
 * @param page a page of somebody who is signed in.
 * @param take is called with the name of each state when it is there.
 */
export async function walkGaps(page, origin, take) {
  const open = async (name, path) => {
    await page.goto(origin + path);
    await page.locator('main h1').first().waitFor();
    await page.waitForFunction(() => !document.querySelector('[aria-busy="true"]'));
    // Where there is a chart, it is drawn a little later.
    await page.waitForFunction(() => !document.querySelector('main figure > div:empty'));
    await take(name);
  };
  const { gaps } = await (await page.request.get(`${origin}/api/v1/admin/gaps`)).json();
  const { articles } = await (await page.request.get(`${origin}/api/v1/admin/articles`)).json();
  const silent = gaps.toSorted((a, b) => b.silent_demand - a.silent_demand)[0];
  await open('gaps-11-silent', `/admin/gaps/attempts?gap=${encodeURIComponent(silent.key)}`);
  for (const [name, path] of Object.entries(PAGES)) await open(name, path);
  for (const [name, start] of Object.entries(KINDS)) {
    const gap = gaps.find(({ key }) => key.startsWith(start));
    if (!gap) throw new Error(`The demo has no gap that begins with ${start}`);
    await open(name, `/admin/gaps/${encodeURIComponent(gap.key)}`);
  }
  await open('gaps-06-article', `/admin/articles/${encodeURIComponent(articles[0].slug)}`);
}
