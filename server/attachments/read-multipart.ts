// Reads a multipart body: one part of JSON, or the fields of a plain form, and files that stream to the disk as they come.
// Of files nothing is held in memory beyond a chunk, nothing is looked into, and what was written is removed again when the body turns out to be bad.
import { Busboy, type BusboyFileStream } from '@fastify/busboy';
import type { Context } from 'hono';
import type { z } from 'zod';
import { LIMITS } from '../../contract/limits.ts';
import { AppError } from '../errors.ts';
import { parseBody, parseJsonText, readJson } from '../http/read-json.ts';
import type { Services } from '../services.ts';
import { beginFile, removeFiles, syncFolder } from './attachment-files.ts';
import { cleanFileName, typeOfFileName } from './clean-file-name.ts';

/** A file that is on the disk, durable, and has no row yet. */
export interface ReceivedFile {
  id: string;
  name: string;
  type: string;
  bytes: number;
  sha256: string;
  /** The field of a plain form that asked for it. */
  field?: string;
}

type BusboyInstance = InstanceType<typeof Busboy>;

const MEGABYTE = 1_048_576;
/** Boundaries and headers of the parts. */
const OVERHEAD_BYTES = 32_768;
/** So much of a refused body is still read, since a sender who is cut off in the middle never sees the answer. */
const MAX_DISCARDED_BYTES = 104_857_600;
const MAX_PARTS = LIMITS.attachmentsAtOnce + 2;
/** Fields that a plain form may have beside its files. */
const FORM_FIELDS = 300;
/** In a plain form a field of the settings may ask for a file of its own. */
const FIELD_FILE = 'file.';

/**
 * The JSON of a request, which stands alone or as the part `part` beside parts `file`.
 * Whoever calls it removes `files` again (`removeFiles`) when what they belong to is not stored.
 * @throws AppError as `readJson`, and malformed_multipart, body_too_large, storage_full, unavailable.
 */
export async function readWithFiles<S extends z.ZodType>(
  context: Context,
  services: Pick<Services, 'config' | 'ids'>,
  schema: S,
  options: { part: string; maxBytes: number },
): Promise<{ value: z.infer<S>; files: ReceivedFile[] }> {
  const type = context.req.header('content-type') ?? '';
  if (!/^multipart\/form-data\s*;/i.test(type))
    return { value: await readJson(context, schema, options.maxBytes), files: [] };
  const { fields, files, failure } = await receive(context, services, type, options);
  if (failure) throw failure;
  const text = fields.get(options.part);
  try {
    if (text === undefined) {
      throw new AppError('validation_failed', {
        errors: [{ pointer: `/${options.part}`, detail: `Send a part named "${options.part}" with JSON in it.` }],
      });
    }
    return { value: parseBody(schema, parseJsonText(text)), files };
  } catch (error) {
    await removeFiles(
      services.config,
      files.map(({ id }) => id),
    );
    throw error;
  }
}

/**
 * The fields of a plain form, each with its first value, and its parts `file`. As above, whoever calls it removes `files`.
 * With a `failure`, an AppError as of `readWithFiles`, there are no files, and the fields that came before it: no word is lost.
 */
export function readFormParts(
  context: Context,
  services: Pick<Services, 'config' | 'ids'>,
  maxBytes: number,
): Promise<Received> {
  return receive(context, services, context.req.header('content-type') ?? '', { maxBytes });
}

interface Received {
  fields: ReadonlyMap<string, string>;
  files: ReceivedFile[];
  failure: unknown;
}

interface Receiving {
  fields: Map<string, string>;
  /** Of all fields together. */
  letters: number;
  /** By place in the body; empty fields leave a hole. */
  files: (ReceivedFile | undefined)[];
  /** Of all files together. */
  bytes: number;
  jobs: Promise<void>[];
  streams: BusboyFileStream[];
  failure: unknown;
  fail(error: unknown): void;
  /** Resolves with the first failure, so that nobody waits for a parser that has stopped. */
  failed: Promise<void>;
}

function newReceiving(): Receiving {
  let stop: () => void = () => undefined;
  const failed = new Promise<void>((resolve) => {
    stop = resolve;
  });
  const state: Receiving = {
    fields: new Map(),
    letters: 0,
    files: [],
    bytes: 0,
    jobs: [],
    streams: [],
    failure: null,
    fail: (error) => {
      state.failure ??= error;
      stop();
    },
    failed,
  };
  return state;
}

