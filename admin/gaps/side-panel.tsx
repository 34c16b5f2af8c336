// A panel beside a page: a head, a line on what it is, and its content.
import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';

interface Props {
  title: string;
  hint?: ComponentChildren;
  /** So that a link of the page leads to it. */
  anchor?: string;
  children: ComponentChildren;
}

export function SidePanel({ title, hint, anchor, children }: Props) {
  const id = useId();
  return (
    <section class="panel" id={anchor} tabIndex={anchor ? -1 : undefined} aria-labelledby={id}>
      <div class="hd">
        <h2 class="h-sec" id={id}>
          {title}
        </h2>
        {hint && <p class="small muted">{hint}</p>}
      </div>
      <div class="bd stack">{children}</div>
    </section>
  );
}

/** A name and its number, one below the other. */
export function SideCount({ children, count }: { children: ComponentChildren; count: ComponentChildren }) {
  return (
    <li class="spread small">
      <span>{children}</span>
      <b class="nowrap">{count}</b>
    </li>
  );
}
