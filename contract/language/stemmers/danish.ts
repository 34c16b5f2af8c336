// Stems of Danish words: Snowball.
export { stemmer as stem } from '@orama/stemmers/danish';
