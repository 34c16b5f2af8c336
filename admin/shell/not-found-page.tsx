// What an address shows that the console does not have.
export function NotFoundPage() {
  return (
    <div class="panel empty">
      <h1 class="h-page">There is nothing at this address.</h1>
      <p>
        <a href="/admin">To the queue</a>
      </p>
    </div>
  );
}
