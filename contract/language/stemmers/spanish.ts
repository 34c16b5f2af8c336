// Stems of Spanish words: Snowball.
export { stemmer as stem } from '@orama/stemmers/spanish';
