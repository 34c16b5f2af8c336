// The page TicketPage: being built, nothing to see yet.
export function TicketPage() {
  return <h1 class="h-page">TicketPage</h1>;
}
