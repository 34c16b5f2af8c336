// What an embedder does on a machine of their own: packages installed from the registry into an empty project, and its programs run.
import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { repositoryRoot } from './places.ts';

/** An install takes seconds from npm's own cache, longer the first time, and minutes where the machine has much else to do. */
export const INSTALL_LIMIT_MS = 480_000;

export interface FreshProject {
  folder: string;
  write(path: string, text: string): void;
  /** Runs a program of the installed packages, by its path below node_modules; gives what it printed. @throws Error with that where it failed. */
  run(program: string, ...args: string[]): Promise<string>;
  remove(): void;
}

/** What `npm pack` makes, and the paths that are in it. */
export async function packRepository(): Promise<{ tarball: string; files: string[]; remove(): void }> {
  const folder = temporaryFolder();
  const printed = await runProgram('npm', ['pack', '--json', '--pack-destination', folder], repositoryRoot);
  const [packed] = JSON.parse(printed) as { filename: string; files: { path: string }[] }[];
  if (!packed) throw new Error(`npm pack said nothing of what it packed: ${printed}`);
  return {
    tarball: join(folder, packed.filename),
    files: packed.files.map(({ path }) => path),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/**
 * An empty project with packages from the registry.
 * @param packages names with their exact versions, or the path of a tarball.
 * @param fingerpost `linked`: the repository as it is built now, as if it were installed.
 */
export async function makeFreshProject(
  packages: Record<string, string>,
  { type, fingerpost }: { type?: 'module'; fingerpost?: 'linked' } = {},
): Promise<FreshProject> {
  const folder = temporaryFolder();
  const write = (path: string, text: string) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  };
  write('package.json', JSON.stringify({ name: 'fresh', private: true, type, dependencies: packages }));
  const quiet = [
    '--ignore-scripts',
    '--no-audit',
    '--no-fund',
    '--prefer-offline',
    '--loglevel=error',
    '--fetch-retries=1',
    '--fetch-retry-mintimeout=1000',
  ];
  await runProgram('npm', ['install', ...quiet, '--prefix', folder], folder).catch((error: Error) => {
    throw new Error(
      `The packages of a fresh project were not installed; is the npm registry within reach?\n${error.message}`,
    );
  });
  if (fingerpost === 'linked') symlinkSync(repositoryRoot, join(folder, 'node_modules/fingerpost'), 'junction');
  return {
    folder,
    write,
    run: (program, ...args) => runProgram(process.execPath, [join(folder, 'node_modules', program), ...args], folder),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** npm takes a folder that is reached by a link for a package of its own. */
function temporaryFolder(): string {
  return mkdtempSync(join(realpathSync(tmpdir()), 'fingerpost-package-'));
}

export function runProgram(program: string, args: string[], cwd: string): Promise<string> {
  // What npm told its own script would be told to the npm in another folder; the tests' own mode is none of a project's.
  const env = Object.fromEntries(
    Object.entries(process.env).filter(
      ([name]) => !/^(npm_(package|lifecycle|config_(local_)?prefix)|NODE_ENV|VITEST|TEST$)/.test(name),
    ),
  );
  return new Promise((resolve, reject) => {
    const options = { cwd, env, maxBuffer: 50_000_000, shell: process.platform === 'win32' && program === 'npm' };
    execFile(program, args, options, (error, stdout, stderr) => {
      if (error) reject(new Error(`${program} ${args.join(' ')}\n${stdout}${stderr}`, { cause: error }));
      else resolve(stdout);
    });
  });
}
