// A page that takes every key before anybody else sees it.
import type { HostilePage } from '../hostile-page.ts';

export const page: HostilePage = {
  does: 'stops every key on its way down, and looks at every click',
  script: `['keydown', 'keypress', 'keyup', 'focusin', 'focusout'].forEach(function (kind) {
      window.addEventListener(kind, function (event) { event.stopPropagation() }, true);
    });
    document.addEventListener('click', function (event) { if (event.target.closest('a')) event.preventDefault() }, true);`,
};
