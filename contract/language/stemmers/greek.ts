// Stems of Greek words: Snowball.
export { stemmer as stem } from '@orama/stemmers/greek';
