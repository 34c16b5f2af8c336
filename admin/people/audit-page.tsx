// The page AuditPage: being built, nothing to see yet.
export function AuditPage() {
  return <h1 class="h-page">AuditPage</h1>;
}
