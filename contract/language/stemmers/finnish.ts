// Stems of Finnish words: Snowball.
export { stemmer as stem } from '@orama/stemmers/finnish';
