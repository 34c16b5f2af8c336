// Shows a text with the matching words marked.

/** `marks` are [start, end) in UTF-16 units, in order. */
export function MarkedText({ text, marks }: { text: string; marks: readonly (readonly [number, number])[] }) {
  let done = 0;
  return (
    <>
      {marks.map(([start, end]) => {
        const before = text.slice(done, start);
        done = end;
        return [before, <mark key={start}>{text.slice(start, end)}</mark>];
      })}
      {text.slice(done)}
    </>
  );
}
