// GET /api/v1/admin/desk: what the console needs to draw itself, in words of the viewer's organisation.
import { z } from 'zod';
import { QueuePersonSchema } from './queue.ts';
import { KbAddressesSchema } from './site.ts';

const labelled = z.strictObject({ key: z.string(), label: z.string() });

export const DeskStatusSchema = z.strictObject({
  key: z.string(),
  /** For the team, and in plain words for the requester. */
  label: z.string(),
  public: z.string(),
  ends: z.boolean(),
  asks_requester: z.boolean(),
});

export const DeskPersonSchema = z.strictObject({
  ...QueuePersonSchema.shape,
  role: z.string(),
  /** Requests may be given to them. */
  assignable: z.boolean(),
});

export const DeskSchema = z.strictObject({
  me: z.strictObject({
    id: z.string(),
    name: z.string(),
    email: z.string(),
    role: z.string(),
    /** What this person may do at all; a request's own answer says what they may do with it. */
    may: z.strictObject({
      list: z.boolean(),
      answer: z.boolean(),
      route: z.boolean(),
      share_views: z.boolean(),
      read_reports: z.boolean(),
    }),
  }),
  name: z.string(),
  sites: z.array(labelled),
  locale: z.string(),
  locales: z.array(z.string()),
  time_zone: z.string(),
  /** In the order of the settings. */
  statuses: z.array(DeskStatusSchema),
  /** By workflow, by status, those that may follow. */
  workflows: z.record(z.string(), z.record(z.string(), z.array(z.string()))),
  categories: z.array(
    z.strictObject({
      key: z.string(),
      label: z.string(),
      restricted: z.boolean(),
      /** This person reads it, where it is restricted. */
      readable: z.boolean(),
      target_group: z.string().nullable(),
      promise_hours: z.number(),
    }),
  ),
  target_groups: z.array(labelled),
  people: z.array(DeskPersonSchema),
  root_causes: z.array(labelled),
  /** Releases of the product: the day (`2026-03-20`) and a name. */
  releases: z.array(z.strictObject({ at: z.string(), name: z.string() })),
  /** So many attempts must have used the same words before they are shown. */
  k_sessions: z.number(),
  /** Drafts of articles may be committed to a branch. */
  commits_drafts: z.boolean(),
  channels: z.array(labelled),
  logged_channels: z.array(z.string()),
  resolution_codes: z.array(labelled),
  answer_states: z.array(labelled),
  enquiry_types: z.array(labelled),
  kinds: z.array(labelled),
  sub_kinds: z.array(labelled),
  other_kinds: z.array(labelled),
  sorts: z.array(labelled),
  /** For the search in the browser; addresses are relative to the server's root. */
  kb: z.strictObject({
    release: z.string(),
    locales: z.record(z.string(), KbAddressesSchema),
  }),
  limits: z.strictObject({
    message: z.number(),
    subject: z.number(),
    name: z.number(),
    email: z.number(),
    query: z.number(),
    comment: z.number(),
    bulk_tickets: z.number(),
    page_size: z.number(),
    views: z.number(),
    view_name: z.number(),
    answer_articles: z.number(),
  }),
  cost_per_minute: z.number(),
  /** A public reply also goes out by mail; without it requesters read it with their number and key. */
  sends_mail: z.boolean(),
  /** Requests of an invented desk are in this database. */
  demo: z.boolean(),
});

export type Desk = z.infer<typeof DeskSchema>;
export type DeskPerson = z.infer<typeof DeskPersonSchema>;
