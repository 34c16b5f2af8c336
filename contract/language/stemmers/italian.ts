// Stems of Italian words: Snowball.
export { stemmer as stem } from '@orama/stemmers/italian';
