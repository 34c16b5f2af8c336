// An article's page: reads, votes, the searches that led here, the requests after it and why, flags, edits with their effect.
import { createModel, signal, useModel } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { useLocation, useRoute } from 'preact-iso/router';
import type { ArticleHealth } from '../../contract/api/article-health.ts';
import { get, type Refusal, wordsOf } from '../api-client.ts';
import { spanWords, todayIn } from '../gaps/days.ts';
import { editsSaid } from '../gaps/edit-words.ts';
import { EditsTable } from '../gaps/edits-table.tsx';
import { addressFor, gapAddress, type Looking, lookingAt, serverQuery } from '../gaps/gaps-address.ts';
import { Panel } from '../gaps/panel.tsx';
import { SplitBar } from '../gaps/split-bar.tsx';
import { signedInAs } from '../session-model.ts';
import { Arm } from '../ui/badges.tsx';
import { Icon } from '../ui/icon.tsx';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { PageSkeleton } from '../ui/skeleton.tsx';
import { ArticleSide } from './article-side.tsx';
import { afterSaid, articleSentence, endsWords, FLAG_WORDS, ledSaid, STATE_NOTES } from './health-words.ts';
import '../gaps/gaps.css';
import '../gaps/backlog.css';
import '../gaps/gap.css';

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

/** What an editor does first, from what most of its requests say; each leads to its gap. */
const ACTS = [
  { name: 'unclear', verb: 'Rewrite' },
  { name: 'unfindable', verb: 'Retitle' },
  { name: 'not_looked', verb: 'Promote' },
] as const;

function Health({ health, looking }: { health: ArticleHealth; looking: Looking }) {
  const { answer_of: answers } = health;
  const [act] = ACTS.filter(({ name }) => answers[name] > 0).toSorted((a, b) => answers[b.name] - answers[a.name]);
  const note = STATE_NOTES[health.state];
  return (
    <>
      <p class="crumbs small muted">
        <a href={addressFor('/admin/articles', looking)}>Articles</a>
        {health.target_group && (
          <>
            <span aria-hidden="true"> / </span>
            {health.target_group}
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
              health.reviewed ? `reviewed ${health.reviewed}` : 'never reviewed',
              health.owner && `of ${health.owner}`,
              spanWords(health.from, health.to),
            ]
              .filter(Boolean)
              .join(' · ')}
          </p>
        </div>
        <div class="row wrap">
          {act && <Arm verb={act.verb} href={gapAddress(looking, `${act.name}:${health.slug}`)} />}
          {health.url && (
            <a class="btn" href={health.url}>
              Read it <Icon name="external" />
            </a>
          )}
        </div>
      </div>
      <p class="gap-sentence">{articleSentence(health)}</p>
      {health.flag_reasons.length > 0 ? (
        <ul class="flag-list">
          {health.flag_reasons.map(({ flag, why }) => (
            <li key={flag}>
              <span class="badge over">
                <Icon name="warning" />
                {FLAG_WORDS[flag]}
              </span>{' '}
              <span class="small">{why}</span>
            </li>
          ))}
        </ul>
      ) : (
        <p class="row">
          <span class="badge good">
            <Icon name="tick" />
            No flag
          </span>
        </p>
      )}
      <div class="health">
        <div class="col">
          <Panel question="After reading it" said={afterSaid(health)} width={12} table={<AfterTable health={health} />}>
            <SplitBar split={health} />
          </Panel>
          <Panel question="Searches that led here" said={ledSaid(health)} width={12}>
            {health.led_here.length > 0 && <LedTable health={health} />}
          </Panel>
          <Panel question="Edits and their effect" said={editsSaid(health.edits)} width={12}>
            {health.edits.length > 0 && (
              <div class="gaps-flush">
                <EditsTable edits={health.edits} />
              </div>
            )}
            <p class="small muted">
              Requests that blame it for each read, 28 days after against 28 before, compared with all other articles of
              the team. Left of the line is better.
            </p>
          </Panel>
        </div>
        <ArticleSide health={health} looking={looking} />
      </div>
    </>
  );
}

const ATTRIBUTION_WORDS = {
  unclear: 'Not clear',
  wrong_article: 'Needed another article',
  product_defect: 'Fault of the product',
  other: 'Something else',
  unattributed: 'Not attributed',
};

function AfterTable({ health }: { health: ArticleHealth }) {
  const { me } = signedInAs();
  return (
    <table class="tbl">
      <thead>
        <tr>
          <th scope="col">Request</th>
          <th scope="col">Day</th>
          <th scope="col">Counts as</th>
        </tr>
      </thead>
      <tbody>
        {health.requests.map(({ number, subject, submitted_at, attribution }) => (
          <tr key={number}>
            <th scope="row">{me.can.list_tickets ? <a href={`/admin/requests/${number}`}>{subject}</a> : subject}</th>
            <td class="nowrap">{submitted_at.slice(0, 10)}</td>
            <td>{ATTRIBUTION_WORDS[attribution]}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function LedTable({ health }: { health: ArticleHealth }) {
  return (
    <div class="gaps-flush">
      <table class="tbl cards">
        <thead>
          <tr>
            <th scope="col" class="first">
              Words
            </th>
            <th scope="col" class="r">
              Attempts
            </th>
            <th scope="col" class="r">
              Place
            </th>
            <th scope="col" class="last">
              Then
            </th>
          </tr>
        </thead>
        <tbody>
          {health.led_here.map(({ label, phrases, sessions, rank, outcomes }) => (
            <tr key={label}>
              <td class="first">
                <b>
                  <bdi>{label}</bdi>
                </b>
                <bdi class="five">{phrases.filter((phrase) => phrase !== label).join(' · ')}</bdi>
              </td>
              <td class="r" data-l="Attempts">
                {sessions}
              </td>
              <td class="r" data-l="Place">
                {rank ?? '–'}
              </td>
              <td class="last">{endsWords(outcomes)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
