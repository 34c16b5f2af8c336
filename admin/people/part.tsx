// One part of a settings page: a heading, what is so in a sentence, and what can be done.
import type { ComponentChildren } from 'preact';
import { useId, useLayoutEffect, useRef } from 'preact/hooks';

/** `hasFocus` where it takes the place of a form that was sent: whoever sent it reads on here. */
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
  const heading = useRef<HTMLHeadingElement>(null);
  useLayoutEffect(() => {
    if (hasFocus) heading.current?.focus();
  }, []);
  return (
    <section class="panel part" aria-labelledby={id}>
      <h2 class="h-sec" id={id} ref={heading} tabIndex={hasFocus ? -1 : undefined}>
        {title}
      </h2>
      <div class="stack3">{children}</div>
    </section>
  );
}
