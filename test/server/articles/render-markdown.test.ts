// What becomes of markdown: structure that everyone can use, and nothing that a browser would run.
import { Window } from 'happy-dom';
import { describe, expect, it } from 'vitest';
import type { LinkResolver } from '../../../server/articles/markdown-links.ts';
import { articleSchema } from '../../../server/articles/markdown-schema.ts';
import { renderMarkdown } from '../../../server/articles/render-markdown.ts';

const resolver: LinkResolver = (target, use) => {
  if (/^https?:/.test(target)) return { kind: 'address', href: target, external: true };
  if (target.endsWith('.mp4')) return { kind: 'file', href: `/files/${target}`, type: 'video/mp4' };
  if (target.endsWith('.png')) return { kind: 'file', href: `/files/${target}`, type: 'image/png' };
  if (use === 'link' && target === 'other.md')
    return { kind: 'article', slug: 'other', section: '', href: '/help/en/other' };
  return { kind: 'nowhere' };
};
const render = (markdown: string, title = 'Title') => renderMarkdown(markdown, title, resolver);
/** Lets everything through unresolved, so that the sanitiser alone stands between a target and the page. */
const trusting: LinkResolver = (target) => ({ kind: 'address', href: target, external: true });

describe('rendering an article', () => {
  it('drops a heading that repeats the title, starts at level 2, and skips no level', () => {
    expect(render('# Title\n\nx\n\n# One\n\n#### Deep\n\n##').html).toBe(
      '<p>x</p>\n<h2 id="one">One</h2>\n<h3 id="deep">Deep</h3>',
    );
  });

  it('gives equal headings different anchors, in any script', () => {
    const { sections } = render('## Été à\n\n## Été à\n\n## 日本\n\n## ?!');
    expect(sections.map(({ id }) => id)).toEqual(['', 'ete-a', 'ete-a-2', '日本', 'section']);
  });

  it('splits the text into sections under their headings', () => {
    const { sections } = render(
      'Intro *text*.\n\n## How\n\n- one\n- two\n\n| a | b |\n|---|---|\n| c | d |\n\n### Then\n\nEnd.',
    );
    expect(sections).toEqual([
      { id: '', heading: '', text: 'Intro text.' },
      { id: 'how', heading: 'How', text: 'one two a b c d' },
      { id: 'then', heading: 'Then', text: 'End.' },
    ]);
  });

  it('turns markers into callouts that are named by a word', () => {
    expect(render('> [!WARNING]\n> Mind the *gap*.').html).toContain(
      '<div class="callout callout-warning" data-callout="warning" role="note"><p class="callout-title">Warning</p>\n<p>Mind the <em>gap</em>.</p>',
    );
  });

  it('leaves a marker of another name as an ordinary quotation', () => {
    expect(render('> [!constructor]\n> x').html).toContain('<blockquote>');
  });

  it('opens addresses elsewhere safely and articles in place', () => {
    expect(render('[a](https://example.com) [b](other.md)').html).toBe(
      '<p><a href="https://example.com" target="_blank" rel="noopener">a</a> <a href="/help/en/other" data-slug="other">b</a></p>',
    );
  });

  it('keeps the text of a link that leads nowhere', () => {
    expect(render('See [this page](missing.md).').html).toBe('<p>See <span>this page</span>.</p>');
  });

  it('plays a film that stands alone and shows pictures late', () => {
    expect(render('[How to](film.mp4)').html).toContain(
      '<video controls preload="none" playsinline crossorigin="anonymous" aria-label="How to"><source src="/files/film.mp4" type="video/mp4"></video>',
    );
    expect(render('![A button](b.png)').html).toBe(
      '<p><img src="/files/b.png" alt="A button" loading="lazy" decoding="async" referrerpolicy="no-referrer"></p>',
    );
  });

  it('lets the keyboard scroll wide tables and code, and reads check boxes aloud', () => {
    const { html } = render('| a |\n|---|\n| b |\n\n```js\nx\n```\n\n- [x] did\n- [ ] will\n');
    expect(html).toContain('<table tabindex="0">');
    expect(html).toContain('<pre tabindex="0"><code class="language-js">');
    expect(html).toContain('<span role="img" aria-label="done">');
    expect(html).not.toContain('<input');
  });

  it('keeps only elements and attributes of its list, whatever is written', () => {
    const tags = [
      'script',
      'iframe',
      'style',
      'svg',
      'math',
      'object',
      'embed',
      'form',
      'base',
      'meta',
      'link',
      'template',
      'noscript',
      'xmp',
      'textarea',
      'frameset',
      'marquee',
      'details',
    ];
    const handlers = [
      'onerror',
      'onload',
      'onclick',
      'onfocus',
      'ontoggle',
      'onanimationstart',
      'style',
      'srcdoc',
      'formaction',
      'xlink:href',
      'is',
      'slot',
      'name',
    ];
    const targets = [
      'javascript:alert(1)',
      'JaVaScRiPt:alert(1)',
      ' javascript:alert(1)',
      'java\tscript:alert(1)',
      '&#106;avascript:alert(1)',
      '&#x6A&#x61vascript:alert(1)',
      'javascript&colon;alert(1)',
      'vbscript:x',
      'data:text/html,<script>alert(1)</script>',
      'file:///etc/passwd',
      'blob:x',
      'x:javascript:alert(1)',
    ];
    const attacks = [
      ...tags.flatMap((tag) => [
        `<${tag}>alert(1)</${tag}>`,
        `<${tag} src=x onerror=alert(1)>`,
        `text <${tag}/onload=alert(1)> text`,
        `- a\n  <${tag}>\n`,
        `</${tag}><${tag}>`,
      ]),
      ...handlers.map((name) => `<img src=x ${name}="alert(1)">`),
      ...handlers.map((name) => `![](x.png "x\\" ${name}=\\"alert(1)")`),
      ...targets.flatMap((target) => [
        `[x](${target})`,
        `[x](<${target}>)`,
        `![x](<${target}>)`,
        `<${target}>`,
        `[x][y]\n\n[y]: <${target}>`,
        `<a href="${target}">x</a>`,
      ]),
      '![](x "onerror=")',
      '```"><script>alert(1)</script>\nx\n```',
      '```js onload=alert(1)\n</code><script>\n```',
      '# <img src=x onerror=alert(1)>',
      '[^1]\n\n[^1]: <svg onload=alert(1)>',
      '| <script> | x |\n|---|---|\n| [x](javascript:alert(1)) | <style>*{}</style> |',
      '> [!NOTE]\n> <iframe src="javascript:alert(1)"></iframe>',
      '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=alert(1)&gt;">',
      '<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
      'www.example.com/"onmouseover="alert(1)',
      'http://example.com/<script>alert(1)</script>',
    ];
    const allowedTags = new Set(articleSchema.tagNames);
    const window = new Window();
    for (const attack of attacks)
      for (const answer of [resolver, trusting]) {
        const { html } = renderMarkdown(attack, 'T', answer);
        window.document.body.innerHTML = html;
        for (const element of window.document.body.querySelectorAll('*')) {
          expect(allowedTags, `${attack} → ${html}`).toContain(element.tagName.toLowerCase());
          for (const { name, value } of element.attributes) {
            expect(name, attack).not.toMatch(/^(on|style$|srcdoc|title$|name$|form|xlink)/i);
            if (name === 'href' || name === 'src')
              expect(value, attack).toMatch(/^(https?:|mailto:|[^:]*$|[^:]*[/?#])/);
          }
        }
      }
    expect(attacks.length).toBeGreaterThan(150);
  });
});
