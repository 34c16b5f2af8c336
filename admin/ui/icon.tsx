// The console's line drawings, 16 pixels; each only repeats what words beside it say.
const PATHS = {
  add: 'M8 3v10M3 8h10',
  arrow: 'M3 8h10M9 4l4 4-4 4',
  asleep: 'M2 6.5c1.4 2.2 3.4 3.4 6 3.4s4.6-1.2 6-3.4M8 10v2.4M4 9l-1.2 1.9M12 9l1.2 1.9',
  book: 'M8 3.6C6.5 2.7 4.6 2.4 2.2 2.4v9.9c2.4 0 4.3.3 5.8 1.2 1.5-.9 3.4-1.2 5.8-1.2V2.4c-2.4 0-4.3.3-5.8 1.2zM8 3.6v9.9',
  broken: 'M1.6 8H5l1.4-3.3M14.4 8H11l-1.4 3.3M8.7 2.6l-.7 1.9M8 11.5l-.7 1.9',
  chart: 'M2.5 13.5h11M4.5 11V8M8 11V4M11.5 11V6',
  clip: 'M12.5 7.5 7.8 12.2a2.6 2.6 0 0 1-3.7-3.7l5-5a1.7 1.7 0 0 1 2.5 2.4l-5 5a.8.8 0 0 1-1.2-1.2L9.9 5.3',
  clock: 'M8 2.2a5.8 5.8 0 1 0 0 11.6A5.8 5.8 0 0 0 8 2.2zM8 4.8V8l2.3 1.4',
  cross: 'm4.2 4.2 7.6 7.6M11.8 4.2l-7.6 7.6',
  dots: 'M8 2.3a5.7 5.7 0 1 0 0 11.4A5.7 5.7 0 0 0 8 2.3zM5.6 8h.01M8 8h.01M10.4 8h.01',
  down: 'm4.2 6.2 3.8 3.8 3.8-3.8',
  external: 'M6 3H3v10h10v-3M9 3h4v4M13 3 7.5 8.5',
  eye: 'M1.8 8c1.5-2.6 3.6-3.9 6.2-3.9s4.7 1.3 6.2 3.9c-1.5 2.6-3.6 3.9-6.2 3.9S3.3 10.6 1.8 8zM8 6.3a1.7 1.7 0 1 0 0 3.4 1.7 1.7 0 0 0 0-3.4z',
  flag: 'M4 14V2.5h7.5L10 5.5l1.5 3H4',
  link: 'M6.5 9.5l3-3M7 4.8l1.4-1.4a2.7 2.7 0 0 1 3.9 3.9L10.9 8.7M9 11.2l-1.4 1.4a2.7 2.7 0 0 1-3.9-3.9l1.4-1.4',
  list: 'M5.5 4h8M5.5 8h8M5.5 12h8M2.5 4h.01M2.5 8h.01M2.5 12h.01',
  lock: 'M3.5 7h9v6.5h-9zM5.5 7V5a2.5 2.5 0 0 1 5 0v2',
  page: 'M4.2 2h5.1l2.7 2.9V14H4.2zM6.3 7.5h3.5M6.3 10.3h3.5',
  page_dashed: 'M4.2 2h5.1l2.7 2.9V14H4.2z',
  page_waves: 'M4.2 2h5.1l2.7 2.9V14H4.2zM6 8.2c.7-.9 1.4-.9 2.1 0s1.4.9 2.1 0M6 11.1c.7-.9 1.4-.9 2.1 0s1.4.9 2.1 0',
  pen: 'M10.8 3.2l2 2L6 12l-2.7.7.7-2.7z',
  people:
    'M6 3.2a2.2 2.2 0 1 0 0 4.4 2.2 2.2 0 0 0 0-4.4zM2 13c.2-2.5 1.6-3.9 4-3.9s3.8 1.4 4 3.9M10.5 3.6a2 2 0 0 1 0 3.7M11.8 9.5c1.4.5 2.1 1.7 2.2 3.5',
  plus: 'M8 3v10M3 8h10',
  question: 'M8 2.3a5.7 5.7 0 1 0 0 11.4A5.7 5.7 0 0 0 8 2.3zM6.6 6.6c.2-1.9 3-1.7 2.9.1 0 1-1.5 1.1-1.5 2.2M8 11v.01',
  bar: 'M8 2.3a5.7 5.7 0 1 0 0 11.4A5.7 5.7 0 0 0 8 2.3zM5.5 8h5',
  rise: 'M1.8 12.5 6 8.2l2.5 2.5 5.3-6M10 4.5h4v4',
  search: 'M7 2.5a4.5 4.5 0 1 0 0 9 4.5 4.5 0 0 0 0-9zM10.4 10.4 13.8 13.8',
  search_question:
    'M7 2.5a4.5 4.5 0 1 0 0 9 4.5 4.5 0 0 0 0-9zM10.4 10.4 13.8 13.8M5.8 6c.1-1.5 2.4-1.4 2.3.1 0 .8-1.1.8-1.1 1.7M7 9.2v.01',
  tick: 'm3.2 8.5 3.1 3.1 6.5-6.9',
  tray: 'M2.2 9.3 4 3.2h8l1.8 6.1v3.9H2.2zM2.2 9.3h3.2l1 1.5h3.2l1-1.5h3.2',
  up: 'm4.2 9.8 3.8-3.8 3.8 3.8',
  vote_no: 'm4.2 4.2 7.6 7.6M11.8 4.2l-7.6 7.6',
  warning: 'M8 2.2 2 13.2h12zM8 6.5v3.2M8 11.5v.01',
} as const;

export type IconName = keyof typeof PATHS;

const DASHED: readonly IconName[] = ['page_dashed', 'bar', 'question'];
const FLIPPED: readonly IconName[] = ['arrow', 'list'];

/** `flip` drawings point along the line and are mirrored where it runs from right to left. */
export function Icon({ name }: { name: IconName }) {
  return (
    <svg class={`i${FLIPPED.includes(name) ? ' flip' : ''}`} viewBox="0 0 16 16" aria-hidden="true">
      <path d={PATHS[name]} stroke-dasharray={DASHED.includes(name) ? '2.3 1.9' : undefined} />
    </svg>
  );
}
