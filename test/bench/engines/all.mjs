// All engines that run in this process, by the key that a heap probe is started with.
import { flexDefault, flexTuned } from './flexsearch.mjs';
import { fts5 } from './fts5.mjs';
import { lunrEngine } from './lunr.mjs';
import { readmeMiniSearch, stockMiniSearch, titledMiniSearch, titledReadmeMiniSearch } from './minisearch.mjs';
import { oramaEngine } from './orama.mjs';
import { ours, oursFirst, oursServed } from './ours.mjs';

export const engines = {
  ours,
  'ours-first': oursFirst,
  stock: stockMiniSearch,
  readme: readmeMiniSearch,
  lunr: lunrEngine,
  fts5,
  'flex-default': flexDefault,
  'flex-tuned': flexTuned,
  orama: oramaEngine,
};

/** Those of the curve: with all that a page needs to show a result. */
export const shownEngines = {
  'ours-first': oursFirst,
  ours,
  'ours-served': oursServed,
  stock: titledMiniSearch,
  readme: titledReadmeMiniSearch,
  orama: oramaEngine,
};

/** The files of the index among the saved parts of an engine. */
export function indexOf(engine, parts) {
  return engine.indexOf?.(parts) ?? [parts.whole];
}
