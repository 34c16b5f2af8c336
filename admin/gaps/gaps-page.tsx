// The page GapsPage: being built, nothing to see yet.
export function GapsPage() {
  return <h1 class="h-page">GapsPage</h1>;
}
