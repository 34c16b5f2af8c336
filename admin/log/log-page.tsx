// The page LogPage: being built, nothing to see yet.
export function LogPage() {
  return <h1 class="h-page">LogPage</h1>;
}
