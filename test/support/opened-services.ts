// How many services the present test file has opened: ids of tests follow from it.

/** Set back by each-file.ts, since files share a process. */
export const opened = { services: 0 };
