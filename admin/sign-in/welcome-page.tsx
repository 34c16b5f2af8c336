// The page WelcomePage: being built, nothing to see yet.
export function WelcomePage() {
  return <h1 class="h-page">WelcomePage</h1>;
}
