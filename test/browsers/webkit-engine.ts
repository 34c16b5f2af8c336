// WebKitGTK, driven by its own WebDriver through plain requests; where there is no screen, one is made for it.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findWebKit } from '../../bin/find-engines.mjs';
import { freePort } from '../support/free-port.ts';
import { type Engine, type Key, type PageDriver, until } from './page-driver.ts';

/** WebDriver's signs for keys that write nothing. */
const KEYS: Record<Key, string> = { ArrowDown: '\uE015', Enter: '\uE007', Escape: '\uE00C', Tab: '\uE004' };

type Ask = <Answer>(method: string, path: string, body?: object) => Promise<Answer>;

export async function openWebKit(): Promise<Engine> {
  const programs = findWebKit();
  const home = mkdtempSync(join(tmpdir(), 'fingerpost-webkit-'));
  const started: ChildProcess[] = [];
  const close = async () => {
    for (const program of started.toReversed()) await end(program);
    rmSync(home, { recursive: true, force: true, maxRetries: 5 });
  };
  try {
    const display = programs.display ? await openScreen(programs.display, started) : process.env.DISPLAY;
    const port = await freePort();
    const driver = spawn(programs.driver, [`--port=${port}`], {
      // It runs as root in containers, where its sandbox cannot.
      env: { PATH: process.env.PATH, HOME: home, DISPLAY: display, WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: '1' },
      stdio: 'ignore',
    });
    started.push(driver);
    const ask: Ask = (method, path, body) => askDriver(port, method, path, body);
    await until('WebKitWebDriver answers', () => ask<object>('GET', '/status').catch(() => null));
    const options = { binary: programs.browser, args: ['--automation'] };
    const { sessionId, capabilities } = await ask<{ sessionId: string; capabilities: { browserVersion: string } }>(
      'POST',
      '/session',
      { capabilities: { alwaysMatch: { 'webkitgtk:browserOptions': options } } },
    );
    return {
      name: 'WebKitGTK',
      version: capabilities.browserVersion,
      page: driverOf((method, path, body) => ask(method, `/session/${sessionId}${path}`, body)),
      async close() {
        await ask('DELETE', `/session/${sessionId}`);
        await close();
      },
    };
  } catch (error) {
    await close();
    throw error;
  }
}

function driverOf(ask: Ask): PageDriver {
  const act = (...actions: object[]) => ask<void>('POST', '/actions', { actions });
  const strike = (keys: string[]) =>
    act({
      type: 'key',
      id: 'keyboard',
      actions: keys.flatMap((value) => [
        { type: 'keyDown', value },
        { type: 'keyUp', value },
      ]),
    });
  return {
    goto: (url) => ask('POST', '/url', { url }),
    reload: () => ask('POST', '/refresh', {}),
    run: (made, given) =>
      ask('POST', '/execute/sync', { script: `return (${made})(${JSON.stringify(given ?? null)})`, args: [] }),
    clickAt: (x, y) =>
      act({
        type: 'pointer',
        id: 'mouse',
        parameters: { pointerType: 'mouse' },
        actions: [
          { type: 'pointerMove', duration: 0, x: Math.round(x), y: Math.round(y) },
          { type: 'pointerDown', button: 0 },
          { type: 'pointerUp', button: 0 },
        ],
      }),
    type: (text) => strike([...text]),
    press: (key) => strike([KEYS[key]]),
  };
}

/** Starts a screen in memory; gives its name. */
async function openScreen(program: string, started: ChildProcess[]): Promise<string> {
  const screen = spawn(program, ['-displayfd', '1', '-screen', '0', '1280x900x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  started.push(screen);
  const gone = once(screen, 'exit').then(() => {
    throw new Error(`${program} ended before it had a screen.`);
  });
  const [said] = await Promise.race([once(screen.stdout, 'data'), gone]);
  gone.catch(() => undefined);
  return `:${String(said).trim()}`;
}

async function askDriver<Answer>(port: number, method: string, path: string, body?: object): Promise<Answer> {
  const response = await fetch(`http://127.0.0.1:${port}${path}`, {
    method,
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  const { value } = (await response.json()) as { value: Answer & { error?: string; message?: string } };
  if (!response.ok) throw new Error(`WebDriver ${method} ${path}: ${value.error} ${value.message}`);
  return value;
}

async function end(program: ChildProcess): Promise<void> {
  if (program.exitCode !== null || program.signalCode !== null) return;
  const gone = once(program, 'exit');
  program.kill('SIGTERM');
  await gone;
}
