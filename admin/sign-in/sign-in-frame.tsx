// The quiet page on which somebody comes in: the mark, one column, nothing else.
import type { ComponentChildren } from 'preact';
import { useEffect } from 'preact/hooks';
import { Mark } from '../ui/mark.tsx';
import './sign-in.css';

export function SignInFrame({ title, children }: { title: string; children: ComponentChildren }) {
  useEffect(() => {
    document.title = `${title} · Fingerpost`;
  }, [title]);
  return (
    <div class="sign-in">
      <p class="sign-in-mark">
        <Mark />
        <span>Fingerpost</span>
      </p>
      <div class="panel sign-in-panel">{children}</div>
    </div>
  );
}
