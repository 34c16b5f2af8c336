import type { Page } from 'playwright-core';
export function comeIn(page: Page, link: string): Promise<void>;
export function walkDesk(
  page: Page,
  desk: { origin: string; numbers: number[]; link: string },
  stop: (state: string) => Promise<void>,
): Promise<void>;
