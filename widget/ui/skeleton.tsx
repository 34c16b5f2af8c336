// The still shape of what is coming.

/** Three grey lines, drawn by the style sheet; whoever shows it says `aria-busy`. */
export function Skeleton() {
  return <div class="wait" />;
}
