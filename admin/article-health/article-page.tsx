// An article's page: reads, votes, the searches that led here, the requests after it and why, flags, edits with their effect.
import { createModel, signal, useModel } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { useLocation, useRoute } from 'preact-iso/router';
import type { ArticleHealth } from '../../contract/api/article-health.ts';
import { get, type Refusal, wordsOf } from '../api-client.ts';
import { dayWords, isDay, spanWords, todayIn } from '../gaps/days.ts';
import { editsSaid, soFarWords } from '../gaps/edit-words.ts';
import { EditsTable } from '../gaps/edits-table.tsx';
import { addressFor, gapAddress, type Looking, lookingAt, serverQuery } from '../gaps/gaps-address.ts';
import { Panel } from '../gaps/panel.tsx';
import { useReturnFocus } from '../gaps/return-focus.ts';
import { SplitBar } from '../gaps/split-bar.tsx';
import { signedInAs } from '../session-model.ts';
import { Arm } from '../ui/badges.tsx';
import { Icon } from '../ui/icon.tsx';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { PageSkeleton } from '../ui/skeleton.tsx';
import { Flags } from './article-flags.tsx';
import { ArticleSide } from './article-side.tsx';
import { AfterTable, LedTable } from './article-tables.tsx';
import { afterSaid, articleSentence, ledSaid, STATE_NOTES } from './health-words.ts';
import '../gaps/gaps.css';
import '../gaps/backlog.css';
import '../gaps/gap.css';
import './health.css';

type Loading =
  | { state: 'loading' }
  | { state: 'missing' }
  | { state: 'failed'; refusal: Refusal }
  | { state: 'ready'; health: ArticleHealth };

const ArticleModel = createModel(() => {
  const loading = signal<Loading>({ state: 'loading' });
  let newest = 0;
  return {
    loading,
    async load(slug: string, query: Record<string, string>): Promise<void> {
      newest += 1;
      const mine = newest;
      const path = `v1/admin/articles/${encodeURIComponent(slug)}`;
      const answer = await get<ArticleHealth>(path, { ...query, as_shown: true });
      if (mine !== newest) return;
      if (answer.ok) loading.value = { state: 'ready', health: answer.value };
      else loading.value = answer.status === 404 ? { state: 'missing' } : { state: 'failed', refusal: answer };
    },
  };
});

export function ArticlePage() {
  const { desk } = signedInAs();
  const { url } = useLocation();
  const { params } = useRoute();
  const slug = decodeURIComponent(params.slug ?? '');
  const looking = lookingAt(new URL(url, location.origin).search, todayIn(desk.time_zone, new Date()));
  const query = serverQuery(looking);
  const asked = JSON.stringify([slug, query]);
  const model = useModel(ArticleModel);
  useEffect(() => {
    model.load(slug, query).then(() => {
      const now = model.loading.value;
      if (now.state === 'ready') document.title = `${now.health.title ?? slug} · ${desk.name}`;
    });
  }, [asked]);
  useReturnFocus(model.loading.value.state === 'ready');
  const now = model.loading.value;
  if (now.state === 'loading') return <PageSkeleton />;
  if (now.state === 'failed') {
    return <ProblemNotice words={wordsOf(now.refusal)} onRetry={() => model.load(slug, query)} />;
  }
  if (now.state === 'missing') {
    return (
      <div class="panel empty">
        <h1 class="h-page">There is no such article.</h1>
        <p class="muted">It may have been renamed: look for it among all articles.</p>
        <p>
          <a class="btn" href={addressFor('/admin/articles', looking)}>
            To all articles
          </a>
        </p>
      </div>
    );
  }
  return <Health health={now.health} looking={looking} />;
}

/** What an editor does first: what it is flagged for, then what most of its requests say; each leads to its gap. */
const ACTS = [
  { name: 'unclear', verb: 'Rewrite' },
  { name: 'unfindable', verb: 'Retitle' },
  { name: 'not_looked', verb: 'Promote' },
] as const;

function Health({ health, looking }: { health: ArticleHealth; looking: Looking }) {
  const { desk } = signedInAs();
  const { answer_of: answers } = health;
  const isFlagged = (name: string) => health.flags.some((flag) => flag === name);
  const [act] = ACTS.filter(({ name }) => answers[name] > 0).toSorted(
    (a, b) => Number(isFlagged(b.name)) - Number(isFlagged(a.name)) || answers[b.name] - answers[a.name],
  );
  const team = desk.target_groups.find(({ key }) => key === health.target_group)?.label ?? health.target_group;
  const note = STATE_NOTES[health.state];
  return (
    <>
      <p class="crumbs small muted">
        <a href={addressFor('/admin/articles', looking)}>Articles</a>
        {team && (
          <>
            <span aria-hidden="true"> / </span>
            {team}
          </>
        )}
      </p>
      <div class="thead">
        <div class="grow">
          <h1 class="h-record">
            <bdi>{health.title ?? health.slug}</bdi>
          </h1>
          <p class="small muted">
            {health.file && <span class="mono">{health.file} · </span>}
            {[
              note,
              reviewedWords(health.reviewed),
              health.owner && `kept by ${health.owner}`,
              spanWords(health.from, health.to),
            ]
              .filter(Boolean)
              .join(' · ')}
          </p>
        </div>
        <div class="row wrap">
          {act && <Arm verb={act.verb} href={gapAddress(looking, `${act.name}:${health.slug}`)} />}
          {act && (
            <a class="btn" href={`${gapAddress(looking, `${act.name}:${health.slug}`)}#draft`}>
              Start a draft
            </a>
          )}
          {health.url && (
            <a class="btn" href={health.url}>
              Read it <Icon name="external" />
            </a>
          )}
        </div>
      </div>
      <p class="gap-sentence">{articleSentence(health)}</p>
      <Flags health={health} />
      <div class="health">
        <div class="col">
          <Panel question="After reading it" said={afterSaid(health)} width={12} table={<AfterTable health={health} />}>
            <SplitBar split={health} slug={health.slug} looking={looking} />
          </Panel>
          <Panel question="Searches that led here" said={ledSaid(health)} width={12}>
            {health.led_here.length > 0 && <LedTable health={health} looking={looking} />}
          </Panel>
          <Panel question="Edits and their effect" said={editsSaid(health.edits)} width={12}>
            {health.edits.length > 0 && (
              <div class="gaps-flush">
                <EditsTable edits={health.edits} looking={looking} />
              </div>
            )}
            <p class="small muted">
              Requests that blame it for each read, 28 days after against 28 before, compared with all other articles of
              the team. Left of the line is better. {soFarWords(health.edits, health.to)}
            </p>
            {health.edits.length > 0 && health.file && (
              <p class="small muted">
                The texts of before are not kept here. Where your articles are a git checkout, it tells what was
                changed: <span class="mono">git log -p -- {health.file}</span>
              </p>
            )}
          </Panel>
        </div>
        <ArticleSide health={health} looking={looking} />
      </div>
    </>
  );
}

/** "reviewed 3 March 2026" */
function reviewedWords(reviewed: string | null): string {
  if (!reviewed) return 'never reviewed';
  return `reviewed ${isDay(reviewed) ? `${dayWords(reviewed)} ${reviewed.slice(0, 4)}` : reviewed}`;
}
