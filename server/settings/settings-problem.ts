// A problem of the settings that no single value shows: where it is, and what is allowed there.

export interface SettingsProblem {
  path: (string | number)[];
  /** Continues "workflows.problem.submitted is …". */
  message: string;
}
