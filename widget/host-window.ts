// The window of the host page: this one, or, where help runs in a frame of its own, the one around it.

/** What the frame is told by the window that made it. */
interface InFrame {
  fingerpost?: { host?: typeof window };
}

export const hostWindow = (window as InFrame).fingerpost?.host ?? window;
