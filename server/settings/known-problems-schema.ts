// The shape of the known problems in the settings file: what is said, on which pages, what explains it, and how long.
import { z } from 'zod';
import { LIMITS } from '../../contract/limits.ts';
import { localWords } from './settings-parts.ts';

const moment = z.iso.datetime({ offset: true, error: 'must be a moment like 2026-03-02T09:00:00Z' });

export const KnownProblemsSchema = z
  .array(
    z
      .strictObject({
        words: localWords(),
        article: z.string().min(1).max(LIMITS.slug),
        pages: z
          .array(z.string().startsWith('/', 'must begin with /, like /checkout or /orders/*').max(LIMITS.pageKey))
          .min(1, 'must name a page; "/*" is every page')
          .max(100),
        from: moment.optional(),
        until: moment.optional(),
      })
      .refine(({ from, until }) => !from || !until || Date.parse(from) < Date.parse(until), {
        path: ['until'],
        message: 'must be later than `from`',
      }),
  )
  .max(20);
