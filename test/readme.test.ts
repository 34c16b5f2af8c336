// The README speaks of files and commands that exist, and its architecture section stays short.
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { COMMAND_NAMES } from '../server/command-names.ts';

const readme = readFileSync('README.md', 'utf8');
const scripts = Object.keys(JSON.parse(readFileSync('package.json', 'utf8')).scripts);
const rooms = ['contract', 'widget', 'server', 'kb-content', 'test', 'bin', 'docs'];

function section(heading: string): string {
  const from = readme.indexOf(`${heading}\n`);
  const level = heading.split(' ')[0] ?? '';
  const rest = readme.slice(from + heading.length);
  const next = rest.search(new RegExp(`\n${level} `));
  return next < 0 ? rest : rest.slice(0, next);
}

describe('the README', () => {
  it('names only paths that exist', () => {
    const named = [...readme.matchAll(/`([\w./-]+)`|\]\(([\w./-]+)\)/g)]
      .map((match) => match[1] ?? match[2] ?? '')
      .filter((path) => rooms.some((room) => path.startsWith(`${room}/`)) || /^[A-Z]+\.md$/.test(path));
    expect(named.length).toBeGreaterThan(25);
    expect(named.filter((path) => !existsSync(path))).toEqual([]);
  });

  it('answers "Where do I change …?" with paths alone', () => {
    const rows = section('### Where do I change …?')
      .split('\n')
      .filter((line) => line.startsWith('| ') && !line.includes('| where |'));
    expect(rows.length).toBeGreaterThan(12);
    for (const row of rows) expect(row.split('|')[2]).toMatch(/`/);
  });

  it('names only npm scripts that exist', () => {
    const named = [...readme.matchAll(/npm (?:run (?:-s )?)?(start|test|[a-z]+)\b/g)]
      .map((match) => match[1] ?? '')
      .filter((name) => !['ci', 'run'].includes(name));
    expect(named.filter((name) => !scripts.includes(name))).toEqual([]);
  });

  it('names every command of the command line', () => {
    for (const name of COMMAND_NAMES) expect(readme).toContain(`\`${name}\``);
  });

  it('keeps the architecture section, its tables of paths and words apart, under 60 lines', () => {
    const architecture = section('## Architecture').split('### Where do I change')[0] ?? '';
    expect(architecture.split('\n').length).toBeLessThan(60);
  });
});

describe('the decision notes', () => {
  it('give a reason for every dependency', () => {
    const { dependencies, devDependencies } = JSON.parse(readFileSync('package.json', 'utf8'));
    const note = readFileSync('docs/decisions/0005-dependencies.md', 'utf8');
    const names = Object.keys({ ...dependencies, ...devDependencies });
    expect(names.filter((name) => !note.includes(name))).toEqual([]);
  });
});
