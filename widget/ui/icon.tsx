// Line icons on a 16 px grid; the paths that only later views need stand beside those views.

export const CLOSE = 'm4 4 8 8M12 4l-8 8';
export const BACK = 'M10 3 5 8l5 5';
export const SEARCH = 'M11.5 7a4.5 4.5 0 1 1-9 0 4.5 4.5 0 0 1 9 0zm-1.3 3.2L14 14';
export const PAGE = 'M4 2h5.5L12.5 5v9H4zM9.5 2v3h3';
export const BUBBLE = 'M2 3h12v8.5H7L3.8 14v-2.5H2z';
export const LOCK = 'M3 7h10v7H3zM5.3 7V5a2.7 2.7 0 0 1 5.4 0v2';
export const CLOCK = 'M14 8A6 6 0 1 1 2 8a6 6 0 0 1 12 0zM8 4.5V8l2.3 1.5';

/** A decorative icon; `flip` mirrors it in right-to-left text. */
export function Icon({ d, flip }: { d: string; flip?: boolean }) {
  return (
    <svg class={flip ? 'i flip' : 'i'} viewBox="0 0 16 16" aria-hidden="true">
      <path d={d} />
    </svg>
  );
}
