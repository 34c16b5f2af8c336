// Makes the request that is sent, of what somebody wrote and of what we attach to it.
import type { SubmitTicket } from '../../contract/api/tickets.ts';
import { pageKeyOf } from '../../contract/page-key.ts';
import type { App } from '../shell/app-context.ts';
import { categoryOf, type Fields } from './draft.ts';

/**
 * The request as the server takes it, but for the signed identity, which is another one at each try. What is empty is left out.
 * @param secret for named readers: nothing is attached.
 * @param removed the person does not want anything attached.
 */
export function makeTicket(
  app: App,
  fields: Fields,
  { secret, removed }: { secret: boolean; removed: boolean },
): SubmitTicket {
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
