// Stems of German words: Snowball.
export { stemmer as stem } from '@orama/stemmers/german';
