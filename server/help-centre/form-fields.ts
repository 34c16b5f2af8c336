// One field of a form: label, hint, error and control in this order, tied together for screen readers.
import { type Html, type HtmlValue, html } from '../pages/html.ts';
import { icon } from '../pages/icons.ts';

/** What is wrong, by field; the sentence says how to mend it. */
export type FieldErrors = Readonly<Record<string, string>>;

interface FieldParts {
  name: string;
  label: string;
  hint?: string | undefined;
  errors: FieldErrors;
}

/** A one-line field. */
export function textField(
  field: FieldParts & { value: string; type?: 'text' | 'email' | 'date'; autocomplete?: string; inputMode?: string },
): Html {
  return framed(
    field,
    html`<input class="input" id="${field.name}" name="${field.name}" type="${field.type ?? 'text'}" value="${field.value}" autocomplete="${field.autocomplete ?? 'off'}"${
      field.inputMode && html` inputmode="${field.inputMode}"`
    }${describedBy(field)}>`,
  );
}

/** A field of several lines. */
export function areaField(field: FieldParts & { value: string; rows: number; isRequired?: boolean }): Html {
  // The line end after the tag is dropped by browsers; without it they would drop the text's own first one.
  return framed(
    field,
    html`<textarea class="input" id="${field.name}" name="${field.name}" rows="${field.rows}"${field.isRequired && html` required`}${describedBy(field)}>
${field.value}</textarea>`,
  );
}

/** Files that are sent along; a browser without scripts says itself which were chosen. */
export function filesField(field: FieldParts): Html {
  return framed(
    field,
    html`<input class="input" id="${field.name}" name="${field.name}" type="file" multiple${describedBy(field)}>`,
  );
}

/** One file that is asked for. */
export function fileField(field: FieldParts): Html {
  return framed(
    field,
    html`<input class="input" id="${field.name}" name="${field.name}" type="file"${describedBy(field)}>`,
  );
}

/** One of a list; `none` is what stands there while nothing is chosen. */
export function selectField(
  field: FieldParts & { value: string; none: string; options: readonly { value: string; label: string }[] },
): Html {
  return framed(
    field,
    html`<select class="input" id="${field.name}" name="${field.name}"${describedBy(field)}><option value="">${field.none}</option>${field.options.map(
      ({ value, label }) => html`<option value="${value}"${value === field.value && html` selected`}>${label}</option>`,
    )}</select>`,
  );
}

/** Any number of a list: each is a box with a name of its own. */
export function severalField(
  field: FieldParts & { options: readonly { name: string; label: string; isTicked: boolean }[] },
): Html {
  const error = field.errors[field.name];
  return html`<fieldset class="field${error && ' has-error'}" id="${field.name}"${describedBy(field)}><legend class="label">${field.label}</legend>${hintOf(field)}${errorOf(field)}<div class="choices">${field.options.map(
    ({ name, label, isTicked }) =>
      html`<label class="choice"><input type="checkbox" name="${name}" value="yes"${isTicked && html` checked`}><span>${label}</span></label>`,
  )}</div></fieldset>`;
}

/** A box with its label beside it. */
export function tickField(field: FieldParts & { isTicked: boolean }): Html {
  const error = field.errors[field.name];
  return html`<div class="field${error && ' has-error'}">${errorOf(field)}<label class="choice"><input type="checkbox" id="${field.name}" name="${field.name}" value="yes"${field.isTicked && html` checked`}${describedBy(field)}><span>${field.label}${hintOf(field)}</span></label></div>`;
}

/** One of several, each with its own hint. */
export function choiceField(
  field: FieldParts & {
    value: string;
    choices: readonly { value: string; label: string; hint?: string | undefined }[];
  },
): Html {
  const error = field.errors[field.name];
  return html`<fieldset class="field${error && ' has-error'}" id="${field.name}"${describedBy(field)}><legend class="label">${field.label}</legend>${hintOf(field)}${errorOf(field)}<div class="choices">${field.choices.map(
    ({ value, label, hint }) =>
      html`<label class="choice"><input type="radio" name="${field.name}" value="${value}"${value === field.value && html` checked`}><span>${label}${hint && html`<span class="hint">${hint}</span>`}</span></label>`,
  )}</div></fieldset>`;
}

/** The list of what is wrong, first on the page, each a link to its field. */
export function errorSummary(title: string, errors: FieldErrors): Html | false {
  const fields = Object.entries(errors);
  return (
    fields.length > 0 &&
    html`<div class="notice bad" role="alert">${icon('warning')}<div><b>${title}</b><ul>${fields.map(
      ([name, sentence]) => html`<li><a href="#${name}">${sentence}</a></li>`,
    )}</ul></div></div>`
  );
}

function framed(field: FieldParts, control: HtmlValue): Html {
  return html`<div class="field${field.errors[field.name] && ' has-error'}"><label class="label" for="${field.name}">${field.label}</label>${hintOf(field)}${errorOf(field)}${control}</div>`;
}

function hintOf({ name, hint }: FieldParts): Html | undefined {
  return hint ? html`<span class="hint" id="${name}-hint">${hint}</span>` : undefined;
}

function errorOf({ name, errors }: FieldParts): Html | undefined {
  const error = errors[name];
  return error
    ? html`<span class="error-line" id="${name}-error">${icon('warning')}<span>${error}</span></span>`
    : undefined;
}

function describedBy({ name, hint, errors }: FieldParts): Html | false {
  const ids = [hint && `${name}-hint`, errors[name] && `${name}-error`].filter(Boolean).join(' ');
  return ids !== '' && html` aria-describedby="${ids}"${errors[name] && html` aria-invalid="true"`}`;
}
