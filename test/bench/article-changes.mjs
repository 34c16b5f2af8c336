// Measures how soon a saved article is found: a new text, a new title, a new file, in turns.
import { readdirSync, readFileSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { longestStall, waitForQuiet } from './start-server.mjs';

export const CHANGES = 20;
const POLL_MS = 4;
const LONGEST_CHANGE_MS = 60_000;

/**
 * Saves files of a knowledge base and waits until each is found; `ask` is asked right after each, as the first question
 * after a change. @returns {{found: number[], stall: number}} in ms
 */
export async function measureChanges(url, kb, ask = () => null) {
  const files = readdirSync(kb, { recursive: true }).filter((file) => file.endsWith('.md'));
  await waitForQuiet(url);
  const found = [];
  let stall = 0;
  for (let at = 0; at < CHANGES; at++) {
    const word = `quagga${String.fromCharCode(97 + at)}walrus`;
    const file = join(kb, files[Math.floor(((at + 0.5) / CHANGES) * files.length)]);
    const text = readFileSync(file, 'utf8');
    const isNew = at % 3 === 2;
    const changed = at % 3 === 1 ? text.replace('title: "', `title: "${word} `) : `${text}\n\nThe ${word}.\n`;
    const target = isNew ? file.replace(/\.md$/, `-new-${at}.md`) : file;
    const begun = performance.now();
    writeFileSync(target, changed);
    while (!(await isFound(url, word))) {
      if (performance.now() - begun > LONGEST_CHANGE_MS) throw new Error(`${target} was not found in time.`);
      await wait(POLL_MS);
    }
    found.push(performance.now() - begun);
    await ask(at);
    stall = Math.max(stall, await longestStall(url));
    if (isNew) unlinkSync(target);
    await wait(300);
  }
  return { found, stall };
}

async function isFound(url, word) {
  const answer = await fetch(`${url}/api/v1/search?q=${word}`);
  return (await answer.json()).results.some(({ title, snippet }) => `${title} ${snippet}`.includes(word));
}
