// The one Trusted Types policy of the widget, shared by every copy of the script on a page.

interface Policy {
  createHTML(html: string): unknown;
}
interface PolicyFactory {
  createPolicy(name: string, rules: Policy): Policy;
}

const SHARED = Symbol.for('fingerpost.policy');
/** The server sanitises; what still looks active is refused here as well. `<` never stands bare in an article's text. */
const ACTIVE = /<\/?(script|iframe|object|embed|style|base|meta|link|form)\b|<[^>]*(\son\w+\s*=|javascript:)/i;

/** Parses an article's HTML into an inert fragment; null where the page forbids it or the HTML looks active. */
export function parseTrusted(html: string): DocumentFragment | null {
  if (ACTIVE.test(html)) return null;
  const page = window as unknown as { trustedTypes?: PolicyFactory; [SHARED]?: Policy };
  try {
    const template = document.createElement('template');
    if (page.trustedTypes && !page[SHARED])
      Object.defineProperty(page, SHARED, {
        value: page.trustedTypes.createPolicy('fingerpost', {
          createHTML(text) {
            if (ACTIVE.test(text)) throw new TypeError('not an article');
            return text;
          },
        }),
      });
    template.innerHTML = (page[SHARED]?.createHTML(html) ?? html) as string;
    return template.content;
  } catch {
    return null;
  }
}
