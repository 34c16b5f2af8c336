// What the page of gaps says around its panels: the first line, what is missing for a figure, and what to do meanwhile.
import type { HelpOutcomes, RequestNotes } from '../../contract/api/reports.ts';
import { dayWords } from './days.ts';
import type { Outlook } from './pace.ts';

/** "13 requests from 12 people, 28 help attempts." */
export function summaryWords(notes: RequestNotes, outcomes: HelpOutcomes): string {
  const { asked, tried } = summaryParts(notes, outcomes);
  return `${asked}, ${tried}.`;
}

/** The same in its two parts, each with rows of its own. */
export function summaryParts(notes: RequestNotes, outcomes: HelpOutcomes): { asked: string; tried: string } {
  const { requests, people } = notes;
  const attempts = outcomes.attempted;
  const asked =
    requests === 0
      ? 'No request'
      : `${requests} ${requests === 1 ? 'request' : 'requests'} from ${people === 1 ? 'one person' : `${people} people`}`;
  const tried = attempts === 0 ? 'no help attempt' : `${attempts} help ${attempts === 1 ? 'attempt' : 'attempts'}`;
  return { asked, tried };
}

/** "Not enough yet: 8 of the 20 needed." */
export function notEnoughWords(have: number, need: number): string {
  return `Not enough yet: ${have} of the ${need} needed.`;
}

/** When there will be; empty where nothing can be said. */
export function outlookWords(outlook: Outlook): string {
  switch (outlook.when) {
    case 'from':
      return `At this pace there is something to read from about ${dayWords(outlook.day)}.`;
    case 'longer':
      return `At this pace so short a period never holds enough; ${outlook.days} days would.`;
    case 'not_soon':
      return 'At this pace not even 90 days hold enough. The counts stay true.';
    case 'unknown':
      return '';
  }
}

/** A label for a number that leads to its rows: "5 attempts: Answered". */
export function segmentLabel(count: number, words: string): string {
  return `${words}: ${count} ${count === 1 ? 'attempt' : 'attempts'}`;
}

/** "3 requests in the week of 2 March: Knowledge gap" */
export function columnLabel(count: number, kind: string, week: string): string {
  return `Week of ${week}, ${kind}: ${count} ${count === 1 ? 'request' : 'requests'}`;
}
