// A gap's own page: what is so, in people's words and acts, which articles are involved, what it costs, and what is done about it.
import { useModel } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { useLocation, useRoute } from 'preact-iso/router';
import type { GapDetail, PatchGap } from '../../contract/api/gaps.ts';
import { partWords } from '../../contract/words/share-words.ts';
import { wordsOf } from '../api-client.ts';
import { signedInAs } from '../session-model.ts';
import { announce } from '../ui/announce.tsx';
import { Icon } from '../ui/icon.tsx';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { PageSkeleton } from '../ui/skeleton.tsx';
import { CauseBadge, RecurrenceBadge, Weeks } from './backlog-row.tsx';
import { riseAlso, riseWords, scoredWeeks, scoreMade } from './backlog-words.ts';
import { dayWords, spanWords, todayIn, weeksIn } from './days.ts';
import { editsSaid } from './edit-words.ts';
import { EditsTable } from './edits-table.tsx';
import { GapActs } from './gap-acts.tsx';
import { GapModel } from './gap-model.ts';
import { ACTION_MEANINGS, ACTION_WORDS } from './gap-names.ts';
import { GapSide } from './gap-side.tsx';
import { certaintyWords, gapSentence, gapTitle, noEffectWords, rankWords, splitSaid } from './gap-words.ts';
import {
  articleAddress,
  attemptsAddress,
  gapsAddress,
  type Looking,
  lookingAt,
  maySeeAttempts,
  requestsAddress,
  serverQuery,
} from './gaps-address.ts';
import { lastLook } from './last-looked.ts';
import { Rows } from './panel.tsx';
import { costWords, countWords, plainNumber } from './rate-words.ts';
import { isCutShort, onceWords } from './recurrence-words.ts';
import { useReturnFocus } from './return-focus.ts';
import { SplitBar } from './split-bar.tsx';
import { TrailStrips } from './trail-strips.tsx';
import './gaps.css';
import './backlog.css';
import './gap.css';

export function GapPage() {
  const { desk } = signedInAs();
  const { url } = useLocation();
  const { params } = useRoute();
  const key = decodeURIComponent(params.key ?? '');
  const looking = lookingAt(new URL(url, location.origin).search, todayIn(desk.time_zone, new Date()));
  const query = serverQuery(looking);
  const asked = JSON.stringify([key, query]);
  const model = useModel(GapModel);
  useEffect(() => {
    model.load(key, query).then(() => {
      const now = model.loading.value;
      if (now.state !== 'ready') return;
      document.title = `${gapTitle(now.gap)} · ${desk.name}`;
      announce(gapSentence(now.gap));
    });
  }, [asked]);
  useReturnFocus(model.loading.value.state === 'ready');
  const now = model.loading.value;
  if (now.state === 'loading') return <PageSkeleton />;
  if (now.state === 'failed') {
    return <ProblemNotice words={wordsOf(now.refusal)} onRetry={() => model.load(key, query)} />;
  }
  if (now.state === 'missing') {
    return (
      <div class="panel empty">
        <h1 class="h-page">There is no such gap.</h1>
        <p class="muted">Its requests may have been given another reason since, and count elsewhere now.</p>
        <p>
          <a class="btn" href={gapsAddress(looking)}>
            To all gaps
          </a>
        </p>
      </div>
    );
  }
  const change = (body: PatchGap) => model.change(body, query);
  const reload = () => model.load(key, query);
  return <Gap gap={now.gap} {...{ looking, change, reload }} isSending={model.isSending.value} />;
}

export type ChangeGap = (body: PatchGap) => Promise<boolean>;

interface Props {
  gap: GapDetail;
  looking: Looking;
  change: ChangeGap;
  reload: () => void;
  isSending: boolean;
}

