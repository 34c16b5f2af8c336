// A browser in front of the app: it keeps cookies, and says where its page came from.
import type { SignInAnswer } from '../../../contract/api/sign-in.ts';
import type { Role } from '../../../server/people/permissions.ts';
import { addAgent } from '../../../server/people/tokens.ts';
import { makeLink } from '../../../server/sign-in/links.ts';
import type { Answer, ApiCaller } from '../../support/call-api.ts';
import type { TestServices } from '../../support/make-services.ts';

export const PASSWORD = 'nine green umbrellas';

export interface Browser {
  cookies: Map<string, string>;
  call(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>;
  get(path: string): Promise<Answer>;
  post(path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>;
  signIn(email: string, password?: string): Promise<Answer>;
  /** The session cookie as it would be sent. */
  session(): string;
}

/** @param address the client's, where TRUSTED_PROXY_HOPS is 1. */
export function openBrowser(services: TestServices, api: ApiCaller, address?: string): Browser {
  const cookies = new Map<string, string>();
  const call: Browser['call'] = async (method, path, body, headers = {}) => {
    const answer = await api.call(method, path, body, {
      origin: services.config.publicUrl,
      'user-agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:150.0) Gecko/20100101 Firefox/150.0',
      ...(cookies.size ? { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') } : {}),
      ...(address ? { 'x-forwarded-for': address } : {}),
      ...headers,
    });
    for (const line of answer.headers.getSetCookie()) {
      const [pair = ''] = line.split(';');
      const at = pair.indexOf('=');
      if (/max-age=0/i.test(line)) cookies.delete(pair.slice(0, at));
      else cookies.set(pair.slice(0, at), pair.slice(at + 1));
    }
    return answer;
  };
  return {
    cookies,
    call,
    get: (path) => call('GET', path),
    post: (path, body = {}, headers) => call('POST', path, body, headers),
    signIn: (email, password = PASSWORD) => call('POST', '/api/auth/sign-in/email', { email, password }),
    session: () => [...cookies].find(([name]) => /fingerpost$/.test(name))?.join('=') ?? '',
  };
}

/** Somebody with a password, made by an invitation as in life. @returns their id and the browser that they used. */
export async function joined(
  services: TestServices,
  api: ApiCaller,
  role: Role,
  email = `${role}@example.com`,
): Promise<{ id: string; email: string; browser: Browser }> {
  const { id, url } = await services.writes.write(async (trx) => {
    const id = await addAgent(trx, services, { email, role });
    return { id, url: (await makeLink(trx, services, id)).url };
  });
  const browser = openBrowser(services, api);
  const answer = await browser.post('/api/auth/link', { token: tokenOf(url), password: PASSWORD });
  if (answer.status !== 200) throw new Error(`no password was set: ${answer.status} ${answer.text}`);
  return { id, email, browser };
}

export function tokenOf(url: string): string {
  return new URL(url).hash.slice(1);
}

export function isChallenged(answer: Answer): boolean {
  return (answer.json as SignInAnswer).second_factor_needed;
}
