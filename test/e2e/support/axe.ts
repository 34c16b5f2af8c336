// Asks axe whether the page can be used by everybody; axe is put in before the page, so that no policy keeps it out.
import axe from 'axe-core';
import type { Page } from 'playwright-core';

export async function addAxe(page: Page): Promise<void> {
  await page.addInitScript({ content: axe.source });
}

/** One sentence for each violation, with the places; shadow roots are looked into. */
export async function axeViolations(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    const { axe: checker } = window as unknown as { axe: typeof import('axe-core') };
    const { violations } = await checker.run(document, { resultTypes: ['violations'] });
    return violations.map(
      ({ id, help, nodes }) =>
        `${id}: ${help}\n${nodes.map((node) => `    ${node.html.slice(0, 200)} ${node.failureSummary ?? ''}`).join('\n')}`,
    );
  });
}
