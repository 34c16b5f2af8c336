// Stems of Romanian words: Snowball.
export { stemmer as stem } from '@orama/stemmers/romanian';
