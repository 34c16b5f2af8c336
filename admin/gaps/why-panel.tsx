// "Why they had to ask": four tiles, each with what an editor does about it, and how much is not known.
import type { ComponentChildren } from 'preact';
import { useLocation } from 'preact-iso/router';
import { SUB_KIND_ACTS, SUB_KIND_WORDS } from '../../contract/words/kind-words.ts';
import { Arm } from '../ui/badges.tsx';
import { Icon, type IconName } from '../ui/icon.tsx';
import { backlogValues, backlogViewAt } from './backlog-order.ts';
import { costLine } from './cause-words.ts';
import { addressFor, requestsAddress } from './gaps-address.ts';
import type { Figures } from './gaps-model.ts';
import { Panel, Rows } from './panel.tsx';
import {
  ATTRIBUTED,
  type Attributed,
  gapsIn,
  peopleWords,
  requestsWords,
  TILE_WORDS,
  weakWords,
  whySaid,
  withoutTrailWords,
} from './why-words.ts';
import './why.css';

const ICONS: Record<Attributed, IconName> = {
  missing: 'page_dashed',
  unfindable: 'search_question',
  unclear: 'page_waves',
  not_looked: 'asleep',
};

/** What is not attributed has no value yet, or the word for it. */
const NOT_ATTRIBUTED = 'unattributed,unset';

export function WhyPanel({ figures, seesRequests }: { figures: Figures; seesRequests: boolean }) {
  const { looking, reports } = figures;
  const { data: counts, notes } = reports.sub_kind_counts;
  const total = gapsIn(counts);
  const href = (sub_kind: string) =>
    seesRequests ? requestsAddress(looking, { kind: 'knowledge_gap', sub_kind }) : null;
  const view = backlogViewAt(new URL(useLocation().url, location.origin).search);
  /** Pressed again it takes the filter off. */
  const toBacklog = (cause: Attributed) =>
    addressFor('/admin/gaps', looking, backlogValues({ ...view, cause: view.cause === cause ? null : cause })) +
    (view.cause === cause ? '' : '#backlog');
  const byCount = ATTRIBUTED.toSorted((a, b) => counts[b] - counts[a]);
  return (
    <Panel
      question="Why they had to ask"
      said={whySaid(counts, notes)}
      table={
        <table class="tbl">
          <thead>
            <tr>
              <th scope="col">Why</th>
              <th scope="col" class="r">
                Requests
              </th>
              <th scope="col" class="r">
                People
              </th>
              <th scope="col">What to do</th>
            </tr>
          </thead>
          <tbody>
            {ATTRIBUTED.map((name) => (
              <tr key={name}>
                <th scope="row">{SUB_KIND_WORDS[name]}</th>
                <td class="r">
                  <Rows href={counts[name] > 0 ? href(name) : null} label={`${SUB_KIND_WORDS[name]}: ${counts[name]}`}>
                    {counts[name]}
                  </Rows>
                </td>
                <td class="r">
                  <Rows
                    href={counts.users[name] > 0 ? href(name) : null}
                    label={`${SUB_KIND_WORDS[name]}: ${peopleWords(counts.users[name])}, ${counts[name]} ${requestsWords(counts[name])}`}
                  >
                    {counts.users[name]}
                  </Rows>
                </td>
                <td>{SUB_KIND_ACTS[name]}</td>
              </tr>
            ))}
            <tr>
              <th scope="row">{SUB_KIND_WORDS.unattributed}</th>
              <td class="r">
                <Rows
                  href={counts.unattributed > 0 ? href(NOT_ATTRIBUTED) : null}
                  label={`${SUB_KIND_WORDS.unattributed}: ${counts.unattributed}`}
                >
                  {counts.unattributed}
                </Rows>
              </td>
              <td class="r">{counts.users.unattributed}</td>
              <td>Say what answers it</td>
            </tr>
          </tbody>
        </table>
      }
    >
      {total > 0 && (
        <>
          <ul class="why-tiles">
            {byCount.map((name) => (
              <li key={name}>
                <Tile
                  href={counts[name] === 0 ? null : reports.gap_backlog ? toBacklog(name) : href(name)}
                  isChosen={view.cause === name}
                >
                  <span class="why-name">
                    <Icon name={ICONS[name]} />
                    {SUB_KIND_WORDS[name]}
                  </span>
                  <span class="why-count">
                    <span class="why-number">{counts[name]}</span>
                    <span class="small muted">
                      {requestsWords(counts[name])}, {peopleWords(counts.users[name])}
                    </span>
                  </span>
                  <span class="small muted">
                    {TILE_WORDS[name]}
                    {name === 'not_looked' && counts.weak > 0 && ` ${weakWords(counts.weak)}`}
                  </span>
                  <Arm verb={SUB_KIND_ACTS[name]} isSoft={counts[name] === 0} />
                </Tile>
              </li>
            ))}
          </ul>
          <ul class="small stack">
            <li>
              <Icon name="bar" />{' '}
              {counts.unattributed === 0 ? (
                <span class="muted">{SUB_KIND_WORDS.unattributed}: none.</span>
              ) : (
                <>
                  <Rows
                    href={href(NOT_ATTRIBUTED)}
                    label={`${SUB_KIND_WORDS.unattributed}: ${counts.unattributed} ${requestsWords(counts.unattributed)}`}
                  >
                    {SUB_KIND_WORDS.unattributed}: {counts.unattributed}
                  </Rows>
                  <span class="muted">
                    , {peopleWords(counts.users.unattributed)}. They count once somebody says what answers them.
                  </span>
                </>
              )}
            </li>
            <li>
              <Icon name="eye" /> <span class="muted">{withoutTrailWords(notes.gaps.without_trail, total)}</span>
              {notes.gaps.without_trail > 0 && seesRequests && (
                <>
                  {' '}
                  <a href={requestsAddress(looking, { kind: 'knowledge_gap', trail: 'none,removed' })}>See them</a>
                </>
              )}
            </li>
          </ul>
        </>
      )}
      {reports.cost_per_contact && notes.requests > 0 && (
        <p class="small">
          <a href={addressFor('/admin/gaps/causes', looking)}>Cost by root cause</a>{' '}
          <span class="muted">{costLine(reports.cost_per_contact.data)}</span>
        </p>
      )}
      {total === 0 && notes.requests > 0 && (
        <p class="notice good">
          <Icon name="tick" />
          <span>No request of this period could have been answered by an article, as far as we know.</span>
        </p>
      )}
      {total === 0 && notes.requests === 0 && <p class="muted">There was no request that could tell why.</p>}
    </Panel>
  );
}

function Tile({ href, isChosen, children }: { href: string | null; isChosen: boolean; children: ComponentChildren }) {
  return href ? (
    <a class="why-tile" href={href} aria-current={isChosen ? 'true' : undefined}>
      {children}
    </a>
  ) : (
    <div class="why-tile">{children}</div>
  );
}
