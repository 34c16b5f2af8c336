// Whoever went from a figure to its rows and comes back has the focus on that figure again, as the browser has the place.
import { useEffect } from 'preact/hooks';

/** What an entry of the browser's history remembers: a link by its address, and which of those with the same one. */
interface Left {
  href: string;
  at: number;
  /** It is part of a drawing; the table behind has the same addresses. */
  isDrawn: boolean;
}

/** A drawing comes a little after its figures; so many frames it is waited for. */
const MOST_FRAMES = 60;

/** Remembers the link of the page that somebody follows, and gives it the focus when they come back. @param isReady the links are there. */
export function useReturnFocus(isReady: boolean): void {
  useEffect(() => {
    const remember = (event: MouseEvent) => {
      const link = event.target instanceof Element ? event.target.closest('a[href]') : null;
      const href = link?.getAttribute('href');
      if (!link || !href || href.startsWith('#')) return;
      const isDrawn = link instanceof SVGElement;
      const left: Left = { href, at: linksTo(href, isDrawn).indexOf(link), isDrawn };
      history.replaceState({ ...history.state, left }, '');
    };
    // Before the router leaves the page.
    addEventListener('click', remember, true);
    return () => removeEventListener('click', remember, true);
  }, []);
  useEffect(() => {
    const left = (history.state as { left?: Left } | null)?.left;
    if (!isReady || !left) return;
    let frames = 0;
    let next = 0;
    const look = () => {
      const link = linksTo(left.href, left.isDrawn)[left.at];
      if (link instanceof HTMLElement || link instanceof SVGElement) {
        const folded = link.closest('details');
        if (folded) folded.open = true;
        if (isNowhere(document.activeElement)) link.focus();
      } else if (frames++ < MOST_FRAMES) next = requestAnimationFrame(look);
    };
    look();
    return () => cancelAnimationFrame(next);
  }, [isReady]);
}

/** On no control: on the window, or on the content as a whole, where whoever comes to a page begins (`usePageFocus`). */
function isNowhere(element: Element | null): boolean {
  return element === null || element === document.body || element.id === 'main';
}

function linksTo(href: string, isDrawn: boolean): Element[] {
  return [...document.querySelectorAll('a[href]')].filter(
    (link) => link.getAttribute('href') === href && link instanceof SVGElement === isDrawn,
  );
}
