// The still shape of what is coming.

/** Four grey lines; whoever shows it says `aria-busy`. */
export function Skeleton() {
  return (
    <div class="wait">
      {[44, 70, 62, 76].map((width) => (
        <div key={width} class="skel" style={{ width: `${width}%` }} />
      ))}
    </div>
  );
}
