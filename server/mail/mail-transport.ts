// Hands one mail to the mail server that the environment names.
import { createTransport } from 'nodemailer';
import type { Config } from '../config.ts';

/** One mail; its id is the same at every try, so that a reader's program can tell a second copy from a second mail. */
export interface Mail {
  id: string;
  to: string;
  subject: string;
  text: string;
  html: string;
}

export interface MailTransport {
  /** @throws MailRefused where the server will never take this one; any other error may pass. */
  send(mail: Mail): Promise<void>;
  close(): void;
}

/** The mail server refused for good (5xx). */
export class MailRefused extends Error {}

const CONNECT_MS = 10_000;
const SILENT_MS = 30_000;

/** null where `SMTP_URL` is not set: mail is off. */
export function createMailTransport({ mail }: Pick<Config, 'mail'>): MailTransport | null {
  if (!mail) return null;
  const transport = createTransport(
    {
      url: mail.url,
      connectionTimeout: CONNECT_MS,
      greetingTimeout: CONNECT_MS,
      socketTimeout: SILENT_MS,
      disableFileAccess: true,
      disableUrlAccess: true,
    },
    { from: mail.from },
  );
  return {
    async send({ id, to, subject, text, html }) {
      const host = mail.from.split('@').at(-1)?.replace(/>.*$/, '') ?? 'localhost';
      try {
        await transport.sendMail({
          to: { name: '', address: to },
          ...{ subject, text, html },
          messageId: `<${id}@${host}>`,
          headers: { 'Auto-Submitted': 'auto-generated' },
        });
      } catch (error) {
        const { responseCode } = error as { responseCode?: number };
        if (responseCode !== undefined && responseCode >= 500) throw new MailRefused(`${responseCode}`);
        throw error;
      }
    },
    close: () => transport.close(),
  };
}