function Gap({ gap, looking, change, reload, isSending }: Props) {
  const { me, desk } = signedInAs();
  const { article, burst, target_group: group } = gap;
  const isFault = gap.sub_kind === null;
  const team = desk.target_groups.find((one) => one.key === group)?.label ?? group;
  return (
    <>
      <p class="crumbs small muted">
        <a href={gapsAddress(looking)}>Gaps</a>
        <span aria-hidden="true"> / </span>
        {rankWords(gap.rank, gap.of)}
      </p>
      <div class="thead">
        <div class="grow">
          <h1 class="h-record">
            <bdi>{gapTitle(gap)}</bdi>
          </h1>
          <p class="row wrap">
            <CauseBadge subKind={gap.sub_kind} />
            {gap.row && <RecurrenceBadge recurrence={gap.row.recurrence} />}
            <span class="small muted">
              {[
                gap.row && isCutShort(gap.row, gap) && onceWords(gap),
                team,
                gap.first_at && `first asked on ${dayWords(gap.first_at.slice(0, 10))} ${gap.first_at.slice(0, 4)}`,
                gap.last_at && gap.last_at !== gap.first_at && `last on ${dayWords(gap.last_at.slice(0, 10))}`,
                `looking at ${spanWords(gap.from, gap.to)}`,
              ]
                .filter(Boolean)
                .join(' · ')}
            </span>
          </p>
        </div>
        <div class="row wrap">
          <a class="arm big" href={article ? articleAddress(looking, article.slug) : isFault ? '#acts' : '#draft'}>
            {ACTION_WORDS[gap.action]}
          </a>
          {!isFault && gap.may_change && (
            <a class="btn" href="#draft">
              Start a draft
            </a>
          )}
          {article?.url && (
            <a class="btn" href={article.url}>
              Read the article <Icon name="external" />
            </a>
          )}
        </div>
      </div>
      {burst && (
        <p class="notice warn">
          <Icon name="rise" />
          <span>
            <b>{riseWords(burst)}:</b> {riseAlso(burst)}
          </span>
        </p>
      )}
      {article && !article.url && (
        <p class="notice warn">
          <Icon name="warning" />
          <span>
            <bdi>“{article.title}”</bdi> is not published any more: publish it again, or merge this gap into one whose
            article people can read.
          </span>
        </p>
      )}
      <p class="gap-sentence">{gapSentence(gap)}</p>
      <p class="small muted">{ACTION_MEANINGS[gap.action]}</p>
      {gap.row && <Facts gap={gap} row={gap.row} looking={looking} />}
      <GapActs gap={gap} {...{ change, isSending }} />
      <div class="health">
        <div class="col">
          <TrailStrips
            tickets={gap.tickets}
            seesRequests={me.can.list_tickets}
            hidden={gap.tickets_hidden}
            newSince={lastLook()}
          />
          {gap.articles.map((one) => (
            <section key={one.article.slug} class="panel" aria-label={`After reading ${one.article.title}`}>
              <div class="hd">
                <h2 class="h-sec">
                  {one.is_target ? 'After reading ' : 'Also read before: '}
                  <a href={articleAddress(looking, one.article.slug)}>
                    <bdi>{one.is_target && article ? article.title : one.article.title}</bdi>
                  </a>
                </h2>
                <p class="small muted">{splitSaid(one.reads, one.tickets, one.unclear)}</p>
              </div>
              <div class="bd">
                <SplitBar split={one} slug={one.article.slug} looking={looking} />
              </div>
            </section>
          ))}
          <section class="panel gaps-panel" aria-labelledby="effect-head">
            <div class="hd">
              <h2 class="h-sec" id="effect-head">
                {isFault ? 'Is it over?' : 'Did the edit help?'}
              </h2>
              {gap.edits.length > 0 && (
                <>
                  <p class="gaps-say">{editsSaid(gap.edits).say}</p>
                  <p class="small muted">{editsSaid(gap.edits).also}</p>
                </>
              )}
            </div>
            <div class="bd">
              {gap.edits.length > 0 ? (
                <div class="gaps-flush">
                  <EditsTable edits={gap.edits} looking={looking} />
                </div>
              ) : (
                <p class="withheld">
                  <b>{noEffectWords(gap).say}</b> {noEffectWords(gap).also}
                </p>
              )}
            </div>
          </section>
        </div>
        <GapSide {...{ gap, looking, reload }} />
      </div>
    </>
  );
}

function Facts({ gap, row, looking }: { gap: GapDetail; row: NonNullable<GapDetail['row']>; looking: Looking }) {
  const { me } = signedInAs();
  const requests = me.can.list_tickets ? requestsAddress(looking, { gap: gap.key }) : null;
  const behind = countWords(row.tickets, 'request', 'requests');
  const touched = weeksIn(gap.from, gap.to).length;
  return (
    <dl class="facts">
      <div>
        <dt>People</dt>
        <dd>
          <Rows href={requests} label={`${countWords(row.users, 'person', 'people')}: ${behind}`}>
            {row.users}
          </Rows>
          {row.users_share !== null && <small>{partWords(row.users_share)} of all who asked</small>}
        </dd>
      </div>
      <div>
        <dt>Silent as well</dt>
        <dd>
          <Rows
            href={row.silent_demand > 0 && maySeeAttempts(me) ? attemptsAddress(looking, { gap: gap.key }) : null}
            label={`${countWords(row.silent_demand, 'attempt', 'attempts')} that left without asking`}
          >
            {row.silent_demand}
          </Rows>
          <small>left without asking</small>
        </dd>
      </div>
      <div>
        <dt>Minutes</dt>
        <dd>
          <Rows href={requests} label={`${plainNumber(row.minutes)} minutes: ${behind}`}>
            {plainNumber(row.minutes)}
          </Rows>
          <small>cost {costWords(row.cost)}</small>
        </dd>
      </div>
      <div>
        <dt>Severity</dt>
        <dd>
          {plainNumber(row.severity)}
          <small>of 5</small>
        </dd>
      </div>
      <div>
        <dt>Weeks active</dt>
        <dd>
          {scoredWeeks(row.weeks)}
          <small>
            <Weeks weeks={row.weeks} looking={gap} />
          </small>
          {touched !== 4 && (
            <small>
              {row.weeks.length} of the {countWords(touched, 'calendar week', 'calendar weeks')} of these days
            </small>
          )}
        </dd>
      </div>
      <div>
        <dt>Score</dt>
        <dd>
          {row.score.toFixed(1)}
          <small>{certaintyWords(row)}</small>
          <small>{scoreMade(row)}</small>
        </dd>
      </div>
    </dl>
  );
}
