// How docs/embedding.md signs an identity: each language that this machine has runs what is written there, and the server believes it.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { identitySecret, readIdentityToken } from '../../server/identity/identity-token.ts';

const doc = readFileSync('docs/embedding.md', 'utf8');
const secret = identitySecret(Buffer.from('a key of the tests'), 'default');
const user = { id: '7', email: 'rosa@example.com', name: 'Rosa "Rö" Núñez \\ 3' };

/** What each program is asked after the code of the document; `user` comes as JSON or in parts from the environment. */
const LANGUAGES: Record<string, { program: string; args: string[]; after: string }> = {
  'sign-identity.mjs': {
    program: process.execPath,
    args: [],
    after: 'process.stdout.write(signIdentity(JSON.parse(process.env.SOMEBODY), process.env.SECRET));',
  },
  'sign_identity.py': {
    program: 'python3',
    args: [],
    after: 'import os\nprint(sign_identity(json.loads(os.environ["SOMEBODY"]), os.environ["SECRET"]), end="")',
  },
  'sign-identity.php': {
    program: 'php',
    args: [],
    after: 'echo sign_identity(json_decode(getenv("SOMEBODY"), true), getenv("SECRET"));',
  },
  'sign_identity.rb': {
    program: 'ruby',
    args: [],
    after: 'print sign_identity(JSON.parse(ENV["SOMEBODY"], symbolize_names: true), ENV["SECRET"])',
  },
  'SignIdentity.java': {
    program: 'java',
    args: ['-Dfile.encoding=UTF-8', '-Dsun.jnu.encoding=UTF-8'],
    after: `class Run {
  public static void main(String[] given) throws Exception {
    System.out.print(SignIdentity.sign(given[0], given[1], new String(java.util.Base64.getDecoder().decode(given[2]), UTF_8), System.getenv("SECRET")));
  }
}`,
  },
};

/** The code of the document by the name in its first line. */
const codes = new Map(
  [...doc.matchAll(/^```\w+\n(?:\/\/|#|<\?php \/\/) ([\w.-]+)\n([\s\S]*?)^```$/gm)].map(([block, name = '']) => [
    name,
    block.replace(/^```\w+\n|```$/g, ''),
  ]),
);

it('is shown in five languages', () => {
  expect([...codes.keys()]).toEqual(Object.keys(LANGUAGES));
});

it.each(Object.entries(LANGUAGES))('%s makes a token that the server believes', (name, { program, args, after }) => {
  const code = codes.get(name) ?? '';
  const isHere = spawnSync(program, ['--version']).error === undefined;
  if (!isHere) {
    // What cannot run is at least made by the same rules as those that do.
    console.info(`${program} is not on this machine: ${name} was read and not run`);
    for (const part of [/"?alg"?'?\W+HS256/, /"?typ"?'?\W+JWT/, /sub/, /email/, /name/, /exp.*\+ 3600/s, /sha256/i])
      expect(code).toMatch(part);
    return;
  }
  const folder = mkdtempSync(join(tmpdir(), 'fingerpost-sign-'));
  // A program of one Java file is the first class in it.
  const isJava = name.endsWith('.java');
  const imports = isJava ? (/^(import .*\n)+/m.exec(code.replace(/^\s*\n/gm, ''))?.[0] ?? '') : '';
  const rest = isJava ? code.replace(/^import .*$/gm, '') : code;
  writeFileSync(join(folder, name), isJava ? `${imports}${after}\n${rest}` : `${code}\n${after}`);
  const asked = isJava ? [user.id, user.email, Buffer.from(user.name).toString('base64')] : [];
  const { stdout, stderr } = spawnSync(program, [...args, join(folder, name), ...asked], {
    encoding: 'utf8',
    env: { ...process.env, SECRET: secret, SOMEBODY: JSON.stringify(user) },
  });
  rmSync(folder, { recursive: true, force: true });
  const now = Math.floor(Date.now() / 1000);
  const identity = readIdentityToken(stdout, secret, now);
  expect(identity, stderr).toMatchObject({ sub: user.id, email: user.email, name: user.name });
  expect(identity.exp - now).toBeGreaterThan(3_500);
  expect(identity.exp - now).toBeLessThanOrEqual(3_600);
});
