// What a queue on the screen does by itself: asks for its list, stays fresh, finds its place again, keeps the focus on its row.
import { useSignalEffect } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { keepShownView } from '../ticket/place-in-view.ts';
import { type Asked, addressOf } from './queue-address.ts';
import type { Queue } from './queue-model.ts';
import type { ViewsList } from './views-model.ts';

const REFRESH_MS = 30_000;

/** Reads the list that is asked for, and again every half minute while somebody can see it. */
export function useFreshList(model: Queue, views: ViewsList, asked: Asked): void {
  const address = addressOf(asked);
  useEffect(() => {
    void model.ask(asked).then((scroll) => {
      if (scroll === null) return;
      requestAnimationFrame(() => {
        scrollTo(0, scroll);
        document.getElementById(`request-${model.current.value}`)?.focus({ preventScroll: true });
      });
    });
  }, [address]);
  useEffect(() => {
    const refresh = () => {
      if (document.visibilityState !== 'visible') return;
      void model.refresh();
      void views.count();
    };
    const timer = setInterval(refresh, REFRESH_MS);
    document.addEventListener('visibilitychange', refresh);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', refresh);
    };
  }, []);
  useEffect(() => {
    // Read while the page is left: then the address bar already has another page.
    let scroll = 0;
    const follow = () => {
      if (location.pathname === '/admin') scroll = scrollY;
    };
    addEventListener('scroll', follow, { passive: true });
    return () => {
      removeEventListener('scroll', follow);
      model.leave(scroll);
    };
  }, []);
  useSignalEffect(() => {
    const now = model.list.value;
    if (now.state !== 'ready') return;
    const numbers = now.rows.map(({ number }) => number);
    const shown = model.asked.value;
    if (shown)
      keepShownView({ name: shown.view?.name ?? 'Requests', href: addressOf(shown), numbers, total: now.total });
  });
}

/** Gives the current row the focus after a key moved to it, and after a change that took the focused row away. @returns to be called before either */
export function useRowFocus(model: Queue): () => void {
  const wanted = useRef(false);
  const hasMoved = useRef(false);
  const current = model.current.value;
  const rows = model.rows.value;
  useEffect(() => {
    // The newest one: a key may have moved on since this was drawn, and a focus on an older row would lead back to it.
    const newest = model.current.value;
    const focused = document.activeElement;
    const isLost = focused === null || focused === document.body;
    if (newest === null || (!wanted.current && !isLost) || document.querySelector('dialog[open]')) return;
    // Without a key press nothing takes the focus from the start of the page.
    if (!hasMoved.current) return;
    const row = document.getElementById(`request-${newest}`);
    wanted.current = false;
    if (!row || row.contains(focused)) return;
    row.focus({ preventScroll: true });
    row.scrollIntoView?.({ block: 'nearest' });
  }, [current, rows]);
  return () => {
    wanted.current = true;
    hasMoved.current = true;
  };
}
