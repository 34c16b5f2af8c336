// A page without a document type.
import type { HostilePage } from '../hostile-page.ts';

export const page: HostilePage = { does: 'is in quirks mode', doctype: '' };
