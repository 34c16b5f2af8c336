// Stems of Swedish words: Snowball.
export { stemmer as stem } from '@orama/stemmers/swedish';
