// A page that does not say how its letters are written.
import type { HostilePage } from '../hostile-page.ts';

export const page: HostilePage = { does: 'names no charset', contentType: 'text/html', head: () => '' };
