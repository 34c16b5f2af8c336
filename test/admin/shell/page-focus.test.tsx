// Whoever follows a link goes on at the content of the next page; whoever comes back is left to their figure.
import { cleanup, render } from '@testing-library/preact';
import { afterEach, describe, expect, it } from 'vitest';
import { usePageFocus } from '../../../admin/shell/page-focus.ts';

function Page({ path, hasField = false }: { path: string; hasField?: boolean }) {
  usePageFocus(path);
  return (
    <main id="main" tabIndex={-1}>
      {hasField && <input />}
      <a key={path} href={path}>
        {path}
      </a>
    </main>
  );
}

afterEach(() => {
  cleanup();
  history.replaceState(null, '');
});

describe('the focus on a new page', () => {
  it('is on its content when the link that had it is gone, and where it was on the first one', () => {
    const page = render(<Page path="/admin" />);
    expect(document.activeElement).toBe(document.body);
    page.getByRole('link').focus();
    page.rerender(<Page path="/admin/gaps" />);
    expect(document.activeElement?.id).toBe('main');
  });

  it('is left alone where something of the page has it, and where somebody came back', () => {
    const page = render(<Page path="/admin" hasField />);
    page.getByRole('textbox').focus();
    page.rerender(<Page path="/admin/gaps" hasField />);
    expect(document.activeElement).toBe(page.getByRole('textbox'));
    page.getByRole('link').focus();
    history.replaceState({ left: { href: '/x', at: 0, isDrawn: false } }, '');
    page.rerender(<Page path="/admin" hasField />);
    expect(document.activeElement).toBe(document.body);
  });
});
