// Leaves out of the widget what it never calls of its libraries: parts of MiniSearch, Preact and signals.
// Each part is named and must be there; the build fails when a new version of a library has changed it.
import { parseAst } from 'vite';

type Part = [text: string | RegExp, instead: string];

/** Methods that build, change, load or save an index, and those that ask it, which `contract/search` does term by term. */
const BUILDING_METHODS: Record<string, string> = {
  MiniSearch:
    'add addAll addAllAsync remove removeAll discard discardAll maybeAutoVacuum replace vacuum conditionalVacuum ' +
    'performVacuuming vacuumConditionsMet isVacuuming dirtCount dirtFactor has getStoredFields autoSuggest loadJSON ' +
    'loadJSONAsync loadJS loadJSAsync getDefault toJSON addTerm removeTerm warnDocumentChanged addDocumentId ' +
    'addFieldLength removeFieldLength saveStoredFields executeWildcardQuery documentCount termCount ' +
    'instantiateMiniSearch search executeQuery executeQuerySpec combineResults',
};

const MINISEARCH: Part[] = [
  // It is handed its postings and all its settings, term by term.
  [/if \(\(options === null.*?(?=this\.addFields\()/s, 'this._options = options; this._fieldIds = {};'],
  [/if \(!this\._documentIds\.has\(docId\)\) \{.*?continue;\s*\}/s, ''],
  // Asked for fields that hold the term, one by one; how much each counts is in the boost of the term.
  [/if \(fieldTermData == null\)\s*return results;/, ''],
  [/if \(fieldTermFreqs == null\)\s*continue;/, ''],
  ['const fieldBoost = fieldBoosts[field];', ''],
  ['termWeight * termBoost * fieldBoost *', 'termBoost *'],
  ['bm25params, results = new Map())', 'bm25params, results)'],
  // Documents are not boosted.
  [/const docBoost = .*?continue;/s, ''],
  [' * docBoost', ''],
  ["MiniSearch.wildcard = Symbol('*');", ''],
  // Who asks adds the scores up, article by article, and knows in which fields the terms stand.
  [
    /const result = results\.get\(docId\);.*?match: \{ \[derivedTerm\]: \[field\] \}\s*\}\);\s*\}/s,
    'results.get(docId).score += weightedScore;',
  ],
];

function withoutBuildingMethods(code: string): string {
  let pruned = code;
  for (const node of parseAst(code).body.toReversed()) {
    if (node.type !== 'ClassDeclaration') continue;
    const unwanted = new Set(BUILDING_METHODS[node.id?.name ?? '']?.split(' '));
    for (const member of node.body.body.toReversed()) {
      if (member.type !== 'MethodDefinition' || member.key.type !== 'Identifier') continue;
      if (unwanted.delete(member.key.name)) pruned = pruned.slice(0, member.start) + pruned.slice(member.end);
    }
    if (unwanted.size) throw new Error(`${node.id?.name} has no ${[...unwanted].join(', ')}: mend this list`);
  }
  return pruned;
}

