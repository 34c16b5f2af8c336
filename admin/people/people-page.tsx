// The page PeoplePage: being built, nothing to see yet.
export function PeoplePage() {
  return <h1 class="h-page">PeoplePage</h1>;
}
