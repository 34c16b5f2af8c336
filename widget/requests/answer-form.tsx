// Answers a request: words, and files within the limits that are said beforehand.

import { enFiles } from '../../contract/words/tongues/en-files.ts';
import { enRequests } from '../../contract/words/tongues/en-requests.ts';
import { useApp, useWords } from '../shell/app-context.ts';
import { Field } from '../ui/field.tsx';
import { useRef } from '../ui/hooks.ts';
import { CLOSE, Icon } from '../ui/icon.tsx';
import { saySize } from './attached.ts';
import { catchFiles } from './catch-files.ts';
import type { Request } from './request-model.ts';
import { WrongLine } from './wrong-line.tsx';

export function AnswerForm({ request }: { request: Request }) {
  const app = useApp();
  const words = useWords('requests', enRequests);
  const filesWords = useWords('files', enFiles);
  const box = useRef<HTMLTextAreaElement>(null);
  const limits = app.help.state.value.site?.limits;
  const files = request.files.value;
  const isBusy = request.busy.value === 'answer';
  const say = (bytes: number) => saySize(bytes, app.locale);
  const count = new Intl.NumberFormat(app.locale).format(limits?.files ?? 0);
  /** Takes them all or says why not. */
  const take = (added: readonly File[]) => {
    if (!limits || !added.length) return;
    const all = [...files, ...added];
    const big = all.find(({ size }) => size > limits.file_bytes);
    const empty = all.find(({ size }) => !size);
    const bytes = all.reduce((sum, { size }) => sum + size, 0);
    if (big) request.refuse('answer', filesWords.big(big.name, say(big.size), say(limits.file_bytes)));
    else if (empty) request.refuse('answer', filesWords.empty(empty.name));
    else if (all.length > limits.files) request.refuse('answer', filesWords.many(count));
    else if (bytes > limits.files_bytes) request.refuse('answer', filesWords.heavy(say(limits.files_bytes)));
    else request.setFiles(all);
  };
  const sent = request.sent.value;
  const whole = files.reduce((sum, { size }) => sum + size, 0);
  const share =
    sent !== null && whole > 0 && new Intl.NumberFormat(app.locale, { style: 'percent' }).format(sent / whole);
  const onSubmit = async (event: Event) => {
    event.preventDefault();
    await request.answer();
    if (request.wrong.value) box.current?.focus();
  };
  return (
    <form class="part" noValidate onSubmit={onSubmit} {...catchFiles(take)}>
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
            {filesWords.add}
            <input
              class="sr"
              type="file"
              multiple
              aria-describedby="filesh"
              onChange={(event) => {
                take(Array.from(event.currentTarget.files ?? []));
                event.currentTarget.value = '';
              }}
            />
          </label>
          <p id="filesh" class="quiet">
            {filesWords.limits(count, say(limits.file_bytes), say(limits.files_bytes))}
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
                  aria-label={filesWords.remove(file.name)}
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
        {isBusy ? [words.sending, share].filter(Boolean).join(' ') : words.send}
      </button>
    </form>
  );
}
