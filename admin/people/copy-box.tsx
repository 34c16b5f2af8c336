// Something that is shown once and has to be taken along: a link, a token, codes.
import { useId, useState } from 'preact/hooks';
import { announce } from '../ui/announce.tsx';

export function CopyBox({ label, text, hint }: { label: string; text: string; hint: string }) {
  const id = useId();
  const [isCopied, setCopied] = useState(false);
  const lines = text.split('\n').length;
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      setCopied(true);
      announce('Copied.');
    } catch (_notAllowed) {
      // Some browsers allow it only in other ways: then the text is marked, ready for the keyboard.
      const box = document.getElementById(id);
      if (box instanceof HTMLTextAreaElement || box instanceof HTMLInputElement) box.select();
    }
  };
  return (
    <div class="copy-box stack">
      <label class="label" for={id}>
        {label}
      </label>
      {lines > 1 ? (
        <textarea id={id} class="input mono" readOnly rows={lines} value={text} />
      ) : (
        <input id={id} class="input mono" readOnly value={text} onFocus={(event) => event.currentTarget.select()} />
      )}
      <p class="small muted">{hint}</p>
      <button type="button" class="btn" onClick={copy}>
        {isCopied ? 'Copied' : 'Copy'}
      </button>
    </div>
  );
}
