import { cleanup, render } from '@testing-library/preact';
import { afterEach, expect, it, vi } from 'vitest';
import { Dialog } from '../../../admin/ui/dialog.tsx';

afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
});

it('a dialog that goes away is closed before what was behind it takes the focus back', () => {
  const steps: string[] = [];
  vi.spyOn(HTMLDialogElement.prototype, 'showModal').mockReturnValue(undefined);
  vi.spyOn(HTMLDialogElement.prototype, 'close').mockImplementation(() => {
    steps.push('closed');
  });
  const button = document.body.appendChild(document.createElement('button'));
  button.focus();
  const { rerender } = render(
    <Dialog title="Merge" onClose={() => undefined}>
      <input />
    </Dialog>,
  );
  document.querySelector('input')?.focus();
  button.addEventListener('focus', () => steps.push('focus'));
  rerender(<p />);
  expect(steps).toEqual(['closed', 'focus']);
  expect(document.activeElement).toBe(button);
  button.remove();
});
