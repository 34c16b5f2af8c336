// Keys of a page: what can be seen can be pressed, from the same moment on.
import { render } from 'preact';
import { afterEach, expect, test } from 'vitest';
import { KeySheet, useKeys } from '../../../admin/ui/keys.tsx';

const root = document.createElement('main');
afterEach(() => render(null, root));

const press = (key: string) => document.dispatchEvent(new KeyboardEvent('keydown', { key }));

test('a key works as soon as the page that names it is drawn, before anything else can happen', () => {
  const pressed: string[] = [];
  function Page({ name }: { name: string }) {
    useKeys('Here', [{ keys: 'j', label: `Next on ${name}`, run: () => pressed.push(name) }]);
    return <h1>{name}</h1>;
  }
  const draw = (name: string) =>
    render(
      <>
        <KeySheet />
        <Page key={name} name={name} />
      </>,
      root,
    );
  draw('the queue');
  press('j');
  draw('the request');
  press('j');
  expect(pressed).toEqual(['the queue', 'the request']);
});
