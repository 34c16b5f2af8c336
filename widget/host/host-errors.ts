// Counts what goes wrong on the host page, where its owner turned that on: how often and of which kind, never a word of it.
import { hostWindow } from '../host-window.ts';

type Code = 'js_error' | 'http_4xx' | 'http_5xx';

export interface HostErrors {
  now(): { count: number; codes: Code[] };
  stop(): void;
}

/** An entry of the browser's own timeline; `responseStatus` is 0 where the page may not know it. */
type Resource = PerformanceEntry & { initiatorType: string; responseStatus?: number };

/**
 * Requests are counted from the page's load on, by the browser's timeline of resources (fetch and XMLHttpRequest, as many as
 * it keeps); help's own are left out.
 * @param base the address of the help server
 * @param scriptErrors errors of scripts so far
 */
export function countHostErrors(base: string, scriptErrors: () => number, onChange: () => void): HostErrors {
  const failed = { http_4xx: 0, http_5xx: 0 };
  let rejections = 0;
  const look = (entries: PerformanceEntry[]) => {
    let isNew = false;
    for (const { name, initiatorType, responseStatus = 0 } of entries as Resource[]) {
      if (responseStatus < 400 || name.startsWith(base) || !/^(fetch|xmlhttprequest)$/.test(initiatorType)) continue;
      failed[responseStatus < 500 ? 'http_4xx' : 'http_5xx']++;
      isNew = true;
    }
    if (isNew) onChange();
  };
  const onRejection = () => {
    rejections++;
    onChange();
  };
  hostWindow.addEventListener('unhandledrejection', onRejection);
  const observer = new hostWindow.PerformanceObserver((list) => look(list.getEntries()));
  observer.observe({ type: 'resource', buffered: true });
  return {
    now() {
      const counts = { js_error: scriptErrors() + rejections, ...failed };
      const codes = (Object.keys(counts) as Code[]).filter((code) => counts[code] > 0);
      return { count: codes.reduce((sum, code) => sum + counts[code], 0), codes };
    },
    stop() {
      hostWindow.removeEventListener('unhandledrejection', onRejection);
      observer.disconnect();
    },
  };
}
