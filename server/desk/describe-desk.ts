// Gathers what the console needs to draw itself, in the words of the settings.
import { ANSWER_STATES, CHANNELS, OTHER_KINDS, RESOLUTION_CODES } from '../../contract/api/admin-tickets.ts';
import type { Desk } from '../../contract/api/desk.ts';
import { LOGGED_CHANNELS, TICKET_SORTS } from '../../contract/api/queue.ts';
import { ENQUIRY_TYPES } from '../../contract/api/tickets.ts';
import { LIMITS } from '../../contract/limits.ts';
import {
  ANSWER_STATE_WORDS,
  CHANNEL_WORDS,
  ENQUIRY_TYPE_WORDS,
  OTHER_KIND_WORDS,
  RESOLUTION_WORDS,
  ROOT_CAUSE_WORDS,
  SORT_WORDS,
} from '../../contract/words/desk-words.ts';
import { KIND_WORDS, SUB_KIND_WORDS } from '../../contract/words/kind-words.ts';
import { addressesOf } from '../articles/release.ts';
import type { Db } from '../db/database.ts';
import { followDemo } from '../demo-life/demo-settings.ts';
import { isDemo } from '../demo-life/is-demo.ts';
import {
  canChangeManyTickets,
  canListTickets,
  canLogRequests,
  canReadReports,
  canShareViews,
  type Viewer,
} from '../people/permissions.ts';
import type { Services } from '../services.ts';
import { inLocale } from '../settings/words-by-locale.ts';

const ASSIGNABLE_ROLES = ['admin', 'agent', 'specialist'];

export async function describeDesk(services: Services, viewer: Viewer): Promise<Desk> {
  const { settings, db } = services;
  const demo = await isDemo(db);
  followDemo(settings, demo);
  const say = (words: Parameters<typeof inLocale>[0]) => inLocale(words, settings.default_locale, settings);
  return {
    me: {
      id: viewer.id,
      name: viewer.name,
      email: viewer.email,
      role: viewer.role,
      may: {
        list: canListTickets(viewer),
        answer: canLogRequests(viewer),
        route: canChangeManyTickets(viewer),
        share_views: canShareViews(viewer),
        read_reports: canReadReports(viewer),
      },
    },
    name: Object.values(settings.sites)[0]?.name ?? 'Fingerpost',
    sites: Object.entries(settings.sites).map(([key, site]) => ({ key, label: site.name })),
    locale: settings.default_locale,
    locales: settings.locales,
    time_zone: settings.time_zone,
    statuses: Object.entries(settings.statuses).map(([key, status]) => ({
      key,
      label: say(status.label),
      public: say(status.public),
      ends: status.ends === true,
      asks_requester: status.asks_requester === true,
    })),
    workflows: Object.fromEntries(
      Object.entries(settings.workflows).map(([name, steps]) => [
        name,
        Object.fromEntries(Object.entries(steps).map(([from, moves]) => [from, moves.map((move) => move.to)])),
      ]),
    ),
    categories: Object.entries(settings.categories).map(([key, category]) => ({
      key,
      label: category.label,
      restricted: category.restricted === true,
      readable: category.restricted !== true || viewer.restrictedCategories.includes(key),
      target_group: category.target_group ?? null,
      promise_hours: category.promise_hours,
    })),
    target_groups: Object.entries(settings.target_groups).map(([key, group]) => ({ key, label: group.label })),
    people: await peopleOf(db),
    root_causes: settings.root_causes.map((key) => ({ key, label: ROOT_CAUSE_WORDS[key] ?? readable(key) })),
    releases: settings.releases,
    k_sessions: settings.k_sessions,
    commits_drafts: settings.commit_drafts,
    channels: labelled(CHANNELS, CHANNEL_WORDS),
    logged_channels: [...LOGGED_CHANNELS],
    resolution_codes: labelled(RESOLUTION_CODES, RESOLUTION_WORDS),
    answer_states: labelled(ANSWER_STATES, ANSWER_STATE_WORDS),
    enquiry_types: labelled(ENQUIRY_TYPES, ENQUIRY_TYPE_WORDS),
    kinds: Object.entries(KIND_WORDS).map(([key, label]) => ({ key, label })),
    sub_kinds: Object.entries(SUB_KIND_WORDS).map(([key, label]) => ({ key, label })),
    other_kinds: labelled(OTHER_KINDS, OTHER_KIND_WORDS),
    sorts: labelled(TICKET_SORTS, SORT_WORDS),
    kb: articlesOf(services),
    limits: {
      message: LIMITS.message,
      subject: LIMITS.subject,
      name: LIMITS.name,
      email: LIMITS.email,
      query: LIMITS.query,
      comment: LIMITS.comment,
      bulk_tickets: LIMITS.bulkTickets,
      page_size: LIMITS.adminPageSize,
      views: LIMITS.viewsPerPerson,
      view_name: LIMITS.viewName,
      answer_articles: LIMITS.answerArticles,
    },
    cost_per_minute: settings.cost_per_minute,
    // No version sends any yet.
    sends_mail: false,
    demo,
  };
}

function labelled<K extends string>(keys: readonly K[], words: Record<K, string>): { key: string; label: string }[] {
  return keys.map((key) => ({ key, label: words[key] }));
}

/** `wording_mismatch` as "Wording mismatch". */
function readable(key: string): string {
  const text = key.replace(/[_-]+/g, ' ');
  return text.charAt(0).toUpperCase() + text.slice(1);
}

async function peopleOf(db: Db): Promise<Desk['people']> {
  const agents = await db
    .selectFrom('agent')
    .select(['id', 'name', 'email', 'role', 'disabled'])
    .orderBy('name')
    .orderBy('id')
    .execute();
  return agents.map(({ disabled, ...person }) => ({
    ...person,
    left: disabled === 1,
    assignable: disabled !== 1 && ASSIGNABLE_ROLES.includes(person.role),
  }));
}

/** The addresses of the newest release, as the widget is given them. */
function articlesOf({ releases }: Services): Desk['kb'] {
  const release = releases.current();
  const locales = Object.entries(release.locales).map(([locale, part]) => {
    return [locale, addressesOf(release.id, part)] as const;
  });
  return { release: release.id, locales: Object.fromEntries(locales) };
}
