// What is said of files and pictures that are sent along, in English; part of the type that other languages fill in.

export const enFiles = {
  files: 'Files',
  add: 'Add files',
  limits: (count: string, each: string, all: string) =>
    `At most ${count}: ${each} each, ${all} in all. You can also drop them here or paste a picture.`,
  big: (name: string, size: string, most: string) =>
    `${name} is ${size}; we can take ${most}. A short screen recording or a picture is enough.`,
  many: (most: string) => `That is too much at once. Files: at most ${most}.`,
  heavy: (most: string) => `Together that is too big. All files: at most ${most}.`,
  empty: (name: string) => `${name} is empty.`,
  remove: (name: string) => `Remove ${name}`,
  added: (name: string) => `${name}: added`,
  removed: (name: string) => `${name}: removed`,
  sent: (share: string, size: string) => `${share} of ${size}`,
  lost: (names: string) => `Files are not kept when a page is loaded anew. Add again: ${names}`,
  shot: 'Take a picture of the screen',
  shotWhy: 'Your browser asks what to show us. We take one picture of it. You see it here first, and can remove it.',
  shotTake: 'Choose what to show',
  shotNot: 'Not now',
  shotNone: 'No picture was taken.',
};
