// Stems of Norwegian words: Snowball.
export { stemmer as stem } from '@orama/stemmers/norwegian';
