// The one Trusted Types policy of the widget, shared by every copy of the script on a page.

interface Rules {
  createHTML(html: string): unknown;
  createScriptURL(address: string): unknown;
}
interface PolicyFactory {
  createPolicy(name: string, rules: Rules): Rules;
}

/** The folder of our own scripts. */
const OWN = import.meta.url.replace(/[^/]*$/, '');
const SHARED = Symbol.for('fingerpost.policy');
/** The server sanitises; what still looks active is refused here as well. `<` never stands bare in an article's text. */
const ACTIVE = /<\/?(script|iframe|object|embed|style|base|meta|link|form)\b|<[^>]*(\son\w+\s*=|javascript:)/i;

/** The policy, made when it is first needed; undefined where the browser asks for none. @throws where the page forbids it */
export function trustedPolicy(): Rules | undefined {
  const page = window as unknown as { trustedTypes?: PolicyFactory; [SHARED]?: Rules };
  if (page.trustedTypes && !page[SHARED])
    Object.defineProperty(page, SHARED, {
      value: page.trustedTypes.createPolicy('fingerpost', {
        createHTML(text) {
          if (ACTIVE.test(text)) throw new TypeError('not an article');
          return text;
        },
        createScriptURL(address) {
          if (address.indexOf(OWN)) throw new TypeError('not a script of help');
          return address;
        },
      }),
    });
  return page[SHARED];
}

/** Parses an article's HTML into an inert fragment; null where the page forbids it or the HTML looks active. */
export function parseTrusted(html: string): DocumentFragment | null {
  if (ACTIVE.test(html)) return null;
  try {
    const template = document.createElement('template');
    template.innerHTML = (trustedPolicy()?.createHTML(html) ?? html) as string;
    return template.content;
  } catch {
    return null;
  }
}
