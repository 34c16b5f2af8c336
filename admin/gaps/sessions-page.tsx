// The page SessionsPage: being built, nothing to see yet.
export function SessionsPage() {
  return <h1 class="h-page">SessionsPage</h1>;
}
