// Where nothing was found: says so, and leads on to a person with the promise of an answer.
import { enNothing } from '../../contract/words/tongues/en-nothing.ts';
import { PromiseLine } from '../requests/promise-view.tsx';
import { useApp, useWords } from '../shell/app-context.ts';
import { BUBBLE, Icon } from '../ui/icon.tsx';

export function NothingView() {
  const { search, openForm, words: shared } = useApp();
  const words = useWords('nothing', enNothing);
  return (
    <div class="nothing">
      {/* Said here and not in the sheet of the first view, whose bytes are counted. */}
      <h3 style={{ font: '600 16px / 24px var(--fp-face)', marginBlockEnd: '-8px' }}>
        {shared.nothing(search.query.value.trim())}
      </h3>
      <p>{words.hint}</p>
      <button type="button" class="btn main" onClick={() => openForm({ entry: 'after_no_results' })}>
        <Icon d={BUBBLE} />
        {words.write}
      </button>
      <PromiseLine />
    </div>
  );
}
