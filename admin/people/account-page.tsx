// The page AccountPage: being built, nothing to see yet.
export function AccountPage() {
  return <h1 class="h-page">AccountPage</h1>;
}
