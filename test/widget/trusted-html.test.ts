import { afterEach, describe, expect, it } from 'vitest';
import { parseTrusted } from '../../widget/articles/trusted-html.ts';

interface Policy {
  createHTML(html: string): unknown;
}
const page = window as unknown as { trustedTypes?: { createPolicy(name: string, rules: Policy): Policy } };

afterEach(() => {
  delete page.trustedTypes;
});

describe('the HTML of articles', () => {
  it('is parsed, code samples that speak of scripts included', () => {
    const content = parseTrusted('<p>Use <code>&lt;a onclick="x"&gt;</code> and javascript: never.</p>');
    expect(content?.textContent).toBe('Use <a onclick="x"> and javascript: never.');
  });

  it.each([
    '<script>alert(1)</script>',
    '<p>x</p><iframe src="//evil.example"></iframe>',
    '<img src=x onerror=alert(1)>',
    '<a href="javascript:alert(1)">x</a>',
    '<style>*{display:none}</style>',
    '<form action="//evil.example"></form>',
  ])('is refused where it looks active: %s', (html) => {
    expect(parseTrusted(html)).toBeNull();
  });

  it('goes through one policy named fingerpost, which every copy of the script shares and which refuses strangers', () => {
    const made: [string, Policy][] = [];
    page.trustedTypes = {
      createPolicy(name, rules) {
        if (made.length) throw new TypeError('already there');
        made.push([name, rules]);
        return rules;
      },
    };
    expect(parseTrusted('<p>one</p>')?.textContent).toBe('one');
    expect(parseTrusted('<p>two</p>')?.textContent).toBe('two');
    expect(made.map(([name]) => name)).toEqual(['fingerpost']);
    expect(() => made[0]?.[1].createHTML('<img src=x onerror=alert(1)>')).toThrow(TypeError);
  });
});
