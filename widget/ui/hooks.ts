// What components keep between drawings and do after one; the part of Preact's hooks that the panel needs, at a fifth of the bytes.
// A component's places are by the order of its calls, so they are never called under a condition.
import { options, type VNode } from 'preact';

interface Place {
  kept?: unknown;
  given?: readonly unknown[] | undefined;
  stop?: (() => void) | undefined;
}

/** A component as Preact keeps it: `__h` is called once it is drawn. */
interface Drawn {
  __h: (() => void)[];
  places?: Place[];
  gone?: boolean;
}

/** Preact's own hooks into its work, under the names that its build gives them. */
const work = options as { __r?: (node: VNode) => void; unmount?: (node: VNode) => void };
const drawnBy = (node: VNode) => (node as unknown as { __c: Drawn | null }).__c;

let drawn: Drawn;
let next = 0;

/** Tells Preact of the hooks; once before the first drawing, and no harm twice. */
export function installHooks(): void {
  work.__r = (node) => {
    drawn = drawnBy(node) as Drawn;
    next = 0;
  };
  work.unmount = (node) => {
    const component = drawnBy(node);
    for (const place of component?.places ?? []) place.stop?.();
    if (component) component.gone = true;
    // Else the last panel would stay in memory for as long as the code does.
    drawn = {} as Drawn;
  };
}

/** The next place of the component that is being drawn, if what it was given has changed; always without a list. */
function changedPlace(given?: readonly unknown[]): [place: Place, changed: boolean] {
  drawn.places ??= [];
  const place = drawn.places[next] ?? {};
  drawn.places[next++] = place;
  const before = place.given;
  place.given = given;
  return [place, !given || !before || given.some((value, at) => value !== before[at])];
}

/** Made anew when something in `given` has changed. */
export function useMemo<T>(make: () => T, given: readonly unknown[]): T {
  const [place, changed] = changedPlace(given);
  if (changed) place.kept = make();
  return place.kept as T;
}

/** A box that stays the same for the component's life. */
export function useRef<T>(first: null): { current: T | null };
export function useRef<T>(first: T): { current: T };
export function useRef<T>(first: T): { current: T } {
  return useMemo(() => ({ current: first }), []);
}

// biome-ignore lint/suspicious/noConfusingVoidType: an act that returns nothing is typed so
type Act = () => (() => void) | undefined | void;

function act(does: Act, given: readonly unknown[] | undefined, soon: (run: () => void) => void): void {
  const [place, changed] = changedPlace(given);
  const component = drawn;
  if (changed)
    component.__h.push(() =>
      soon(() => {
        place.stop?.();
        place.stop = (!component.gone && does()) || undefined;
      }),
    );
}

/** Acts in the same task as the drawing, before anybody sees it; what it returns undoes it. */
export function useLayoutEffect(does: Act, given?: readonly unknown[]): void {
  act(does, given, (run) => run());
}

/** Acts after the drawing, outside of it; what it returns undoes it. */
export function useEffect(does: Act, given?: readonly unknown[]): void {
  act(does, given, queueMicrotask);
}
