// A page with the strictest policy under which help works.
import { strictPolicy } from '../../support/host-page.ts';
import type { HostilePage } from '../hostile-page.ts';

export const page: HostilePage = {
  does: "forbids everything but what docs/embedding.md names, under require-trusted-types-for 'script'",
  policy: ({ help }) => strictPolicy(help),
};
