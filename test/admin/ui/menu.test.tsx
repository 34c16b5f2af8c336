import { cleanup, fireEvent, render, screen } from '@testing-library/preact';
import { afterEach, expect, it } from 'vitest';
import { Menu } from '../../../admin/ui/menu.tsx';

afterEach(cleanup);

it('an item acts with the focus on the button of the menu, so that a dialog can give it back there', async () => {
  const focused: (string | null | undefined)[] = [];
  render(
    <Menu label="More" button="…">
      <button type="button" role="menuitem" onClick={() => focused.push(document.activeElement?.className)}>
        Merge
      </button>
    </Menu>,
  );
  fireEvent.click(screen.getByRole('button', { name: /More/ }));
  const item = await screen.findByRole('menuitem');
  item.focus();
  fireEvent.click(item);
  expect(focused).toEqual(['menu-button']);
});
