// One part of a settings page: a heading, what is so in a sentence, and what can be done.
import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';

export function Part({ title, children }: { title: string; children: ComponentChildren }) {
  const id = useId();
  return (
    <section class="panel part" aria-labelledby={id}>
      <h2 class="h-sec" id={id}>
        {title}
      </h2>
      <div class="stack3">{children}</div>
    </section>
  );
}
