// Loads a page's code when it is first shown: a quiet skeleton meanwhile, a way on when it does not come.
import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { PageSkeleton } from '../ui/skeleton.tsx';

/** A page whose code is fetched once, on first use. */
export function pageOf(load: () => Promise<ComponentType>): ComponentType {
  let loaded: ComponentType | null = null;
  return function LazyPage() {
    const [page, setPage] = useState<ComponentType | null>(() => loaded);
    const [hasFailed, setFailed] = useState(false);
    useEffect(() => {
      if (page) return;
      load().then(
        (found) => {
          loaded = found;
          setPage(() => found);
        },
        () => setFailed(true),
      );
    }, []);
    if (hasFailed) return <PageMissing />;
    if (!page) return <PageSkeleton />;
    const Page = page;
    return <Page />;
  };
}

function PageMissing() {
  return (
    <div class="panel empty" role="alert">
      <h1 class="h-page">This page did not arrive.</h1>
      <p class="muted">The connection broke off, or a newer version was put in place.</p>
      <p>
        <button type="button" class="btn" onClick={() => location.reload()}>
          Load it again
        </button>
      </p>
    </div>
  );
}
