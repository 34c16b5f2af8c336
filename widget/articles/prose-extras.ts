// Makes an article's text handier once it can be read: code is copied, pictures are enlarged, and what is played of a film counts.
import { effect } from '@preact/signals-core';
import { enProse } from '../../contract/words/tongues/en-prose.ts';
import type { Pack } from '../../contract/words/tongues/pack.ts';
import type { App } from '../shell/app-context.ts';
import { copyText } from './copy-text.ts';
import { showPicture } from './enlarged-picture.ts';
import { countFilm } from './film-clock.ts';
import { type IconButton, iconButton } from './icon-button.ts';

/** Two sheets, and a tick. */
const COPY = 'M5.5 5.5h8v8h-8zM10.5 5.5v-3h-8v8h3';
const TICK = 'm3 8.5 3.3 3.3L13 4.8';
/** A picture that is shown nearly as it is has nothing to show when it is larger. */
const WORTH_ENLARGING = 1.2;

export interface ProseExtras {
  /** Films stop, and what was played of them is told. */
  pause(): void;
  stop(): void;
}

/**
 * Adds them to the text of one article; nothing that is there already moves.
 * @param onPlayed gets the whole seconds that were played of a film since the last call
 */
export function enrichProse(app: App, text: HTMLElement, onPlayed: (seconds: number) => void): ProseExtras {
  let words: Pack['prose'] = enProse;
  const names: (() => void)[] = [];
  /** Says what a thing is called, now and in each language to come. */
  const name = (say: () => void) => {
    names.push(say);
    say();
  };
  const status = document.createElement('p');
  status.className = 'sr';
  status.setAttribute('role', 'status');
  text.after(status);

  let copiedLast: IconButton | undefined;
  for (const code of text.querySelectorAll('pre')) {
    const copy = iconButton(COPY);
    copy.button.classList.add('copy');
    copy.button.addEventListener('click', async () => {
      const isDone = await copyText(code, app.root);
      // The same words again are read out again only if they were gone meanwhile.
      status.textContent = '';
      requestAnimationFrame(() => {
        status.textContent = isDone ? words.copied : words.copyByHand;
      });
      copiedLast?.draw(COPY);
      copiedLast = copy;
      if (isDone) copy.draw(TICK);
    });
    name(() => copy.button.setAttribute('aria-label', words.copy));
    const frame = document.createElement('div');
    frame.className = 'code';
    code.replaceWith(frame);
    frame.append(code, copy.button);
  }

  const offerEnlarging = (picture: HTMLImageElement) => {
    if (picture.closest('a') || picture.naturalWidth < picture.clientWidth * WORTH_ENLARGING) return;
    picture.tabIndex = 0;
    picture.setAttribute('role', 'button');
    name(() => picture.setAttribute('aria-label', words.enlarge(picture.alt)));
  };
  for (const picture of text.querySelectorAll('img'))
    if (picture.complete && picture.naturalWidth) offerEnlarging(picture);
    else picture.addEventListener('load', () => offerEnlarging(picture), { once: true });
  const enlarge = (event: Event) => {
    const picture = event.target as HTMLImageElement;
    if (picture.getAttribute('role') !== 'button' || picture.tagName !== 'IMG') return;
    if ('key' in event && event.key !== 'Enter' && event.key !== ' ') return;
    event.preventDefault();
    showPicture(app.root, picture, words.shrink);
  };
  text.addEventListener('click', enlarge);
  text.addEventListener('keydown', enlarge);

  const films = [...text.querySelectorAll('video')].map((film) => countFilm(film, onPlayed));
  const stopNames = effect(() => {
    words = app.say('prose', enProse);
    for (const say of names) say();
  });
  return {
    pause() {
      for (const film of films) film.pause();
    },
    stop() {
      stopNames();
      status.remove();
      text.removeEventListener('click', enlarge);
      text.removeEventListener('keydown', enlarge);
      for (const film of films) film.stop();
    },
  };
}
