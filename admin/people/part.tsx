// One part of a settings page: a heading, what is so in a sentence, and what can be done.
import type { ComponentChildren } from 'preact';
import { useId, useLayoutEffect, useRef } from 'preact/hooks';

/**
 * `hasFocus` where it takes the place of a form that was sent: whoever sent it reads on here. A form or a button in it that
 * goes with what it did leaves the focus to its heading.
 */
export function Part({
  title,
  hasFocus = false,
  children,
}: {
  title: string;
  hasFocus?: boolean;
  children: ComponentChildren;
}) {
  const id = useId();
  const place = useRef<HTMLElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  // Looked at before anything in it changes.
  const hadFocus = place.current?.contains(document.activeElement) === true;
  useLayoutEffect(() => {
    if (hasFocus) heading.current?.focus();
  }, []);
  useLayoutEffect(() => {
    if (hadFocus && !place.current?.contains(document.activeElement)) heading.current?.focus();
  });
  return (
    <section class="panel part" aria-labelledby={id} ref={place}>
      <h2 class="h-sec" id={id} ref={heading} tabIndex={-1}>
        {title}
      </h2>
      <div class="stack3">{children}</div>
    </section>
  );
}