async function receive(
  context: Context,
  services: Pick<Services, 'config' | 'ids'>,
  type: string,
  { part, maxBytes }: { part?: string; maxBytes: number },
): Promise<Received> {
  const most = LIMITS.attachmentsAtOnceBytes + maxBytes + OVERHEAD_BYTES;
  const body = bytesOf(context.req.raw.body);
  if (Number(context.req.header('content-length') ?? '0') > most) {
    await discard(body);
    return { fields: new Map(), files: [], failure: tooMuch() };
  }
  const state = newReceiving();
  const parser = openParser(type, part, maxBytes);
  parser.on('field', (name, value, _isNameCut, isValueCut) => {
    if (isValueCut)
      state.fail(new AppError('body_too_large', { detail: `"${name.slice(0, 80)}" takes at most ${maxBytes} bytes.` }));
    else if (part === undefined) {
      if (!state.fields.has(name)) state.fields.set(name, value);
      state.letters += value.length;
      if (state.letters > maxBytes) state.fail(tooMuch());
    } else if (name !== part || state.fields.has(name)) state.fail(unknownPart(name, part));
    else state.fields.set(name, value);
  });
  parser.on('file', (field, stream, name) => {
    // The parser reports a broken body here too, after whoever read the file may have gone.
    stream.on('error', () => undefined);
    state.streams.push(stream);
    if (isFilePart(field, part)) state.jobs.push(takeFile(services, stream, { field, name }, state).catch(state.fail));
    else state.fail(unknownPart(field, part));
  });
  for (const limit of ['partsLimit', 'filesLimit', 'fieldsLimit'] as const)
    parser.on(limit, () => state.fail(tooMuch()));
  const finished = new Promise<void>((resolve) => parser.once('finish', resolve));
  parser.on('error', () => state.fail(new AppError('malformed_multipart')));

  await pump(body, parser, most, state).catch(() => state.fail(new AppError('malformed_multipart')));
  await Promise.race([finished, state.failed]);
  if (state.failure) {
    for (const stream of state.streams) stream.destroy(new Error('not wanted any more'));
    parser.destroy();
    await discard(body);
  }
  await Promise.all(state.jobs);
  const files = state.files.filter((file) => file !== undefined);
  if (!state.failure && files.length > 0) await syncFolder(services.config).catch(state.fail);
  if (!state.failure) return { fields: state.fields, files, failure: null };
  await removeFiles(
    services.config,
    files.map(({ id }) => id),
  );
  return { fields: state.fields, files: [], failure: state.failure };
}

function openParser(type: string, part: string | undefined, maxBytes: number): BusboyInstance {
  try {
    return new Busboy({
      headers: { 'content-type': type },
      // A part of JSON may come with a file name too, as browsers send a Blob.
      isPartAFile: (name) => (part === undefined ? isFilePart(name, part) : name !== part),
      limits: {
        fieldSize: maxBytes,
        fields: part === undefined ? FORM_FIELDS : 1,
        fileSize: LIMITS.attachmentBytes,
        // A form sends each field for files, also where nothing was chosen.
        files: LIMITS.attachmentsAtOnce + (part === undefined ? LIMITS.formFields : 0),
        parts: part === undefined ? MAX_PARTS + FORM_FIELDS : MAX_PARTS,
        headerPairs: 20,
        headerSize: 8_192,
      },
    });
  } catch (_noBoundary) {
    throw new AppError('malformed_multipart');
  }
}

function isFilePart(name: string | undefined, part: string | undefined): boolean {
  return name === 'file' || (part === undefined && name?.startsWith(FIELD_FILE) === true);
}

/** Hands the body to the parser, chunk by chunk, as fast as the files can be written. */
async function pump(
  body: AsyncIterator<Uint8Array>,
  parser: BusboyInstance,
  most: number,
  state: Receiving,
): Promise<void> {
  let size = 0;
  for (let next = await body.next(); !next.done; next = await body.next()) {
    const chunk = next.value;
    size += chunk.byteLength;
    if (size > most) state.fail(tooMuch());
    if (state.failure) return;
    const written = new Promise<void>((resolve) => {
      parser.write(Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength), () => resolve());
    });
    await Promise.race([written, state.failed]);
  }
  parser.end();
}

function bytesOf(body: ReadableStream<Uint8Array> | null): AsyncIterator<Uint8Array> {
  return ((body ?? new Blob([]).stream()) as unknown as AsyncIterable<Uint8Array>)[Symbol.asyncIterator]();
}

/** Reads what is left and keeps nothing of it. */
async function discard(body: AsyncIterator<Uint8Array>): Promise<void> {
  let size = 0;
  try {
    for (let next = await body.next(); !next.done && size < MAX_DISCARDED_BYTES; next = await body.next())
      size += next.value.byteLength;
  } catch (_senderIsGone) {
    // Then nobody waits for the answer.
  }
}

/** Writes one file to the disk. A field that was left empty is no file. */
async function takeFile(
  services: Pick<Services, 'config' | 'ids'>,
  stream: BusboyFileStream,
  sent: { field: string | undefined; name: string | undefined },
  state: Receiving,
): Promise<void> {
  const at = state.streams.length - 1;
  const id = services.ids.uuid();
  const file = await beginFile(services.config, id);
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      state.bytes += chunk.byteLength;
      if (state.bytes > LIMITS.attachmentsAtOnceBytes) throw tooMuch();
      await file.write(chunk);
    }
    if (stream.truncated) {
      const detail = `A file may have at most ${LIMITS.attachmentBytes / MEGABYTE} MB.`;
      throw new AppError('body_too_large', { detail, errors: [{ pointer: `/file/${at}`, detail }] });
    }
    if (state.failure) throw state.failure;
    if (stream.bytesRead === 0 && !sent.name) return;
    const name = cleanFileName(sent.name);
    const kept = await file.keep();
    const field = sent.field?.startsWith(FIELD_FILE) ? { field: sent.field.slice(FIELD_FILE.length) } : {};
    state.files[at] = { id, name, type: typeOfFileName(name), ...kept, ...field };
    if (state.files.filter(Boolean).length > LIMITS.attachmentsAtOnce) throw tooMuch();
  } finally {
    await file.drop();
  }
}

function tooMuch(): AppError {
  const detail =
    `At most ${LIMITS.attachmentsAtOnce} files at once, each of at most ${LIMITS.attachmentBytes / MEGABYTE} MB, ` +
    `together at most ${LIMITS.attachmentsAtOnceBytes / MEGABYTE} MB.`;
  return new AppError('body_too_large', { detail, errors: [{ pointer: '/file', detail }] });
}

function unknownPart(name: string | undefined, part = 'file'): AppError {
  return new AppError('validation_failed', {
    errors: [
      {
        pointer: `/${(name ?? '').slice(0, 80)}`,
        detail: `This part is not known here: send one part "${part}" and parts "file".`,
      },
    ],
  });
}
