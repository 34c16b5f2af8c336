// The page QueuePage: being built, nothing to see yet.
export function QueuePage() {
  return <h1 class="h-page">QueuePage</h1>;
}
