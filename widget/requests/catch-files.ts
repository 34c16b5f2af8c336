// Takes files that are dropped or pasted on a form, and leaves words to the box they were meant for.

/** For the form around the box: what comes by drag and drop, or from the clipboard where there are no words in it. */
export function catchFiles(take: (files: File[]) => void) {
  const has = (data: DataTransfer | null) => data?.types.includes('Files') === true;
  const caught = (event: Event, data: DataTransfer | null) => {
    if (!has(data)) return;
    event.preventDefault();
    event.stopPropagation();
    take(Array.from(data?.files ?? []));
  };
  return {
    onDragOver(event: DragEvent) {
      if (has(event.dataTransfer)) event.preventDefault();
    },
    onDrop: (event: DragEvent) => caught(event, event.dataTransfer),
    onPaste(event: ClipboardEvent) {
      if (!event.clipboardData?.types.includes('text/plain')) caught(event, event.clipboardData);
    },
  };
}
