// The page ErasePage: being built, nothing to see yet.
export function ErasePage() {
  return <h1 class="h-page">ErasePage</h1>;
}
