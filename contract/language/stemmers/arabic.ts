// Stems of Arabic words: Snowball.
export { stemmer as stem } from '@orama/stemmers/arabic';