const PREACT: Part[] = [
  // Components are functions without state or context; whoever draws them draws all of them.
  [
    /if\(M=r\.props,.*?,(l=I\(t,w\(A\)\?A:\[A\])/,
    'M=r.props;d=r.__c=u.__c||{};d.__h=[];d.__v=r;n.__r(r);s=V(M);' +
      'A=s&&s.type===$$&&null==s.key?s.props.children:s;$1',
  ],
  ['1&d.__g&&(d.__g&=-4)', '0'],
  [/if\(i\.componentWillUnmount\)try\{.*?\}catch\(t\)\{n\.__e\(t,r\)\}/, ''],
  [/n=\{__e:function\(n,t,r,u\)\{.*?throw f=0,n\}\}/, 'n={__e:function(n){throw n}}'],
  [/,x\.prototype\.setState=.*?(?=,e=Symbol\(\))/, ''],
  ['n.vnode&&n.vnode(e)', '0'],
  ['n.event?n.event(r):r', 'r'],
  ['a.ownerDocument||document', 'a.ownerDocument'],
  ['!u&&r.moveBefore&&o.parentNode?r.moveBefore(o,t):', ''],
  // No portals.
  ['M.__P&&(r.__e=null,l=s),r.__u&=-161,p&&p.some(g),', 'r.__u&=-161,'],
  [/\w\.props\.__P/g, '0'],
  // Nothing is suspended, and nothing drawn by a server is taken over: the panel starts in an empty element.
  [/(v,r\.__v=null),c\|\|o\).*?else o&&o\.some\(g\);else r\.__e=u\.__e;/, '$1);r.__e=u.__e;'],
  ['if(e.length=v,r.__v=null);', 'e.length=v;r.__v=null;'],
  ['t&&t.then||D(r),', ''],
  ['128&u.__u&&(c=32&u.__u,s=u.__c.__z)&&(r.__u|=c,p=o=[],8==s.nodeType?l=B(s,o):o.push(s),l=o[0]||l),', ''],
  ['!u&&(i=t.__c)&&(i=i.__z)&&(f=B(i,o=[]))&&(i==t.__e&&o.some(g),g(f),g(i)),', ''],
  ['32&u.__u?[i]:null', 'null'],
  ['32&u.__u', '0'],
  ['(u=t&&32&t.__u)?null:r.__k', 'r.__k'],
  ['r.firstChild?d.call(r.childNodes):null', 'null'],
  ['i?i.__e:r.firstChild', 'i&&i.__e'],
  ['9==r.nodeType&&(r=r.documentElement),', ''],
  [/,o\)for\(s=0;s<o\.length.*?break\}if\(!t\)/, ',!t)'],
  ['l&&(n.__m&&n.__m(r,o),l=!1),o=null}', '0}'],
  ['o&&d.call(a.childNodes)', 'null'],
  ['!l&&o)for($={},s=0;s<t.attributes.length;s++)$[(k=t.attributes[s]).name]=k.value;', '0);'],
  ['o?o[0]:', ''],
  [',o&&o.some(g))', ')'],
  ['l&&"function"!=typeof k||', ''],
  ['l&&"textarea"!=C||', ''],
  ['l&&t.data==x||', ''],
  [/;e&&8==e\.nodeType;\)e=e\.nextSibling;/, ';0;);'],
  [
    /for\(o!=e(.*?),t=o;\(t=t&&t\.nextSibling\)&&8==t\.nodeType&&!t\.data\.startsWith\("\$s"\);\);/,
    'o!=e$1,t=o.nextSibling;',
  ],
  // No HTML as text, no templates, no formulas, no progress bars, no custom elements, no start values of fields.
  [/"dangerouslySetInnerHTML"==s/g, '0'],
  [/h\?\(l\|\|y&&.*?r\.__k=\[\]\):\(y&&\(t\.textContent=""\),/, '0?0:('],
  ['"template"==C&&t.content||t', 't'],
  ['"textarea"==C&&null!=x.defaultValue?null:', ''],
  ['"math"==C', '0'],
  [/\("foreignObject"==C.*?org\/1999\/xhtml"\),/, ''],
  ['"progress"==C&&null==b', '0'],
  ['("progress"!=C||b)', '1'],
  ['"value"==s&&"defaultValue"in x||"checked"==s&&"defaultChecked"in x', '0'],
  ['x.is?x:a', 'a'],
  // No style attributes, no capturing listeners, no links in drawings, no tables and no pop-overs.
  [/if\("style"==t\).*?else if\("o"==t\[0\]/, 'if("o"==t[0]'],
  ['f=t!=(t=t.replace(l,"$1")),', ''],
  ['n.addEventListener(t,o,f):n.removeEventListener(t,o,f)', 'n.addEventListener(t,o):n.removeEventListener(t,o)'],
  [
    'if("http://www.w3.org/2000/svg"==i)t=t.replace(/xlink(H|:h)/,"h").replace(/sName$/,"s");else if(',
    'if("http://www.w3.org/2000/svg"!=i&&',
  ],
  ['"width"!=t&&"height"!=t&&', ''],
  ['"rowSpan"!=t&&"colSpan"!=t&&', ''],
  ['&&"popover"!=t', ''],
  ['"popover"==t&&1==r?"":r', 'r'],
  // Its hooks are set before the first drawing, and only those that `widget/ui/hooks.ts` sets.
  ['n.unmount&&n.unmount(t)', 'n.unmount(t)'],
  ['(s=n.diffed)&&s(r),', ' '],
  ['(s=n.__b)&&s(r);', ''],
  ['n.__&&n.__(t,r),', ''],
  ['n.__c&&n.__c(r,t),', ''],
  // References are objects, and whatever is thrown goes on to who draws.
  [/try\{"function"==typeof t\?.*?:(t\.current=r)\}catch\(t\)\{n\.__e\(t,u\)\}/, '$1'],
  [/try\{(t=r\.__h.*?)\}catch\(t\)\{n\.__e\(t,r\.__v\)\}/, '$1'],
  [',n.__e(t,r,u)', ';throw t'],
  ['n={__e:function(n){throw n}}', 'n={}'],
  // The namespace of where it draws is known, and what is drawn is never found again in a document of a server.
  [/"svg"==C\?(f="http:\/\/www\.w3\.org\/2000\/svg"):.*?(?=,!t\))/, '"svg"==C&&($1)'],
  [',o=null,', ','],
  // So nobody hands on contexts, elements found and whether they were.
  ['function I(n,t,r,u,i,f,o,e,l,c,a)', 'function I(n,t,r,u,f,e,l,a)'],
  ['z(n,v,h,i,f,o,e,l,c,a)', 'z(n,v,h,f,e,l,a)'],
  ['function z(t,r,u,i,f,o,e,l,c,a)', 'function z(t,r,u,f,e,l,a)'],
  ['[A],r,u,i,f,o,e,l,c,a)', '[A],r,u,f,e,l,a)'],
  ['F(u.__e,r,u,i,f,o,e,c,a,t)', 'F(u.__e,r,u,f,e,a,t)'],
  ['function F(t,r,u,i,f,o,e,l,c,a)', 'function F(t,r,u,f,e,c,a)'],
  ['[_],r,u,i,f,o,e,u.__k&&S(u,0),l,c)', '[_],r,u,f,e,u.__k&&S(u,0),c)'],
  ['i||p,p,r.namespaceURI,i?null:null,f,i&&i.__e,u,o)', 'i||p,r.namespaceURI,f,i&&i.__e,o)'],
  // What makes a node is for the runtime below.
  ['export{', 'export{m as createVNode,'],
];

/** Makes nodes as Preact itself does, instead of once more; only `ref` is no property. */
const JSX_RUNTIME = `import { createVNode, Fragment } from 'preact';
const jsx = (type, { ref, ...props }, key) => createVNode(type, props, key, ref);
export { Fragment, jsx, jsx as jsxs };`;

const SIGNALS: Part[] = [
  // One copy of it, whose mistakes the tests find that run on the whole library.
  ['var i=Symbol.for("preact-signals");', ''],
  ['l.prototype.brand=i;', ''],
  ['if(o!==this)throw new Error("Out-of-order effect");', ''],
  ['if(1&this.f)throw new Error("Cycle detected");', ''],
  ['if(1&this.f)throw new Error("Cycle detected");', ''],
  ['i.apply(n,[].slice.call(t))', 'i.apply(n,t)'],
  // Nothing listens for being watched, and nothing but `.value` is asked of a signal.
  [/else f\(function\(\)\{var i;null==\(i=t\.W\)\|\|i\.call\(t\)\}\)/, ''],
  [/if\(void 0===n\)f\(function\(\)\{var i;null==\(i=t\.Z\)\|\|i\.call\(t\)\}\)/, ''],
  [/this\.W=.*?;this\.Z=.*?;this\.name=null==t\?void 0:t\.name/, ''],
  [/l\.prototype\.subscribe=.*?(?=Object\.defineProperty\(l)/, ''],
  [/(this\.f=32;)this\.name=null==t\?void 0:t\.name;if\(n\)n\.push\(this\)/, '$1'],
  ['m.prototype.dispose=function(){this.d()};', ''],
  ['n[Symbol.dispose]=n;', ''],
  // Whoever sets a signal and sets it back in one go is drawn once more.
  [/!function\(\)\{var i=c;c=void 0;.*?\}\}\(\);/, ''],
  [/!function\(i\)\{if\(0!==v&&0===s\).*?\}\}\(this\);/, ''],
  ['u=++e;', ''],
  ['this.l=0;', ''],
  // No effect gives what undoes it.
  [/if\(void 0===this\.x\)return;var t=this\.x\(\);if\("function"==typeof t\)this\.j=t/, 'this.x&&this.x()'],
  [/function p\(i\)\{var r=i\.j;.*?(?=function g)/, ''],
  ['i.s=void 0;p(i)', 'i.s=void 0'],
  ['this.j=void 0;', ''],
  ['p(this);', ''],
  // Models are flat, and own no effects.
  ['var t=o,r=n;o=void 0;n=void 0;', 'var t=o;o=void 0;'],
  ['o=t;n=r}', 'o=t}'],
  ['var n,o=void 0', 'var o=void 0'],
  [
    /function C\(\)\{var i=n;.*?(?=export)/,
    'function T(i){return function(){var t=i.apply(void 0,arguments);for(var r in t)if("function"==typeof t[r])t[r]=E(t[r]);return t}}',
  ],
  // What it links is an object or a function, or not there.
  [/void 0===(?=[\w.]+)/g, '!'],
  [/void 0!==(?=[\w.]+)/g, ''],
  [/(?<=[=:])void 0/g, '0'],
];

/** What is wrong with an index is for logs; the widget asks for it once more, whatever it is. */
const INDEX_ERRORS: Part[] = [[/new IndexMismatchError\((["'`]).*?\1\)/g, 'Error()']];

const INDEX_LOADING: Part[] = [
  ...INDEX_ERRORS,
  [/try \{\s*return load\(first\);\s*\} catch.*?(?=\s*\}\s*function load)/s, 'return load(first);'],
];

/** MiniSearch here tells nobody which words of which fields were found. */
const ENGINE: Part[] = [[/terms: \[.*?push.*?\} \},/s, '']];

const LIBRARIES: [file: string, prune: (code: string) => string][] = [
  ['minisearch/dist/es/index.js', (code) => without(withoutBuildingMethods(code), MINISEARCH)],
  ['preact/dist/preact.mjs', (code) => without(code, PREACT)],
  ['preact/jsx-runtime/dist/jsxRuntime.mjs', () => JSX_RUNTIME],
  ['@preact/signals-core/dist/signals-core.module.js', (code) => without(code, SIGNALS)],
  ['contract/search/load-index.ts', (code) => without(code, INDEX_LOADING)],
  ['contract/search/engine.ts', (code) => without(code, ENGINE)],
  ...['read-bytes', 'read-places'].map((name): [string, (code: string) => string] => [
    `contract/search/${name}.ts`,
    (code) => without(code, INDEX_ERRORS),
  ]),
];

function without(code: string, parts: Part[]): string {
  return parts.reduce((rest, [text, instead]) => {
    const pruned = typeof text === 'string' ? rest.replace(text, () => instead) : rest.replace(text, instead);
    if (pruned === rest) throw new Error(`A library has changed and has no ${text}: mend vite.leave-out.ts`);
    return pruned;
  }, code);
}

/** The plugin of the widget's build. */
export const leaveOut = {
  name: 'leave-out',
  transform(code: string, id: string) {
    const prune = LIBRARIES.find(([file]) => id.includes(file))?.[1];
    return prune && { code: prune(code), map: null };
  },
};
