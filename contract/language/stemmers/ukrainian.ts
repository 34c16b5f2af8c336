// Stems of Ukrainian words: Snowball.
export { stemmer as stem } from '@orama/stemmers/ukrainian';
