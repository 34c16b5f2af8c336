// What is said about code and pictures in an article, in English; part of the type that other languages fill in.

export const enProse = {
  copy: 'Copy the code',
  copied: 'Copied',
  copyByHand: 'This browser does not let us copy. The code is chosen: copy it by hand.',
  enlarge: (picture: string) => (picture ? `Enlarge: ${picture}` : 'Enlarge the picture'),
  shrink: 'Close the picture',
};
