// The ids that rows of an imported file get here: the same for the same row each time, so that a second import adds nothing.
import { createHash } from 'node:crypto';

const SID = /^[0-9a-f]{32}$/;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** The tab id of an imported session; one that has our own form is kept, so that what was exported comes back as it was. */
export function importedSid(id: string): string {
  return SID.test(id) ? id : hexOf(`session ${id}`);
}

/** The id of an imported ticket; a UUID is kept. */
export function importedTicketId(id: string): string {
  if (UUID.test(id)) return id;
  const hex = hexOf(`ticket ${id}`);
  const parts = [hex.slice(0, 8), hex.slice(8, 12), `8${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20)];
  return parts.join('-');
}

function hexOf(text: string): string {
  return createHash('sha256').update(`import ${text}`).digest('hex').slice(0, 32);
}
