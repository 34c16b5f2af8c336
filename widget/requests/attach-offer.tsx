// Offers to send files along: by a button, by dropping or pasting them, and as a picture of the screen where the browser can.
import type { ComponentType } from 'preact';
import { enFiles } from '../../contract/words/tongues/en-files.ts';
import { enWriting } from '../../contract/words/tongues/en-writing.ts';
import { hostWindow } from '../host-window.ts';
import { useApp, useWords } from '../shell/app-context.ts';
import { ALERT } from '../ui/field.tsx';
import { Icon } from '../ui/icon.tsx';
import { useLocal } from '../ui/use-local.ts';
import { saySize } from './attached.ts';
import type { Form } from './form-model.ts';

/** The browser can film the screen, and the page does not forbid it where the browser tells. */
function canShoot(): boolean {
  const { document, navigator } = hostWindow;
  const { featurePolicy } = document as Document & { featurePolicy?: { allowsFeature(name: string): boolean } };
  return (
    typeof navigator.mediaDevices?.getDisplayMedia === 'function' &&
    featurePolicy?.allowsFeature('display-capture') !== false
  );
}

/** The button with the limits, and the files that are there. */
export function AttachOffer({ form }: { form: Form }) {
  const { help, locale } = useApp();
  const words = useWords('files', enFiles);
  const { optional } = useWords('writing', enWriting);
  const shot = useLocal<{ View: ComponentType<{ form: Form; onEnd(): void }> } | null>(null);
  const limits = help.state.value.site?.limits;
  const error = form.errors.value['/file'];
  const Rows = form.attaching.value?.View;
  const lost = form.lost.value;
  const Shot = shot.value?.View;
  const mayShoot = canShoot();
  if (!limits) return null;
  const size = (bytes: number) => saySize(bytes, locale);
  const isBusy = form.state.value === 'sending';
  return (
    <fieldset class={error ? 'field bad' : 'field'}>
      <legend>
        <b>{words.files}</b> <span class="quiet">{optional}</span>
      </legend>
      {error && (
        <p id="filese" class="wrong" role="alert">
          <Icon d={ALERT} />
          {error}
        </p>
      )}
      {Rows && form.files.value.length > 0 ? <Rows form={form} /> : null}
      {lost.length > 0 && (
        <p class="notice">
          <Icon d={ALERT} />
          {words.lost(new Intl.ListFormat(locale, { type: 'unit' }).format(lost))}
        </p>
      )}
      {Shot ? (
        <Shot
          form={form}
          onEnd={() => {
            shot.value = null;
          }}
        />
      ) : (
        <div class="acts">
          <label class="btn choose">
            {words.add}
            <input
              id="files"
              class="sr"
              type="file"
              multiple
              disabled={isBusy}
              aria-describedby={error ? 'filese filesh' : 'filesh'}
              onChange={(event) => {
                void form.attach(Array.from(event.currentTarget.files ?? []));
                event.currentTarget.value = '';
              }}
            />
          </label>
          {mayShoot && !isBusy && (
            <button
              type="button"
              class="btn"
              onClick={() =>
                import('./screenshot-view.tsx').then(
                  (module) => {
                    shot.value = { View: module.ScreenshotView };
                  },
                  () => undefined,
                )
              }
            >
              {words.shot}
            </button>
          )}
        </div>
      )}
      <p id="filesh" class="quiet">
        {words.limits(
          new Intl.NumberFormat(locale).format(limits.files),
          size(limits.file_bytes),
          size(limits.files_bytes),
        )}
      </p>
    </fieldset>
  );
}
