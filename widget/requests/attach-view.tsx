// The files that go along with a request: taken within the limits, shown with name, size and how far they have come, removed.
import { signal } from '@preact/signals-core';
import { enFiles } from '../../contract/words/tongues/en-files.ts';
import { type App, useApp, useWords } from '../shell/app-context.ts';
import { useEffect, useRef } from '../ui/hooks.ts';
import { CLOSE, Icon } from '../ui/icon.tsx';
import { type Attached, saySize } from './attached.ts';
import type { Form } from './form-model.ts';
import type { Sending } from './sending.ts';

/** What a form needs of its files. */
export type AttachPart = ReturnType<typeof openAttach>;

/** Shown so wide, in pixels of the screen; twice that many are kept. */
const PREVIEW = 96;

/** What takes files into one draft and out of it again. */
export function openAttach(app: App, sending: Sending) {
  const words = () => app.say('files', enFiles);
  const said = signal('');
  let last = Math.max(0, ...sending.files.value.map(({ id }) => id));
  const put = (files: readonly Attached[]) => {
    sending.hold();
    sending.files.value = files;
    sending.lost.value = [];
    sending.keep({ files: files.map(({ file }) => file.name) });
  };
  const preview = async (id: number, file: File) => {
    if (!/^image\/(png|jpeg|gif|webp|avif|bmp)$/.test(file.type)) return;
    try {
      // Drawn by us: a picture from an address would need a directive of the page's policy.
      const bitmap = await createImageBitmap(file, { resizeWidth: 2 * PREVIEW, resizeQuality: 'medium' });
      sending.files.value = sending.files.value.map((one) => (one.id === id ? { ...one, preview: bitmap } : one));
    } catch {
      // No picture after all: its name is shown.
    }
  };
  /** Why a file cannot be taken beside those that are there; undefined where it can. */
  const whyNot = (file: File, others: readonly Attached[]): string | undefined => {
    const limits = app.help.state.value.site?.limits;
    const size = (bytes: number) => saySize(bytes, app.locale);
    if (!limits) return undefined;
    const all = others.reduce((sum, one) => sum + one.file.size, file.size);
    if (file.size === 0) return words().empty(file.name);
    if (file.size > limits.file_bytes) return words().big(file.name, size(file.size), size(limits.file_bytes));
    if (others.length >= limits.files) return words().many(new Intl.NumberFormat(app.locale).format(limits.files));
    return all > limits.files_bytes ? words().heavy(size(limits.files_bytes)) : undefined;
  };
  return {
    /** What was done last, for those who do not see it. */
    said,
    /** Takes what fits, and says why the rest does not. A field of the form holds one file: a later one takes its place. */
    take(files: readonly File[], field?: string): string | undefined {
      let all = sending.files.value.filter((one) => !field || one.field !== field);
      const refused = new Set<string>();
      const taken: Attached[] = [];
      for (const file of files) {
        const problem = whyNot(file, all);
        if (problem) {
          refused.add(problem);
          continue;
        }
        last += 1;
        taken.push({ id: last, file, field });
        all = [...all, { id: last, file, field }];
      }
      if (taken.length) put(all);
      for (const { id, file } of taken) void preview(id, file);
      said.value = taken.map(({ file }) => words().added(file.name)).join(', ');
      return refused.size ? [...refused].join(' ') : undefined;
    },
    remove(id: number) {
      const gone = sending.files.value.find((one) => one.id === id);
      if (!gone) return;
      put(sending.files.value.filter((one) => one !== gone));
      said.value = words().removed(gone.file.name);
    },
    View: AttachedView,
    Sent: SentShare,
  };
}

/** A row for each file. */
function AttachedView({ form }: { form: Form }) {
  const { said } = form.attaching.value ?? {};
  const isSending = form.state.value === 'sending';
  let before = 0;
  return (
    <>
      <ul class="files">
        {form.files.value.map((one) => {
          const start = before;
          before += one.file.size;
          return <Row key={one.id} form={form} one={one} start={start} isSending={isSending} />;
        })}
      </ul>
      <p class="sr" role="status">
        {said?.value}
      </p>
    </>
  );
}

/** How much of all files is on the server, beside the button that was pressed. */
function SentShare({ form }: { form: Form }) {
  const { locale } = useApp();
  const words = useWords('files', enFiles);
  const bytes = form.files.value.reduce((sum, { file }) => sum + file.size, 0);
  const share = Math.min(1, (form.sent.value ?? 0) / bytes);
  const percent = new Intl.NumberFormat(locale, { style: 'percent' }).format(share);
  return (
    <p class="quiet going">
      {words.sent(percent, saySize(bytes, locale))}
      <progress max={1} value={share} aria-label={words.files} />
    </p>
  );
}

function Row({ form, one, start, isSending }: { form: Form; one: Attached; start: number; isSending: boolean }) {
  const { locale } = useApp();
  const words = useWords('files', enFiles);
  const { file } = one;
  const sent = form.sent.value;
  const share = isSending && sent !== null ? Math.max(0, Math.min(1, (sent - start) / file.size)) : null;
  const size = saySize(file.size, locale);
  const percent = (value: number) => new Intl.NumberFormat(locale, { style: 'percent' }).format(value);
  return (
    <li class="attached">
      {one.preview && <Preview bitmap={one.preview} />}
      <span class="name">
        <bdi>{file.name}</bdi>
        <span class="quiet">{share === null ? size : words.sent(percent(share), size)}</span>
        {share !== null && <progress max={1} value={share} aria-label={file.name} />}
      </span>
      {!isSending && (
        <button
          type="button"
          class="icon"
          aria-label={words.remove(file.name)}
          onClick={(event) => {
            const root = event.currentTarget.getRootNode() as ShadowRoot;
            form.detach(one.id);
            root.getElementById('files')?.focus();
          }}
        >
          <Icon d={CLOSE} />
        </button>
      )}
    </li>
  );
}

function Preview({ bitmap }: { bitmap: ImageBitmap }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    canvas.current?.getContext('2d')?.drawImage(bitmap, 0, 0);
  }, [bitmap]);
  return (
    <span aria-hidden="true">
      <canvas ref={canvas} class="preview" width={bitmap.width} height={bitmap.height} />
    </span>
  );
}
