// In place of a page that is for admins: whose it is, and nothing to press that would be refused.

export function NotYours({ title }: { title: string }) {
  return (
    <div class="panel empty">
      <h1 class="h-page">{title}</h1>
      <p class="muted">This page is for admins. One of them can change your role under People.</p>
      <p>
        <a href="/admin">Back to the first page</a>
      </p>
    </div>
  );
}
