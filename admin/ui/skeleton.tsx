// The shape of what comes: shown after a moment only, still, and with a sentence when it takes long.
import { useEffect, useState } from 'preact/hooks';

const QUIET_MS = 150;
const LONG_MS = 10_000;

/** `lines` are widths in percent. */
export function Skeleton({ lines, label = 'Loading' }: { lines: readonly number[]; label?: string }) {
  const [phase, setPhase] = useState<'quiet' | 'shown' | 'long'>('quiet');
  useEffect(() => {
    const show = setTimeout(() => setPhase('shown'), QUIET_MS);
    const long = setTimeout(() => setPhase('long'), LONG_MS);
    return () => {
      clearTimeout(show);
      clearTimeout(long);
    };
  }, []);
  return (
    <div class="skeleton" aria-busy="true">
      <span class="sr">{label}</span>
      {phase === 'long' && (
        <p class="muted">
          This takes longer than it should.{' '}
          <button type="button" class="linkish" onClick={() => location.reload()}>
            Try again
          </button>
        </p>
      )}
      {phase !== 'quiet' && lines.map((width, at) => <span key={`${at}-${width}`} class={`skel w${width}`} />)}
    </div>
  );
}

export function PageSkeleton() {
  return <Skeleton lines={[30, 100, 90, 100, 80, 100, 90]} label="Loading the page" />;
}
