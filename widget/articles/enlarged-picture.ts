// Shows one picture of an article as large as the window allows, over everything, until a key, a click or Escape closes it.
import { CLOSE } from '../ui/icon.tsx';
import { iconButton } from './icon-button.ts';

/** @param close what the button says that closes it. The focus comes back to where it was. */
export function showPicture(root: ShadowRoot, picture: HTMLImageElement, close: string): void {
  const dialog = document.createElement('dialog');
  dialog.className = 'enlarged';
  dialog.setAttribute('aria-label', picture.alt || close);
  const large = document.createElement('img');
  large.src = picture.currentSrc || picture.src;
  large.alt = picture.alt;
  large.referrerPolicy = 'no-referrer';
  const { button } = iconButton(CLOSE);
  button.setAttribute('aria-label', close);
  dialog.append(button, large);
  dialog.addEventListener('click', () => dialog.close());
  dialog.addEventListener('close', () => {
    dialog.remove();
    picture.focus({ preventScroll: true });
  });
  root.querySelector('.fp')?.append(dialog);
  dialog.showModal();
}
