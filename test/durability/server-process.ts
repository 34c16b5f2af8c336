// Starts the real server as a process of its own, on a free port, and ends it as gently or as hard as a test wants.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { freePort } from '../support/free-port.ts';
import { SMALL_KB } from '../support/make-services.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const READY_WITHIN_MS = 120_000;

export interface ServerProcess {
  url: string;
  /** From the start of the process to its first ready answer, milliseconds. */
  readyMs: number;
  /** Ends it with a signal. @returns its exit code and the signal that ended it. */
  end(signal: NodeJS.Signals): Promise<{ code: number | null; signal: NodeJS.Signals | null }>;
  /** What it wrote to standard output and standard error so far. */
  output(): string;
}

/** Builds what is stale, so that the tests run the sources as they are. */
export async function buildServer(): Promise<void> {
  const { buildStale } = (await import(join(ROOT, 'bin', 'build.mjs'))) as { buildStale: () => Promise<void> };
  await buildStale();
}

/** Runs `fingerpost COMMAND` to its end. */
export async function runCommand(
  args: string[],
  env: Record<string, string> = {},
): Promise<{ code: number | null; out: string; err: string }> {
  const child = start(args, env);
  let out = '';
  let err = '';
  child.stdout?.on('data', (chunk: Buffer) => {
    out += chunk;
  });
  child.stderr?.on('data', (chunk: Buffer) => {
    err += chunk;
  });
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, out, err };
}

/** Starts `fingerpost serve` and waits until it says that it is ready. */
export async function startServer(env: Record<string, string>): Promise<ServerProcess> {
  const port = Number(env.PORT ?? (await freePort()));
  const started = performance.now();
  const child = start(['serve'], { PORT: String(port), ...env });
  let text = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (chunk: Buffer) => {
      text += chunk;
    });
  const url = `http://localhost:${port}`;
  await untilReady(url, child, () => text);
  const readyMs = performance.now() - started;
  return {
    url,
    readyMs,
    output: () => text,
    async end(signal) {
      if (child.exitCode === null && child.signalCode === null) {
        child.kill(signal);
        await once(child, 'exit');
      }
      return { code: child.exitCode, signal: child.signalCode };
    },
  };
}

function start(args: string[], env: Record<string, string>): ChildProcess {
  return spawn(process.execPath, [join(ROOT, 'bin', 'fingerpost.mjs'), ...args], {
    cwd: ROOT,
    env: { PATH: process.env.PATH, KB_DIR: SMALL_KB, RATE_LIMITS: 'off', LOG_LEVEL: 'error', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

async function untilReady(url: string, child: ChildProcess, output: () => string): Promise<void> {
  const deadline = performance.now() + READY_WITHIN_MS;
  while (performance.now() < deadline) {
    if (child.exitCode !== null || child.signalCode !== null) throw new Error(`the server ended early:\n${output()}`);
    const isReady = await fetch(`${url}/readyz`).then(
      (response) => response.ok,
      (_notListeningYet: unknown) => false,
    );
    if (isReady) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  child.kill('SIGKILL');
  throw new Error(`the server was not ready within ${READY_WITHIN_MS} ms:\n${output()}`);
}
