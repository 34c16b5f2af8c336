// The only HTML that an article may consist of: everything not named here is removed last of all.
import { defaultSchema, type Options } from 'rehype-sanitize';

const HEADINGS = ['h1', 'h2', 'h3', 'h4', 'h5', 'h6'];

/** Elements, attributes and protocols for articles: no scripts, styles, frames, forms, SVG, handlers or titles. */
export const articleSchema: Options = {
  strip: defaultSchema.strip ?? ['script'],
  clobber: [],
  clobberPrefix: '',
  ancestors: { ...defaultSchema.ancestors, source: ['video'], track: ['video'] },
  protocols: { href: ['http', 'https', 'mailto', 'tel'], src: ['http', 'https'] },
  required: {},
  tagNames: [
    ...HEADINGS,
    ...'p br hr strong em del code pre blockquote ul ol li a img span div table thead tbody tr th td sup section'.split(
      ' ',
    ),
    ...'video source track'.split(' '),
  ],
  attributes: {
    a: [
      'href',
      'dataSlug',
      'dataSection',
      ['target', '_blank'],
      ['rel', 'noopener'],
      'dataFootnoteRef',
      'dataFootnoteBackref',
      'ariaDescribedBy',
      'ariaLabel',
      'id',
    ],
    img: [
      'src',
      'alt',
      'width',
      'height',
      ['loading', 'lazy'],
      ['decoding', 'async'],
      ['referrerPolicy', 'no-referrer'],
    ],
    code: [['className', /^language-[\w+#-]{1,30}$/]],
    pre: [['tabIndex', 0]],
    table: [['tabIndex', 0]],
    div: [
      ['className', 'callout', /^callout-[a-z]+$/],
      ['dataCallout', /^[a-z]+$/],
      ['role', 'note'],
    ],
    p: [['className', 'callout-title']],
    span: [
      ['role', 'img'],
      ['ariaLabel', 'done', 'to do'],
    ],
    ul: [['className', 'contains-task-list']],
    ol: ['start'],
    li: [['className', 'task-list-item'], 'id'],
    td: ['align'],
    th: ['align', ['scope', 'col']],
    section: [['className', 'footnotes'], 'dataFootnotes'],
    video: ['controls', ['preload', 'none'], 'playsInline', ['crossOrigin', 'anonymous'], 'ariaLabel'],
    source: ['src', ['type', /^video\/(mp4|webm)$/]],
    track: [['kind', 'captions'], 'src', ['srcLang', /^[A-Za-z0-9-]{1,35}$/], 'default'],
    ...Object.fromEntries(HEADINGS.map((heading) => [heading, ['id', ['className', 'sr-only']]])),
  },
};
