// The fields that the site asks for beyond the message, each as its kind: fetched only where a site has any.
import type { FieldValue, FormField } from '../../contract/form-fields.ts';
import { enFields } from '../../contract/words/tongues/en-fields.ts';
import { enFiles } from '../../contract/words/tongues/en-files.ts';
import { enWriting } from '../../contract/words/tongues/en-writing.ts';
import { type App, useWords } from '../shell/app-context.ts';
import { ALERT, Field } from '../ui/field.tsx';
import { CLOSE, Icon } from '../ui/icon.tsx';
import { type AskedFields, askedFields } from './asked-fields.ts';
import type { Form } from './form-model.ts';

/** What a form needs of them: their values, their problems, and how they look. */
export type AskedPart = AskedFields & { View(props: { form: Form }): ReturnType<typeof FieldsView> };

export function openAsked(app: App): AskedPart {
  return { ...askedFields(app), View: FieldsView };
}

function FieldsView({ form }: { form: Form }) {
  const asked = form.asked.value;
  if (!asked) return null;
  return (
    <>
      {asked.shown(form.fields.value, form.files.value).map((field) => (
        <OneField key={field.key} form={form} field={field} asked={asked} />
      ))}
    </>
  );
}

function OneField({ form, field, asked }: { form: Form; field: FormField; asked: AskedFields }) {
  const { optional } = useWords('writing', enWriting);
  const { key, kind } = field;
  const error = form.errors.value[`/fields/${key}`];
  const label = asked.say(field.label);
  const hint = field.help && asked.say(field.help);
  const value = form.fields.value.custom?.[key];
  const set = (now: FieldValue) => form.fill(key, now);
  if (kind === 'checkbox')
    return (
      <div class={error ? 'field bad' : 'field'}>
        <Wrong id={`f-${key}`} error={error} />
        <label class="check">
          <input
            type="checkbox"
            id={`f-${key}`}
            aria-describedby={describedBy(`f-${key}`, hint, error)}
            aria-invalid={Boolean(error)}
            required={field.required}
            checked={value === true}
            onChange={(event) => set(event.currentTarget.checked)}
          />
          <span>
            {label}
            {hint && (
              <span class="quiet" id={`f-${key}h`}>
                {hint}
              </span>
            )}
          </span>
        </label>
      </div>
    );
  if (kind === 'multi_select') return <Several {...{ form, field, asked, error, label, hint }} />;
  return (
    <Field id={`f-${key}`} label={label} hint={hint} error={error} {...(field.required ? {} : { optional })}>
      {(tie) => (
        <Control
          tie={{ ...tie, required: field.required, onBlur: () => form.leftField(key) }}
          {...{ form, field, asked, set }}
          text={typeof value === 'string' ? value : ''}
        />
      )}
    </Field>
  );
}

interface Tie {
  id: string;
  'aria-describedby': string | undefined;
  'aria-invalid': boolean;
  required: boolean;
  onBlur(): void;
}

function Control({
  tie,
  form,
  field,
  asked,
  text,
  set,
}: {
  tie: Tie;
  form: Form;
  field: FormField;
  asked: AskedFields;
  text: string;
  set(value: FieldValue): void;
}) {
  const words = useWords('fields', enFields);
  const onInput = (event: { currentTarget: { value: string } }) => set(event.currentTarget.value);
  switch (field.kind) {
    case 'long_text':
      return <textarea {...tie} class="box" rows={4} maxLength={field.max_length} value={text} onInput={onInput} />;
    case 'select':
      return (
        <select {...tie} class="box" value={text} onChange={onInput}>
          <option value="">{words.choose}</option>
          {field.options?.map(({ key, label }) => (
            <option key={key} value={key}>
              {asked.say(label)}
            </option>
          ))}
        </select>
      );
    case 'date':
      return <input {...tie} class="box" type="date" value={text} onInput={onInput} />;
    case 'file':
      return <FileControl tie={tie} form={form} name={field.key} />;
    default:
      return (
        <input
          {...tie}
          class="box"
          type="text"
          autocomplete="off"
          {...(field.kind === 'number' ? { inputMode: 'decimal' as const } : {})}
          maxLength={field.max_length}
          value={text}
          onInput={onInput}
        />
      );
  }
}

function FileControl({ tie, form, name }: { tie: Tie; form: Form; name: string }) {
  const { chooseFile } = useWords('fields', enFields);
  const { remove } = useWords('files', enFiles);
  const chosen = form.files.value.find(({ field }) => field === name);
  return (
    <div class="attached">
      <label class="btn choose">
        <span dir="auto">{chosen?.file.name ?? chooseFile}</span>
        <input
          {...tie}
          class="sr"
          type="file"
          onChange={(event) => {
            void form.attach(Array.from(event.currentTarget.files ?? []).slice(0, 1), name);
            event.currentTarget.value = '';
          }}
        />
      </label>
      {chosen && (
        <button type="button" class="icon" aria-label={remove(chosen.file.name)} onClick={() => form.detach(chosen.id)}>
          <Icon d={CLOSE} />
        </button>
      )}
    </div>
  );
}

/** Several of a list: a group of boxes with one label. */
function Several({
  form,
  field: { key, options = [], required },
  asked,
  error,
  label,
  hint,
}: {
  form: Form;
  field: FormField;
  asked: AskedFields;
  error: string | undefined;
  label: string;
  hint: string | undefined;
}) {
  const { optional } = useWords('writing', enWriting);
  const value = form.fields.value.custom?.[key];
  const chosen = Array.isArray(value) ? (value as string[]) : [];
  const id = `f-${key}`;
  return (
    <fieldset id={id} class={error ? 'field bad' : 'field'} aria-describedby={describedBy(id, hint, error)}>
      <legend>
        <b>{label}</b> {!required && <span class="quiet">{optional}</span>}
      </legend>
      {hint && (
        <p class="quiet" id={`${id}h`}>
          {hint}
        </p>
      )}
      <Wrong id={id} error={error} />
      {options.map((option) => (
        <label key={option.key} class="check">
          <input
            type="checkbox"
            aria-invalid={Boolean(error)}
            checked={chosen.includes(option.key)}
            onChange={(event) => {
              const others = chosen.filter((one) => one !== option.key);
              form.fill(key, event.currentTarget.checked ? [...others, option.key] : others);
            }}
          />
          <span>{asked.say(option.label)}</span>
        </label>
      ))}
    </fieldset>
  );
}

function Wrong({ id, error }: { id: string; error: string | undefined }) {
  if (!error) return null;
  return (
    <p id={`${id}e`} class="wrong">
      <Icon d={ALERT} />
      {error}
    </p>
  );
}

function describedBy(id: string, hint: string | undefined, error: string | undefined): string | undefined {
  return [hint && `${id}h`, error && `${id}e`].filter(Boolean).join(' ') || undefined;
}
