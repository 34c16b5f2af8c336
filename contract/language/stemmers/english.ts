// Stems of English words: Porter's algorithm.
export { stemmer as stem } from 'stemmer';
