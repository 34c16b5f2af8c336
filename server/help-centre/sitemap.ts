// GET /sitemap.xml: every published article that is for everyone, in every locale.
import { EVERYONE } from '../../contract/article.ts';
import { type Html, html, trustedHtml } from '../pages/html.ts';
import type { Services } from '../services.ts';
import { articleAddress } from './home-page.ts';

const MAX_ADDRESSES = 50_000;
const DECLARATION = trustedHtml('<?xml version="1.0" encoding="UTF-8"?>\n');

export function sitemap(services: Pick<Services, 'releases' | 'config'>): Html {
  const { publicUrl } = services.config;
  const pages = Object.values(services.releases.current().locales).flatMap((part) => [
    { address: `${publicUrl}/help/${part.locale}`, changed: null as string | null },
    ...[...part.articles.values()]
      .filter(({ file }) => file.audience.includes(EVERYONE))
      .map(({ slug, file }) => ({ address: publicUrl + articleAddress(part.locale, slug), changed: file.updated })),
  ]);
  return html`${DECLARATION}<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
${pages.slice(0, MAX_ADDRESSES).map(
  ({ address, changed }) => html`<url><loc>${address}</loc>${changed && html`<lastmod>${changed}</lastmod>`}</url>
`,
)}</urlset>
`;
}
