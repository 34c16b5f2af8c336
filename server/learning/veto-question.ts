// An editor's word on a learnt question: it goes from the index and stays out, until somebody allows it again.
import { recordAudit } from '../audit/record-audit.ts';
import type { Trx } from '../db/database.ts';
import { AppError } from '../errors.ts';
import { phraseTokens } from '../method/phrase-clusters.ts';
import type { Viewer } from '../people/permissions.ts';
import { nowText, type Services } from '../services.ts';
import { phrasesOf } from './derive-questions.ts';
import { optionsOf, sayingsOf, settleArticle } from './settle-questions.ts';

type Needed = Pick<Services, 'settings' | 'releases' | 'clock' | 'ids'>;

/**
 * Keeps a question out, and all that says the same: as it is shown, and each way of asking that enough sessions used.
 * Ways that fewer used are not written down here, since a veto has no end. Consequences in order: the veto, the article's
 * questions, the audit; all in the caller's transaction. Asked a second time it changes nothing.
 * @throws AppError not_found, also for a question that is not shown because too few asked it.
 */
export async function vetoQuestion(trx: Trx, services: Needed, viewer: Viewer, id: string): Promise<void> {
  const known = await trx.selectFrom('learnt_veto').select('id').where('id', '=', id).executeTakeFirst();
  if (known) return;
  const question = await trx.selectFrom('learnt_question').selectAll().where('id', '=', id).executeTakeFirst();
  if (!question || question.words === null) throw new AppError('not_found');
  const { locale, slug, words } = question;
  const release = services.releases.current();
  const article = release.locales[locale]?.articles.get(slug);
  if (!article) throw new AppError('not_found');
  const options = await optionsOf(trx, services, article);
  const phrases = phrasesOf(await sayingsOf(trx, release, article), id, options);
  await trx
    .insertInto('learnt_veto')
    .values({
      id,
      locale,
      slug,
      words,
      phrases: JSON.stringify([...new Set([phraseTokens(words).join(' '), ...phrases])]),
      vetoed_by: viewer.id,
      vetoed_at: nowText(services.clock),
    })
    .execute();
  await settleArticle(trx, services, release, slug);
  await recordAudit(trx, services, viewer, { what: 'question_vetoed', about: `${locale}/${slug}` });
}

/** Takes a veto back; the question returns as far as use still speaks for it. @throws AppError not_found. */
export async function allowQuestion(trx: Trx, services: Needed, viewer: Viewer, id: string): Promise<void> {
  const veto = await trx.selectFrom('learnt_veto').selectAll().where('id', '=', id).executeTakeFirst();
  if (!veto) throw new AppError('not_found');
  await trx.deleteFrom('learnt_veto').where('id', '=', id).execute();
  await settleArticle(trx, services, services.releases.current(), veto.slug);
  await recordAudit(trx, services, viewer, { what: 'question_allowed', about: `${veto.locale}/${veto.slug}` });
}
