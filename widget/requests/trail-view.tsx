// Shows what will be attached to a request, before it is sent, and lets it be removed in one press.
import type { UsageEvent } from '../../contract/usage-events.ts';
import { enWriting } from '../../contract/words/tongues/en-writing.ts';
import type { Pack } from '../../contract/words/tongues/pack.ts';
import { useApp, useWords } from '../shell/app-context.ts';
import { ALERT } from '../ui/field.tsx';
import { Icon, PAGE, SEARCH } from '../ui/icon.tsx';
import type { Form } from './form-model.ts';

const WINDOW = 'M2 3h12v10H2zM2 6h12';

/** The searches and reads of a trail in order; one line for an article however often it was opened. */
export function linesOf(
  trail: readonly UsageEvent[],
  titleOf: (slug: string) => string,
  words: Pack['writing'] = enWriting,
) {
  const lines: { icon: 'search' | 'read'; text: string }[] = [];
  const reads = new Map<string, { at: number; ms: Map<string, number> }>();
  const articleOfView = new Map<string, string>();
  for (const event of trail) {
    if (event.type === 'search_performed') lines.push({ icon: 'search', text: words.searched(event.query) });
    else if (event.type === 'article_opened') {
      articleOfView.set(event.view_id, event.article_id);
      if (reads.has(event.article_id)) continue;
      reads.set(event.article_id, { at: lines.length, ms: new Map() });
      lines.push({ icon: 'read', text: '' });
    } else if (event.type === 'article_closed' || event.type === 'article_heartbeat')
      reads.get(articleOfView.get(event.view_id) ?? '')?.ms.set(event.view_id, event.active_ms ?? 0);
  }
  for (const [slug, { at, ms }] of reads) {
    const minutes = Math.round([...ms.values()].reduce((sum, one) => sum + one, 0) / 60_000);
    lines[at] = { icon: 'read', text: words.read(titleOf(slug), minutes) };
  }
  return lines;
}

/** What we attach. */
export function TrailView({ form }: { form: Form }) {
  const { recorder, help, env, locale } = useApp();
  const words = useWords('writing', enWriting);
  const trail = recorder.model.value?.session.value?.trail ?? [];
  const now = help.state.value;
  const titleOf = (slug: string) => (now.is === 'ready' && now.finder.titleOf(slug)) || slug;
  const removed = form.removed.value;
  // What the page says of itself is said again when it changes.
  const started = [...trail].reverse().find((event) => event.type === 'session_started');
  return (
    <section class="trail">
      <header>
        <b>{removed ? words.removed : words.attach}</b>
        <button type="button" class="plain" onClick={() => form.removeTrail(!removed)}>
          {removed ? words.putBack : words.remove}
        </button>
      </header>
      {!removed && (
        <ul>
          {linesOf(trail, titleOf, words).map(({ icon, text }) => (
            <li key={text}>
              <Icon d={icon === 'search' ? SEARCH : PAGE} />
              {text}
            </li>
          ))}
          <li>
            <Icon d={WINDOW} />
            {words.page(env.path())}
            {started?.page_title && <bdi class="quiet">{started.page_title}</bdi>}
          </li>
          {started?.host_error_count !== undefined && (
            <li>
              <Icon d={ALERT} />
              {words.pageErrors(new Intl.NumberFormat(locale).format(started.host_error_count))}
            </li>
          )}
        </ul>
      )}
      {!removed && <p class="quiet">{words.attachWhy}</p>}
    </section>
  );
}
