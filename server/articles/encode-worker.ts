// The thread in which index files are made: one task, one answer.
import { parentPort, workerData } from 'node:worker_threads';
import { type EncodeTask, encodeHere } from './encode-articles.ts';

parentPort?.postMessage(await encodeHere(workerData as EncodeTask));
