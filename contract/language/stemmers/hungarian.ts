// Stems of Hungarian words: Snowball.
export { stemmer as stem } from '@orama/stemmers/hungarian';
