// How a promise and its moment are said, in English; part of the type that other languages fill in.

export const enPromise = {
  promise: (hours: number) => `We read this within ${hours} working ${hours === 1 ? 'hour' : 'hours'}.`,
  until: (now: string) => `It is ${now}, so `,
  by: (moment: string) => `by ${moment}`,
  today: (time: string) => `today, ${time}`,
  /** The reader's clock is another one than ours. */
  ours: (zone: string) => `That is your time; our working hours follow ${zone}.`,
  /** What ends a sentence. */
  end: '.',
};
