// Stems of Portuguese words: Snowball.
export { stemmer as stem } from '@orama/stemmers/portuguese';
