// Questions learnt from use, as the console's API speaks of them to those who look after articles.
import { z } from 'zod';
import { LIMITS } from '../limits.ts';

/**
 * `in_index`: people find the article by it. `doubted`: too many sessions speak against it. `covered`: what is in the index
 * has its words already, or there is no more room.
 */
export const LEARNT_STATES = ['in_index', 'doubted', 'covered'] as const;
export type LearntState = (typeof LEARNT_STATES)[number];

export const LearntQuery = z.strictObject({
  /** Part of an article's title or slug. */
  article: z.string().max(LIMITS.query).optional(),
  cursor: z.string().max(400).optional(),
  limit: z.coerce.number().int().min(1).max(LIMITS.adminPageSize).default(LIMITS.adminPageSizeDefault),
});

export const LearntQuestionSchema = z.strictObject({
  id: z.string(),
  /** In the form that most people typed. */
  question: z.string(),
  state: z.enum(LEARNT_STATES),
  /** Help attempts that speak for it and against it, and what those for it were: votes, answers of the team. */
  sessions: z.number(),
  against: z.number(),
  votes: z.number(),
  links: z.number(),
  first_seen: z.string(),
  last_seen: z.string(),
});

export const VetoedQuestionSchema = z.strictObject({
  id: z.string(),
  question: z.string(),
  /** A name. */
  vetoed_by: z.string(),
  vetoed_at: z.string(),
});

export const LearntArticleSchema = z.strictObject({
  locale: z.string(),
  slug: z.string(),
  title: z.string(),
  /** Relative to the server's root. */
  url: z.string(),
  /** Those in the index first, then by how many asked. */
  questions: z.array(LearntQuestionSchema),
  /** Asked by fewer than the minimum: how many there are, and how many sessions the nearest has. Their words are not told. */
  waiting: z.strictObject({ count: z.number(), nearest: z.number() }),
  vetoed: z.array(VetoedQuestionSchema),
});

export const LearntPageSchema = z.strictObject({
  /** `k_sessions` of the settings, and how many questions of one article are in the index at most. */
  minimum: z.number(),
  most: z.number(),
  /** Of all articles that match, whatever is on this page. */
  total: z.number(),
  in_index: z.number(),
  /** By title. */
  articles: z.array(LearntArticleSchema),
  next_cursor: z.string().nullable(),
});

export type ListLearnt = z.infer<typeof LearntQuery>;
export type LearntQuestion = z.infer<typeof LearntQuestionSchema>;
export type VetoedQuestion = z.infer<typeof VetoedQuestionSchema>;
export type LearntArticle = z.infer<typeof LearntArticleSchema>;
export type LearntPage = z.infer<typeof LearntPageSchema>;
