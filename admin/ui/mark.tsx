// The signpost: the one picture that is ours, in the corner of the console and on the sign-in page.
export function Mark() {
  return (
    <svg class="mark" viewBox="0 0 24 24" width="24" height="24" aria-hidden="true">
      <path fill="currentColor" d="M6 4V3l1.5-2L9 3v1zM6 14h3v9H6z" />
      <path
        class="mark-arm"
        d="M3 5h13.6a1 1 0 0 1 .7.3l3.9 3.3a.5.5 0 0 1 0 .8l-3.9 3.3a1 1 0 0 1-.7.3H3a1 1 0 0 1-1-1V6a1 1 0 0 1 1-1z"
      />
    </svg>
  );
}
