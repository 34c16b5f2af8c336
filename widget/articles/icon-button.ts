// A button with nothing but an icon, for what is added to an article's text outside of Preact.

const SVG = 'http://www.w3.org/2000/svg';

export interface IconButton {
  button: HTMLButtonElement;
  /** Shows another icon, a path on a grid of 16. */
  draw(path: string): void;
}

/** It has no name yet. */
export function iconButton(icon: string): IconButton {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'icon';
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('class', 'i');
  svg.setAttribute('viewBox', '0 0 16 16');
  svg.setAttribute('aria-hidden', 'true');
  const line = document.createElementNS(SVG, 'path');
  line.setAttribute('d', icon);
  svg.append(line);
  button.append(svg);
  return { button, draw: (path) => line.setAttribute('d', path) };
}
