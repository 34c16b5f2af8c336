// Stems of Dutch words: Snowball.
export { stemmer as stem } from '@orama/stemmers/dutch';
