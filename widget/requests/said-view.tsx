// One message of a request: who said it and when, its words, the articles it names and its files.

import type { RequesterTicket } from '../../contract/api/tickets.ts';
import { enRequests } from '../../contract/words/tongues/en-requests.ts';
import { enWriting } from '../../contract/words/tongues/en-writing.ts';
import { useApp, useWords } from '../shell/app-context.ts';
import { ALERT } from '../ui/field.tsx';
import { Icon, PAGE } from '../ui/icon.tsx';
import { useLocal } from '../ui/use-local.ts';
import type { Request } from './request-model.ts';

const CLIP = 'm13 7.5-5.3 5.3a3 3 0 0 1-4.3-4.3l5.7-5.7a2 2 0 0 1 2.8 2.8l-5.6 5.6a1 1 0 0 1-1.4-1.4L10 4.7';

interface SaidProps {
  message: RequesterTicket['messages'][number];
  request: Request;
  /** A moment as a person says it. */
  say(moment: string): string;
}

export function Said({ message, request, say }: SaidProps) {
  const app = useApp();
  const words = useWords('writing', enWriting);
  const mine = useWords('requests', enRequests);
  const failed = useLocal('');
  const isTeam = message.from === 'team';
  const fetchFile = async (file: { url: string; name: string }) => {
    failed.value = '';
    if (!(await request.saveFile(file))) failed.value = mine.fileFailed(file.name);
  };
  return (
    <article class={`said ${message.from}`}>
      <p class="quiet">
        <b>{isTeam ? (message.name ?? words.team) : words.you}</b> {'\u00b7'}{' '}
        <time dateTime={message.at} title={new Date(message.at).toLocaleString(app.locale)}>
          {say(message.at)}
        </time>
        {request.isFresh(message.at) && <span class="new">{mine.isNew}</span>}
      </p>
      <p class="words">{message.body}</p>
      {message.articles.map(({ slug, title, url }) => (
        <button key={slug} type="button" class="plain" onClick={() => app.openArticle({ slug, source: 'agent_link' })}>
          <Icon d={PAGE} />
          <span lang={url.split('/')[2]}>{title}</span>
        </button>
      ))}
      {message.attachments.map((file) => (
        <button
          key={file.id}
          type="button"
          class="plain"
          aria-label={mine.fetchFile(file.name)}
          onClick={() => fetchFile(file)}
        >
          <Icon d={CLIP} />
          {file.name}
        </button>
      ))}
      {failed.value && (
        <p class="wrong" role="alert">
          <Icon d={ALERT} />
          {failed.value}
        </p>
      )}
    </article>
  );
}
