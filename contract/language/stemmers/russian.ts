// Stems of Russian words: Snowball.
export { stemmer as stem } from '@orama/stemmers/russian';
