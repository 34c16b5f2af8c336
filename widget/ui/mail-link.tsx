// The other way to write, where help itself cannot be reached: the configured address of mail.
import { useApp } from '../shell/app-context.ts';

/** The site's address, or the one that stands on the script element; nothing where neither is known. */
export function MailLink() {
  const { help, mail } = useApp();
  const to = help.state.value.site?.mail ?? mail;
  return to ? (
    <a class="btn" href={`mailto:${to}`}>
      {to}
    </a>
  ) : null;
}
