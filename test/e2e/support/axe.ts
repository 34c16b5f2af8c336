// Asks axe whether the page can be used by everybody; axe is put in before the page, so that no policy keeps it out.
import axe from 'axe-core';
import type { Page } from 'playwright-core';

/** What looks at colours: of the same page in another colour scheme no other rule says anything else. */
const RULES_OF_COLOURS = ['color-contrast', 'link-in-text-block'];

export async function addAxe(page: Page): Promise<void> {
  await page.addInitScript({ content: axe.source });
}

/**
 * One sentence for each violation, with the places; shadow roots are looked into.
 * @param rules those that are asked; by default all that axe has on.
 */
export async function axeViolations(page: Page, rules?: readonly string[]): Promise<string[]> {
  return page.evaluate(async (wanted) => {
    const { axe: checker } = window as unknown as { axe: typeof import('axe-core') };
    const { violations } = await checker.run(document, {
      resultTypes: ['violations'],
      ...(wanted ? { runOnly: { type: 'rule', values: [...wanted] } } : {}),
    });
    return violations.map(
      ({ id, help, nodes }) =>
        `${id}: ${help}\n${nodes.map((node) => `    ${node.html.slice(0, 200)} ${node.failureSummary ?? ''}`).join('\n')}`,
    );
  }, rules);
}

/** The same in both colour schemes: all rules in light, and in dark those that it makes a difference to. */
export async function axeInBothSchemes(page: Page): Promise<string[]> {
  await page.emulateMedia({ colorScheme: 'light' });
  const inLight = await axeViolations(page);
  await page.emulateMedia({ colorScheme: 'dark' });
  const inDark = await axeViolations(page, RULES_OF_COLOURS);
  return [...inLight.map((violation) => `light: ${violation}`), ...inDark.map((violation) => `dark: ${violation}`)];
}
