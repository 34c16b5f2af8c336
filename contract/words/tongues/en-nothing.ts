// What is said where nothing was found, in English; part of the type that other languages fill in.

export const enNothing = {
  hint: 'It may go by another name: try one plain word. Or ask us: we will answer, and then we will write it down here.',
  write: 'Write to us',
};
