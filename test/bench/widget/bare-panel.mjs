// What the bare loader opens: a box to type into.
export function open() {
  const panel = document.body.appendChild(document.createElement('section'));
  panel.id = 'bare-panel';
  panel.style.cssText = 'position:fixed;right:24px;bottom:24px;width:336px;height:512px;background:#fff';
  const box = panel.appendChild(document.createElement('input'));
  box.focus();
}
