// The launcher has words of its own, since it can fetch none: they are the panel's.
import { describe, expect, it } from 'vitest';
import { LAUNCHER_WORDS } from '../../../../contract/words/launcher-words.ts';
import { packFor, tongueFor } from '../../../../contract/words/tongues/whole-packs.ts';
import { allPacks } from './all-packs.ts';

describe('the launcher’s words', () => {
  it('are there in every language that the panel speaks, by its first two letters', () => {
    const ours = ['en', ...allPacks.map(({ locale }) => locale)];
    expect(Object.keys(LAUNCHER_WORDS).sort()).toEqual(ours.sort());
    for (const language of ours) expect(tongueFor(language).slice(0, 2)).toBe(language);
  });

  it.each(Object.entries(LAUNCHER_WORDS))('are in %s those of the panel', (language, words) => {
    const { panel, reading } = packFor(language);
    const [firstSentence] = /^.+?[.。]/.exec(panel.viewFailed) ?? [];
    expect(words.split('|')).toEqual([panel.help, firstSentence, panel.again, reading.close]);
  });
});
