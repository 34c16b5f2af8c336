// Stems of Indonesian words: Snowball.
export { stemmer as stem } from '@orama/stemmers/indonesian';
