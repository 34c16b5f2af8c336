// Makes the request that is sent, of what somebody wrote and of what we attach to it.
import type { SubmitTicket } from '../../contract/api/tickets.ts';
import type { FieldValue } from '../../contract/form-fields.ts';
import { pageKeyOf } from '../../contract/page-key.ts';
import type { App } from '../shell/app-context.ts';
import { categoryOf, type Fields } from './draft.ts';

/** What goes with the fields. */
export interface Beside {
  /** For named readers: nothing is attached. */
  secret: boolean;
  /** The person does not want anything attached. */
  removed: boolean;
  /** What the site asks beyond the rest. */
  asked?: Record<string, FieldValue> | undefined;
  /** What a program wrote where people see no field. */
  website?: string | undefined;
}

/**
 * The request as the server takes it, but for the signed identity, which is another one at each try. What is empty is left out.
 */
export function makeTicket(app: App, fields: Fields, { secret, removed, asked = {}, website }: Beside): SubmitTicket {
  const { message, subject, category, enquiry, browser, name, email, reply } = fields;
  const filled = (value: Partial<SubmitTicket>) =>
    Object.fromEntries(Object.entries(value).filter(([, text]) => text !== '' && text !== undefined));
  const evidence = secret ? undefined : app.recorder.model.value?.evidence();
  return {
    site: app.config.site,
    locale: app.wish,
    message: message.trim(),
    reply_expected: reply,
    ...filled({
      subject: subject.trim(),
      category,
      name: name.trim(),
      email: email.trim(),
      ...(enquiry && !secret ? { enquiry_type: enquiry } : {}),
      ...(categoryOf(app, category)?.asks_browser ? { browser } : {}),
      website,
      ...(Object.keys(asked).length ? { fields: asked } : {}),
      ...(secret || removed ? {} : { page_key: pageKeyOf(app.env.path()) }),
    }),
    ...(evidence ? { session: { sid: evidence.sid, trail: removed ? 'removed' : evidence.trail } } : {}),
  };
}

/** Whether two requests say the same, whatever was done in help between them. */
export function saysTheSame(one: SubmitTicket, other: SubmitTicket): boolean {
  const said = ({ session, ...rest }: SubmitTicket) => JSON.stringify([rest, session?.trail === 'removed']);
  return said(one) === said(other);
}
