// All that the widget says in one language, part by part; a language other than English is one file that fills this in.
import type { Words } from './en.ts';
import type { enFields } from './en-fields.ts';
import type { enFiles } from './en-files.ts';
import type { enNothing } from './en-nothing.ts';
import type { enOffers } from './en-offers.ts';
import type { enPromise } from './en-promise.ts';
import type { enProse } from './en-prose.ts';
import type { enReading } from './en-reading.ts';
import type { enRefusals } from './en-refusals.ts';
import type { enRequests } from './en-requests.ts';
import type { enWaiting } from './en-waiting.ts';
import type { enWriting } from './en-writing.ts';

/** The same shape with other words. */
type InOtherWords<Value> = Value extends string
  ? string
  : Value extends (...given: infer Given) => string
    ? (...given: Given) => string
    : { [Name in keyof Value]: InOtherWords<Value[Name]> };

export interface Pack {
  panel: Words & InOtherWords<typeof enOffers>;
  fields: InOtherWords<typeof enFields>;
  files: InOtherWords<typeof enFiles>;
  nothing: InOtherWords<typeof enNothing>;
  promise: InOtherWords<typeof enPromise>;
  prose: InOtherWords<typeof enProse>;
  reading: InOtherWords<typeof enReading>;
  requests: InOtherWords<typeof enRequests>;
  refusals: InOtherWords<typeof enRefusals>;
  waiting: InOtherWords<typeof enWaiting>;
  writing: InOtherWords<typeof enWriting>;
}
