// The page SignInPage: being built, nothing to see yet.
export function SignInPage() {
  return <h1 class="h-page">SignInPage</h1>;
}
