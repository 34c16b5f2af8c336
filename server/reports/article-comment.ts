// What an article does in a few lines: on a terminal, or as a comment on the pull request that changes it.
import type { ArticleHealth, EditVerdict } from '../../contract/api/article-health.ts';
import { markdownText, plainText, rateText } from './report-text.ts';

const VERDICTS: Record<EditVerdict, string> = {
  helped: 'helped',
  worse: 'made it worse',
  too_early: 'too early to say',
  no_clear_change: 'no clear change',
};

const LIMITS =
  'An article is blamed only where somebody named it as the answer. A read is ten seconds, which is not understanding.';

/** As text; with `markdown` what others wrote is made harmless for a page that reads markdown. */
export function articleComment(article: ArticleHealth, markdown: boolean): string {
  const say = markdown ? markdownText : plainText;
  const quote = (words: string) =>
    markdown ? `\`${plainText(words).replaceAll('`', "'")}\`` : `"${plainText(words)}"`;
  const lines = [
    markdown ? `### ${say(article.title)} (${quote(article.slug)})` : `${say(article.title)} (${article.slug})`,
    '',
    `${sentenceOf(article)}${failsFor(article, quote)}`,
    '',
    ...points(article, say).map((point) => `- ${point}`),
    '',
    `${article.from} to ${article.to}. ${LIMITS}`,
  ];
  return lines.join('\n');
}

function sentenceOf({ reads, tickets, unclear }: ArticleHealth): string {
  if (reads === 0) return 'Nobody read it.';
  if (tickets === 0) return `Read ${times(reads)}; nobody asked afterwards.`;
  return `Read before ${counted(tickets, 'ticket')}, ${unclear} unclear`;
}

function failsFor({ fails_for, fails_for_hidden, tickets }: ArticleHealth, quote: (words: string) => string): string {
  const hidden =
    fails_for_hidden === 0 ? '' : ` (${counted(fails_for_hidden, 'more phrase')} of too few people to be shown)`;
  const phrases = fails_for.map(({ label }) => quote(label)).join(', ');
  const end = tickets === 0 ? '' : '.';
  if (fails_for.length === 0)
    return hidden === '' ? end : `${end}${hidden.replace(' (', ' It fails for ').replace(')', '.')}`;
  return `${tickets === 0 ? ' It fails for' : '; fails for'}: ${phrases}${hidden}.`;
}

function points(article: ArticleHealth, say: (text: string) => string): string[] {
  const { tickets, unclear, wrong_article, product_defect, other, unattributed, edits, answer_of } = article;
  const [edit] = edits;
  return [
    ...(tickets === 0
      ? []
      : [
          `After a read: ${unclear} unclear, ${wrong_article} needed another article, ${product_defect} product fault, ${other} other, ${unattributed} not attributed`,
          `Unclear for each read: ${rateText(article.unclear_rate)}`,
        ]),
    ...(answer_of.unfindable + answer_of.not_looked > 0
      ? [`It was the answer and not found by ${answer_of.unfindable}; ${answer_of.not_looked} did not look`]
      : []),
    `Votes: ${article.yes} yes, ${article.no} no${reasonsOf(article.no_reasons)}`,
    ...article.flag_reasons.map(({ why }) => say(why)),
    ...(edit
      ? [
          `Last change, ${edit.at.slice(0, 10)}: ${VERDICTS[edit.verdict]}${edit.reads_needed === null ? '' : `, about ${edit.reads_needed} more reads needed`}`,
        ]
      : []),
  ];
}

function reasonsOf(reasons: Record<string, number>): string {
  const named = Object.entries(reasons).filter(([reason]) => reason !== 'none');
  if (named.length === 0) return '';
  return ` (${named.map(([reason, count]) => `${count} ${reason.replaceAll('_', ' ')}`).join(', ')})`;
}

function times(count: number): string {
  return count === 1 ? 'once' : `${count} times`;
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}
