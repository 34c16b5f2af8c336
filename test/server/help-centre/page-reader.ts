// Reads and sends pages the way a browser without scripts does: with a cookie jar of its own and plain forms.
import type { FingerpostApp } from '../../../server/app.ts';

export interface PageAnswer {
  status: number;
  headers: Headers;
  html: string;
}

export interface PageReader {
  app: FingerpostApp;
  get(path: string, headers?: Record<string, string>): Promise<PageAnswer>;
  post(path: string, fields: Record<string, string>, headers?: Record<string, string>): Promise<PageAnswer>;
  /** The same as a form that may bring files. */
  postForm(path: string, form: FormData): Promise<PageAnswer>;
  /** Cookies by name and path. */
  cookies: Map<string, { value: string; path: string; attributes: string }>;
}

export function readerOf(app: FingerpostApp): PageReader {
  const cookies: PageReader['cookies'] = new Map();
  async function send(path: string, init: RequestInit & { headers: Record<string, string> }): Promise<PageAnswer> {
    const sent = [...cookies].filter(([, { path: scope }]) => path.split('?')[0]?.startsWith(scope));
    const cookie = sent.map(([key, { value }]) => `${key.split(' ')[0]}=${value}`).join('; ');
    const response = await app.request(path, { ...init, headers: { ...init.headers, ...(cookie ? { cookie } : {}) } });
    for (const line of response.headers.getSetCookie()) {
      const [pair = '', ...rest] = line.split('; ');
      const attributes = rest.join('; ');
      const [name, value = ''] = pair.split('=');
      const scope = /Path=([^;]+)/.exec(attributes)?.[1] ?? '/';
      if (/Max-Age=0/.test(attributes)) cookies.delete(`${name} ${scope}`);
      else cookies.set(`${name} ${scope}`, { value, path: scope, attributes });
    }
    return { status: response.status, headers: response.headers, html: await response.text() };
  }
  return {
    app,
    cookies,
    get: (path, headers = {}) => send(path, { headers }),
    postForm: (path, form) => send(path, { method: 'POST', headers: { 'sec-fetch-site': 'same-origin' }, body: form }),
    post: (path, fields, headers = {}) =>
      send(path, {
        method: 'POST',
        headers: { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin', ...headers },
        body: new URLSearchParams(fields).toString(),
      }),
  };
}

/** The value of a hidden field of a page. */
export function hiddenField(html: string, name: string): string {
  return new RegExp(`<input type="hidden" name="${name}" value="([^"]*)"`).exec(html)?.[1] ?? '';
}
