// Answers a request: words, and files within the limits that are said beforehand.

import { enRequests } from '../i18n/en-requests.ts';
import { useApp, useWords } from '../shell/app-context.ts';
import { Field } from '../ui/field.tsx';
import { useRef } from '../ui/hooks.ts';
import { CLOSE, Icon } from '../ui/icon.tsx';
import type { Request } from './request-model.ts';
import { WrongLine } from './wrong-line.tsx';

/** Bytes as a person says them: whole megabytes, or kilobytes below one. */
export function saySize(bytes: number, locale: string): string {
  const [value, unit] = bytes < 1_048_576 ? [Math.ceil(bytes / 1_024), 'kilobyte'] : [bytes / 1_048_576, 'megabyte'];
  return new Intl.NumberFormat(locale, { style: 'unit', unit, maximumFractionDigits: value < 10 ? 1 : 0 }).format(
    value,
  );
}

export function AnswerForm({ request }: { request: Request }) {
  const app = useApp();
  const words = useWords('requests', enRequests);
  const box = useRef<HTMLTextAreaElement>(null);
  const limits = app.help.state.value.site?.limits;
  const files = request.files.value;
  const isBusy = request.busy.value === 'answer';
  const say = (bytes: number) => saySize(bytes, app.locale);
  const take = (list: FileList | null) => {
    if (!limits) return;
    const all = [...files, ...Array.from(list ?? [])];
    const big = all.find(({ size }) => size > limits.file_bytes);
    const bytes = all.reduce((sum, { size }) => sum + size, 0);
    if (big) request.refuse('answer', words.tooBig(big.name, say(big.size), say(limits.file_bytes)));
    else if (all.length > limits.files || bytes > limits.files_bytes)
      request.refuse('answer', words.filesHint(limits.files, say(limits.file_bytes), say(limits.files_bytes)));
    else request.setFiles(all);
  };
  const onSubmit = async (event: Event) => {
    event.preventDefault();
    await request.answer();
    if (request.wrong.value) box.current?.focus();
  };
  return (
    <form class="part" noValidate onSubmit={onSubmit}>
      <Field id="answer" label={words.answer} hint={words.answerHint}>
        {(tie) => (
          <textarea
            {...tie}
            ref={box}
            class="box"
            rows={4}
            maxLength={limits?.message}
            value={request.typed.value.answer}
            onInput={(event) => request.type({ answer: event.currentTarget.value })}
          />
        )}
      </Field>
      {limits && (
        <div>
          <label class="btn pick">
            {words.addFiles}
            <input
              class="sr"
              type="file"
              multiple
              aria-describedby="filesh"
              onChange={(event) => {
                take(event.currentTarget.files);
                event.currentTarget.value = '';
              }}
            />
          </label>
          <p id="filesh" class="quiet">
            {words.filesHint(limits.files, say(limits.file_bytes), say(limits.files_bytes))}
          </p>
          <ul>
            {files.map((file, at) => (
              <li key={`${file.name}${at}`} class="file">
                <span>
                  {file.name} <span class="quiet">{say(file.size)}</span>
                </span>
                <button
                  type="button"
                  class="icon"
                  aria-label={words.removeFile(file.name)}
                  onClick={() => {
                    request.setFiles(files.filter((other) => other !== file));
                    box.current?.focus();
                  }}
                >
                  <Icon d={CLOSE} />
                </button>
              </li>
            ))}
          </ul>
        </div>
      )}
      <WrongLine request={request} acts={['answer']} />
      <button type="submit" class="btn main" aria-disabled={isBusy}>
        {isBusy ? words.sending : words.send}
      </button>
    </form>
  );
}
