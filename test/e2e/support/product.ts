// Runs the built product as a child process on a free port with a data folder of its own, and its command line on the same.
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { freePort } from '../../support/free-port.ts';
import { repositoryRoot } from './places.ts';

/** It takes a second; more where the machine has much else to do. One that ends is noticed at once. */
const START_LIMIT_MS = 90_000;

export interface Product {
  /** Without a slash at the end. */
  origin: string;
  start(): Promise<void>;
  /** Ends the server as an operator does, and waits until it is gone. */
  stop(): Promise<void>;
  /** Stops, and removes the data folder. */
  remove(): Promise<void>;
  /** All that the server has printed so far. */
  output(): string;
  /** One command of the command line on the same data; gives its standard output. */
  command(...args: string[]): Promise<string>;
  /** Asks the console's API with the token of an admin who is made when first needed. */
  admin<T>(path: string, body?: object): Promise<T>;
}

/**
 * @param settings environment variables besides PORT and DATA_DIR, for instance KB_DIR.
 * @param folder where the product is installed.
 */
export async function startProduct(settings: Record<string, string> = {}, folder = repositoryRoot): Promise<Product> {
  const program = join(folder, 'bin', 'fingerpost.mjs');
  const dataDir = mkdtempSync(join(tmpdir(), 'fingerpost-e2e-'));
  const port = await freePort();
  const origin = `http://localhost:${port}`;
  const env = { PATH: process.env.PATH, PORT: `${port}`, DATA_DIR: dataDir, LOG_LEVEL: 'error', ...settings };
  const output: string[] = [];
  let child: ChildProcess | undefined;
  let token = '';

  const product: Product = {
    origin,
    async start() {
      child = spawn(process.execPath, [program, 'serve'], {
        cwd: folder,
        env,
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      for (const stream of [child.stdout, child.stderr]) stream?.on('data', (text) => output.push(`${text}`));
      const until = Date.now() + START_LIMIT_MS;
      while (!(await isReady(origin))) {
        if (child.exitCode !== null || Date.now() > until)
          throw new Error(`The server did not become ready:\n${output.join('')}`);
        await pause(50);
      }
    },
    output: () => output.join(''),
    async stop() {
      if (!child || child.exitCode !== null || child.signalCode !== null) return;
      const gone = once(child, 'exit');
      child.kill('SIGTERM');
      await gone;
    },
    async remove() {
      await product.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
    async command(...args) {
      const { stdout } = await promisify(execFile)(process.execPath, [program, ...args], { cwd: folder, env });
      return stdout;
    },
    async admin<T>(path: string, body?: object) {
      if (!token) {
        await product.command('agent', 'add', 'ada@example.com', '--role', 'admin');
        const made = await product.command('token', 'create', '--agent', 'ada@example.com', '--name', 'e2e', '--json');
        ({ token } = JSON.parse(made) as { token: string });
      }
      const response = await fetch(`${origin}/api/v1/admin/${path}`, {
        method: body ? 'POST' : 'GET',
        headers: { authorization: `Bearer ${token}`, ...(body ? { 'content-type': 'application/json' } : {}) },
        ...(body ? { body: JSON.stringify(body) } : {}),
      });
      if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
      return (await response.json()) as T;
    },
  };
  await product.start();
  return product;
}

async function isReady(origin: string): Promise<boolean> {
  try {
    return (await fetch(`${origin}/readyz`)).ok;
  } catch {
    return false;
  }
}
