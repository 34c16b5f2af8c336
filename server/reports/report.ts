// What a report is: a question, a formula, what it cannot say, and how it is computed.
import type { AttemptNotes, RequestNotes } from '../../contract/api/reports.ts';
import type { ArticleDirectory } from '../articles/article-directory.ts';
import type { Db } from '../db/database.ts';
import type { Viewer } from '../people/permissions.ts';
import type { Settings } from '../settings/settings-schema.ts';
import type { ReportScope } from './report-rows.queries.ts';

export interface Report {
  name: string;
  question: string;
  formula: string;
  /** Below it a rate is withheld; null where only counts are given. */
  min_n: number | null;
  /** What the number cannot say (METHOD 14). */
  limits: string;
  /** For numbers of it by name: where the rows behind them are listed, with the window and filters of the figure. */
  rows?: Readonly<Record<string, string>>;
  /** The figure, and what the console says beside it. */
  compute(
    db: Db,
    viewer: Viewer,
    scope: ReportScope,
    options: ReportOptions,
  ): Promise<{ data: unknown; notes: AttemptNotes | RequestNotes }>;
}

export interface ReportOptions {
  settings: Settings;
  /** What the clock says. */
  now: Date;
  /** The articles as they are now. */
  articles: ArticleDirectory;
  minN: number | undefined;
  /** A suggestion that is still hidden counts as not sure, as in the queue. */
  asShown: boolean;
}
