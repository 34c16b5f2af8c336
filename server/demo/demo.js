// The demo product's own script: what an embedder writes to open help from a button of their own.
window.Fingerpost ??= (...call) => {
  window.Fingerpost.q = window.Fingerpost.q ?? [];
  window.Fingerpost.q.push(call);
};
document.querySelector('#help-here')?.addEventListener('click', (event) => {
  window.Fingerpost('search', event.currentTarget.dataset.words);
});
