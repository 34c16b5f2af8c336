// Enquiries as defects: what requests cost by root cause, dearest first with the sum so far, and how much need not have come.
import { createModel, signal, useModel } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { useLocation } from 'preact-iso/router';
import type { ReportSet } from '../../contract/api/report-data.ts';
import { partWords } from '../../contract/words/share-words.ts';
import { type Refusal, wordsOf } from '../api-client.ts';
import { signedInAs } from '../session-model.ts';
import { announce } from '../ui/announce.tsx';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { PageSkeleton } from '../ui/skeleton.tsx';
import { Affected } from './affected-panel.tsx';
import { csvAddress } from './backlog-panel.tsx';
import { causeName, causesSaid, demandSaid, isUnset } from './cause-words.ts';
import { todayIn } from './days.ts';
import { FilterBar } from './filter-bar.tsx';
import { addressFor, gapsAddress, type Looking, lookingAt, requestsAddress, serverQuery } from './gaps-address.ts';
import { IntervalBar } from './interval-bar.tsx';
import { readReports } from './page-reports.ts';
import { Panel, Rows } from './panel.tsx';
import { ParetoChart } from './pareto-chart.tsx';
import { betweenWords, costWords, plainNumber } from './rate-words.ts';
import { useReturnFocus } from './return-focus.ts';
import './gaps.css';
import './backlog.css';
import './charts.css';
import './causes.css';

const NAMES = ['cost_by_root_cause', 'cost_per_contact', 'demand_type_share', 'gap_backlog'] as const;
type Reports = ReportSet<(typeof NAMES)[number]>['reports'];
type Loading =
  | { state: 'loading' }
  | { state: 'failed'; refusal: Refusal }
  | { state: 'ready'; reports: Reports; looking: Looking };

const CausesModel = createModel(() => {
  const loading = signal<Loading>({ state: 'loading' });
  let newest = 0;
  return {
    loading,
    async load(looking: Looking): Promise<void> {
      newest += 1;
      const mine = newest;
      const answer = await readReports(NAMES, looking);
      if (mine !== newest) return;
      loading.value = answer.ok
        ? { state: 'ready', reports: answer.value.reports, looking }
        : { state: 'failed', refusal: answer };
    },
  };
});

export function CausesPage() {
  const { desk } = signedInAs();
  const { url, route } = useLocation();
  const today = todayIn(desk.time_zone, new Date());
  const looking = lookingAt(new URL(url, location.origin).search, today);
  const address = addressFor('/admin/gaps/causes', looking);
  const model = useModel(CausesModel);
  useEffect(() => {
    document.title = `Cost by root cause · ${desk.name}`;
    model.load(looking).then(() => {
      if (model.loading.value.state === 'ready') announce('The figures are there.');
    });
  }, [address]);
  useReturnFocus(model.loading.value.state === 'ready');
  const now = model.loading.value;
  return (
    <>
      <p class="small">
        <a href={gapsAddress(looking)}>Back to the gaps</a>
      </p>
      <div class="gaps-top">
        <div>
          <h1 class="h-page">Cost by root cause</h1>
          <p class="muted">
            Each request as a defect of something: what it was, what it took, and whether it had to come.
          </p>
        </div>
        <FilterBar looking={looking} today={today} onChange={(next) => route(addressFor('/admin/gaps/causes', next))} />
      </div>
      {now.state === 'loading' && <PageSkeleton />}
      {now.state === 'failed' && <ProblemNotice words={wordsOf(now.refusal)} onRetry={() => model.load(looking)} />}
      {now.state === 'ready' && (
        <div class="gaps">
          <Causes reports={now.reports} looking={now.looking} />
          <Demand reports={now.reports} looking={now.looking} />
          <Affected gaps={now.reports.gap_backlog.data} looking={now.looking} />
        </div>
      )}
    </>
  );
}

