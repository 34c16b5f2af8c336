// The least that a loader can be: a button, and what is behind it when it is clicked.
(() => {
  const { src } = document.currentScript;
  const button = document.body.appendChild(document.createElement('button'));
  button.id = 'bare';
  button.textContent = 'Help';
  button.style.cssText = 'position:fixed;right:24px;bottom:24px';
  button.onclick = () => import(new URL('bare-panel.mjs', src).href).then(({ open }) => open());
})();
