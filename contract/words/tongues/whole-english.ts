// All that is said in English, in one piece: for those who need every part of it at once, which the widget never does.
import { en } from './en.ts';
import { enFields } from './en-fields.ts';
import { enFiles } from './en-files.ts';
import { enNothing } from './en-nothing.ts';
import { enOffers } from './en-offers.ts';
import { enPromise } from './en-promise.ts';
import { enProse } from './en-prose.ts';
import { enReading } from './en-reading.ts';
import { enRefusals } from './en-refusals.ts';
import { enRequests } from './en-requests.ts';
import { enWaiting } from './en-waiting.ts';
import { enWriting } from './en-writing.ts';
import type { Pack } from './pack.ts';

export const wholeEnglish: Pack = {
  panel: { ...en, ...enOffers },
  fields: enFields,
  files: enFiles,
  nothing: enNothing,
  promise: enPromise,
  prose: enProse,
  reading: enReading,
  requests: enRequests,
  refusals: enRefusals,
  waiting: enWaiting,
  writing: enWriting,
};
