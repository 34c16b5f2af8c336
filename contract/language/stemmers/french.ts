// Stems of French words: Snowball.
export { stemmer as stem } from '@orama/stemmers/french';
