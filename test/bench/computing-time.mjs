// Times what runs in this process by the processor's clock, so that other work on the machine does not count.

/** @returns ms of computing (user and system, all threads) since the process began */
export function computingMs() {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
}
