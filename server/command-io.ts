// What a command of the command line may know and do about the world around it.

/** Output, errors, environment and folder of a command, given to it so that tests can look on. */
export interface CommandIo {
  /** Writes one line to standard output: results only. */
  out(line: string): void;
  /** Writes one line to standard error: messages, progress, usage. */
  err(line: string): void;
  /** Whether a person watches standard error. */
  isTerminal: boolean;
  env: Record<string, string | undefined>;
  cwd: string;
}
