// Run in a page: a launcher, a box and a list over a prebuilt MiniSearch index; what a careful developer would write in an
// hour. The program and the index are fetched at once on the click.
import MiniSearch from 'minisearch';

export function start({ options, searchOptions, index }) {
  const box = document.querySelector('input');
  const list = document.querySelector('ol');
  let mini = null;
  const show = () => {
    if (!mini || !box.value.trim()) return;
    const found = mini.search(box.value, searchOptions).slice(0, 10);
    list.replaceChildren(
      ...found.map(({ title }) => Object.assign(document.createElement('li'), { textContent: title })),
    );
  };
  box.addEventListener('input', show);
  index.then((text) => {
    mini = MiniSearch.loadJSON(text, options);
    show();
  });
}
