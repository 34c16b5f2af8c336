// The ES module on a page that has declared the global's name itself, as `var Fingerpost` does: that one cannot be deleted.
import { afterEach, expect, it, vi } from 'vitest';
import { mount } from '../../widget/module.ts';

afterEach(() => {
  vi.restoreAllMocks();
  window.Fingerpost?.('destroy');
});

it('destroy throws nothing where the page has declared the name, and a new one can be mounted', () => {
  const error = vi.spyOn(console, 'error');
  Object.defineProperty(window, 'Fingerpost', { value: undefined, writable: true, configurable: false });
  const first = mount({ server: 'https://help.example' });
  expect(document.querySelectorAll('fingerpost-help')).toHaveLength(1);
  expect(() => first.destroy()).not.toThrow();
  expect(document.querySelector('fingerpost-help')).toBeNull();
  expect(window.Fingerpost).toBeUndefined();
  const second = mount({ server: 'https://help.example' });
  expect(document.querySelectorAll('fingerpost-help')).toHaveLength(1);
  first.destroy();
  expect(document.querySelectorAll('fingerpost-help')).toHaveLength(1);
  second.destroy();
  expect(document.querySelector('fingerpost-help')).toBeNull();
  expect(error).not.toHaveBeenCalled();
});
