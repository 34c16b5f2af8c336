// Gathers what one team's weekly digest says, from the reports that the console shows; nobody's restricted requests are in it.
import type { GapRow } from '../../contract/api/gaps.ts';
import type { ReportData } from '../../contract/api/report-data.ts';
import { scrubText } from '../../contract/scrub.ts';
import { articleDirectory } from '../articles/article-directory.ts';
import { gapNames } from '../gaps/gap-names.ts';
import { gapTickets } from '../gaps/gap-tickets.queries.ts';
import { type BurstTest, standingBursts } from '../method/bursts.ts';
import { clusterSign } from '../method/demand-signs.ts';
import { articleOfKey } from '../method/gap-actions.ts';
import { groupBy } from '../method/group-by.ts';
import { addDays } from '../method/local-time.ts';
import { withoutPlaceholders } from '../method/phrase-clusters.ts';
import type { Viewer } from '../people/permissions.ts';
import { REPORTS } from '../reports/catalogue.ts';
import { readWindow } from '../reports/read-window.ts';
import type { ReportScope } from '../reports/report-rows.queries.ts';
import type { Services } from '../services.ts';
import { statusLabel } from '../tickets/workflow-of.ts';
import type { DigestData, DigestGap } from './compose-digest.ts';
import { readsOfTeams, teamsOfArticles } from './edits-of-team.ts';
import { saidLabels } from './said-labels.queries.ts';

const WINDOW_DAYS = 28;

/** Whoever gets the mail may read all figures, and no restricted request. */
const READER: Viewer = { id: '', email: '', name: '', role: 'viewer', restrictedCategories: [] };

/** @param to the last day of the four weeks, in the site's time zone. */
export async function digestData(services: Services, group: string, to: string): Promise<DigestData> {
  const { settings, config } = services;
  const asked = { from: addDays(to, 1 - WINDOW_DAYS), to, target_group: group };
  const { from, scope } = readWindow(services, asked);
  const ask = asker(services, scope);
  const outcomes = await ask('help_outcomes');
  const kinds = await ask('kind_share');
  const subKinds = await ask('sub_kind_counts');
  const { data: backlog } = await ask('gap_backlog');
  const bursts = standingBursts((await ask('bursts')).data as BurstTest[], to);
  const { all: allEdits, edits } = await editsOf(services, group, { from, to });
  const helped = new Set(allEdits.filter(({ verdict }) => verdict === 'helped').map(({ article }) => article));
  const { data: ages } = await ask('status_age');
  const said = await saidLabels(services.db, READER, scope, settings.k_sessions);
  const signs = await signsByGap(services, scope);
  const wordsOf = (key: string) =>
    said.flatMap(({ cluster, label }) => (signs.get(key)?.has(clusterSign(cluster)) ? label : []));
  const address = `${config.publicUrl}/admin/gaps`;
  const risen = new Set(bursts.map(({ key }) => key));
  const { requests, people } = kinds.notes as { requests: number; people: number };
  return {
    group: settings.target_groups[group]?.label ?? group,
    ...{ from, to, tickets: requests, requesters: people, attempts: outcomes.data.attempted },
    alerts: bursts.map(({ key, requesters, ...days }) => ({
      title: mailable(key, backlog.find((row) => row.key === key)?.title ?? key),
      ...{ requesters, from: days.from, to: days.to },
      is_fault: key.startsWith('bug:'),
    })),
    gaps: backlog.flatMap((row) => {
      const { key, recurrence } = row;
      if (recurrence === null || recurrence === 'isolated' || risen.has(key)) return [];
      const has_helped = helped.has(articleOfKey(key) ?? '');
      return { ...gapOf(row, `${address}/${encodeURIComponent(key)}`, wordsOf(key)), recurrence, has_helped };
    }),
    edits,
    stuck: ages
      .filter(({ languishing }) => languishing > 0)
      .map(({ status, languishing, max_hours }) => ({
        label: statusLabel(settings, status),
        ...{ requests: languishing, oldest_hours: max_hours ?? 0 },
      })),
    undetermined: kinds.data.undetermined.num,
    unattributed: subKinds.data.unattributed,
    url: `${address}?target_group=${encodeURIComponent(group)}`,
  };
}

/** What was changed, and of that what this team changed; each edit as far as the readers of all teams tell. */
async function editsOf(
  services: Services,
  group: string,
  days: { from: string; to: string },
): Promise<{ all: ReportData['edit_effects']; edits: DigestData['edits'] }> {
  const { scope } = readWindow(services, days);
  const articles = articleDirectory(services.releases.current());
  const { data: edits } = await asker(services, scope)('edit_effects');
  const edited = edits.map(({ article }) => article);
  const teams = teamsOfArticles(await readsOfTeams(services.db, READER, scope, articles, edited));
  const own = edits.filter(({ article }) => (teams.get(article) ?? articles.find(article)[0]?.owner) === group);
  const told = own.map(({ article, verdict }) => ({
    title: articles.find(article)[0]?.file.title ?? article,
    verdict,
    url: `${services.config.publicUrl}/admin/articles/${encodeURIComponent(article)}`,
  }));
  return { all: edits, edits: told };
}

/** What each gap's people had in common with others: the searches before its requests, as signs. */
async function signsByGap(services: Services, scope: ReportScope): Promise<Map<string, Set<string>>> {
  const articles = articleDirectory(services.releases.current());
  const names = await gapNames(services.db, articles);
  const tickets = await gapTickets(services.db, READER, scope, { names, articles, asShown: false });
  const byGap = groupBy(
    tickets.filter(({ key }) => key !== null),
    ({ key }) => key ?? '',
  );
  return new Map([...byGap].map(([key, own]) => [key, new Set(own.flatMap(({ signs }) => signs))]));
}

/** A gap that is about no article may be called by the subject of a request, as somebody wrote it. */
function mailable(key: string, title: string): string {
  return articleOfKey(key) === null ? withoutPlaceholders(scrubText(title)) : title;
}

function gapOf(
  { key, sub_kind, users, minutes, title }: GapRow,
  url: string,
  phrases: string[],
): Omit<DigestGap, 'recurrence' | 'has_helped'> {
  return { title: mailable(key, title), sub_kind, users, minutes, phrases, url };
}

/** What one report gives for this team, by its name. */
function asker(services: Services, scope: ReportScope) {
  const { db, settings, clock, releases } = services;
  const articles = articleDirectory(releases.current());
  const options = { settings, articles, now: clock.now(), minN: undefined, asShown: false };
  return async <Name extends keyof ReportData>(name: Name): Promise<{ data: ReportData[Name]; notes: unknown }> => {
    const report = REPORTS.find((candidate) => candidate.name === name);
    if (!report) throw new Error(`there is no report ${name}`);
    const { data, notes } = await report.compute(db, READER, scope, options);
    return { data: data as ReportData[Name], notes };
  };
}
