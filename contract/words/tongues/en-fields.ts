// What is said of the fields that an organisation asks for in the form, in English; part of the type that other languages fill in.

export const enFields = {
  choose: 'Choose one',
  chooseFile: 'Choose a file',
  missing: (label: string) => `Fill in \u201c${label}\u201d.`,
  tick: (label: string) => `Tick \u201c${label}\u201d to go on.`,
  short: (length: string) => `This is too short. Length: ${length} or more.`,
  long: (length: string) => `This is too long. Length: ${length} at most.`,
  low: (least: string) => `Use ${least} or more.`,
  high: (most: string) => `Use ${most} or less.`,
  early: (day: string) => `Choose a day from ${day} on.`,
  late: (day: string) => `Choose a day up to ${day}.`,
  today: 'today',
  number: 'Use digits, such as 12.',
  whole: 'Use a whole number, such as 12.',
  day: 'Choose a day.',
  option: 'Choose one of these.',
};