function Causes({ reports, looking }: { reports: Reports; looking: Looking }) {
  const { me, desk } = signedInAs();
  const labels = new Map(desk.root_causes.map(({ key, label }) => [key, label]));
  const rows = reports.cost_by_root_cause.data;
  const cost = reports.cost_per_contact.data;
  const nameOf = (cause: string) => causeName(cause, labels);
  const href = (cause: string) =>
    me.can.list_tickets ? requestsAddress(looking, { root_cause: isUnset(cause) ? 'unset' : cause }) : null;
  return (
    <Panel
      question="Where does the time go?"
      said={causesSaid(rows, cost, nameOf)}
      width={12}
      foot={
        <p class="spread wrap">
          <span>Cost is minutes times the rate of the settings ({costWords(desk.cost_per_minute)} a minute).</span>
          <a href={csvAddress('cost_by_root_cause', serverQuery(looking))} download>
            Download as CSV
          </a>
        </p>
      }
    >
      {rows.some(({ minutes }) => minutes > 0) && (
        <ParetoChart
          causes={rows.map((row) => ({
            name: nameOf(row.root_cause),
            minutes: row.minutes,
            requests: row.tickets,
            cumulative: row.cumulative ?? 0,
            href: href(row.root_cause),
          }))}
        />
      )}
      {rows.length > 0 && (
        <section class="scroll-x gaps-flush" aria-label="Root causes, as a table">
          <table class="tbl cards">
            <thead>
              <tr>
                <th scope="col" class="first">
                  Root cause
                </th>
                <th scope="col" class="r">
                  Requests
                </th>
                <th scope="col" class="r">
                  Minutes
                </th>
                <th scope="col" class="r">
                  Cost
                </th>
                <th scope="col" class="r">
                  Share
                </th>
                <th scope="col" class="r last">
                  So far
                </th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr key={row.root_cause}>
                  <td class="first">
                    <b>{nameOf(row.root_cause)}</b>
                  </td>
                  <td class="r" data-l="Requests">
                    <Rows href={href(row.root_cause)} label={`${nameOf(row.root_cause)}: ${row.tickets} requests`}>
                      {row.tickets}
                    </Rows>
                  </td>
                  <td class="r" data-l="Minutes">
                    <Rows
                      href={row.minutes > 0 ? href(row.root_cause) : null}
                      label={`${nameOf(row.root_cause)}: ${plainNumber(row.minutes)} minutes for ${row.tickets} requests`}
                    >
                      {plainNumber(row.minutes)}
                    </Rows>
                  </td>
                  <td class="r" data-l="Cost">
                    {costWords(row.cost)}
                  </td>
                  <td class="r" data-l="Share">
                    {row.share === null ? '–' : partWords(row.share)}
                  </td>
                  <td class="r last" data-l="So far">
                    {row.cumulative === null ? '–' : partWords(row.cumulative)}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
    </Panel>
  );
}

const DEMANDS = [
  { name: 'failure', words: 'Avoidable' },
  { name: 'value', words: 'Wanted' },
  { name: 'neither', words: 'Neither' },
] as const;

function Demand({ reports, looking }: { reports: Reports; looking: Looking }) {
  const { me } = signedInAs();
  const share = reports.demand_type_share.data;
  const href = (demand_type: string) => (me.can.list_tickets ? requestsAddress(looking, { demand_type }) : null);
  return (
    <Panel
      question="How much of it need not have come?"
      said={demandSaid(share)}
      table={
        <table class="tbl">
          <thead>
            <tr>
              <th scope="col">Demand</th>
              <th scope="col" class="r">
                Requests
              </th>
              <th scope="col" class="r">
                Allowing for chance
              </th>
            </tr>
          </thead>
          <tbody>
            {DEMANDS.map(({ name, words }) => {
              const { low, high, outer } = share[name];
              return (
                <tr key={name}>
                  <th scope="row">{words}</th>
                  <td class="r">
                    <Rows href={low.num > 0 ? href(name) : null} label={`${words}: ${low.num} requests`}>
                      {low.num}
                    </Rows>
                    {high.num > low.num && (
                      <>
                        {' to '}
                        <Rows href={href(`${name},unset`)} label={`${words}, at most: ${high.num} requests`}>
                          {high.num}
                        </Rows>
                      </>
                    )}
                  </td>
                  <td class="r">{outer ? betweenWords(outer[0], outer[1]) : 'too few'}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      }
    >
      {DEMANDS.map(({ name, words }) => {
        const { low, high, outer } = share[name];
        if (low.value === null || high.value === null || !outer) return null;
        return (
          <div key={name}>
            <h3 class="h-sub">{words}</h3>
            <IntervalBar low={low.value} high={high.value} outer={outer} label={words} />
          </div>
        );
      })}
      <p class="small muted">
        Avoidable is what came because something failed somebody, in their eyes. Those of which nobody can tell yet are
        in the high bound only.
      </p>
    </Panel>
  );
}
