// A panel: the question it answers, one sentence, how sure it is, the chart, and the same as a table.
import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import type { Said } from './outcome-words.ts';

interface Props {
  question: string;
  said: Said;
  /** Whole width, or half of it where there is room. */
  isWide?: boolean;
  children: ComponentChildren;
  /** Heads and rows of the figures behind the chart. */
  table: ComponentChildren;
}

export function Panel({ question, said, isWide = false, children, table }: Props) {
  const id = useId();
  return (
    <section class={`panel gaps-panel${isWide ? ' wide' : ''}`} aria-labelledby={id}>
      <div class="hd">
        <h2 class="gaps-question" id={id}>
          {question}
        </h2>
        <p class="gaps-say">{said.say}</p>
        {said.also && <p class="small muted">{said.also}</p>}
      </div>
      <div class="bd stack4">
        {children}
        <details class="as-table">
          <summary>Show as a table</summary>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways must be reachable by keyboard */}
          <section class="scroll-x" aria-label={`${question}, as a table`} tabIndex={0}>
            {table}
          </section>
        </details>
      </div>
    </section>
  );
}

/** A number that leads to its rows, for whoever may see them. */
export function Rows({ href, label, children }: { href: string | null; label: string; children: ComponentChildren }) {
  return href ? (
    <a href={href} aria-label={label}>
      {children}
    </a>
  ) : (
    <span>{children}</span>
  );
}
