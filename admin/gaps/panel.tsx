// A panel: the question it answers, one sentence, how sure it is, the picture, the same as a table, and what it rests on.
import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import type { Said } from './outcome-words.ts';

/** Of twelve columns, where there is room for them. */
export type PanelWidth = 5 | 6 | 7 | 12;

interface Props {
  question: string;
  said: Said;
  width?: PanelWidth;
  /** So that a link of the page leads to it. */
  anchor?: string;
  /** What stands beside the sentence, for instance the order of a list. */
  tools?: ComponentChildren;
  children: ComponentChildren;
  /** Heads and rows of the figures behind a chart; none where the panel itself is a table. */
  table?: ComponentChildren;
  /** Small print under a line. */
  foot?: ComponentChildren;
}

export function Panel({ question, said, width = 6, anchor, tools, children, table, foot }: Props) {
  const id = useId();
  return (
    <section class={`panel gaps-panel g${width}`} id={anchor} aria-labelledby={id}>
      <div class="hd gaps-head">
        <div>
          <h2 class="gaps-question" id={id}>
            {question}
          </h2>
          <p class="gaps-say">{said.say}</p>
          {said.also && <p class="small muted">{said.also}</p>}
        </div>
        {tools}
      </div>
      <div class="bd stack4">
        {children}
        {table && (
          <details class="as-table">
            <summary>Show as a table</summary>
            {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways must be reachable by keyboard */}
            <section class="scroll-x" aria-label={`${question}, as a table`} tabIndex={0}>
              {table}
            </section>
          </details>
        )}
      </div>
      {foot && <div class="thin">{foot}</div>}
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
