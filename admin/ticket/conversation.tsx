// The conversation: messages oldest first, internal notes that nobody takes for replies, and what happened in between.
import { useSignal } from '@preact/signals';
import type { HistoryEntry, TicketDetail, TicketMessage } from '../../contract/api/ticket-work.ts';
import { Avatar } from '../ui/avatar.tsx';
import { Icon } from '../ui/icon.tsx';
import { LinkedText } from '../ui/linked-text.tsx';
import { Moment } from '../ui/time.tsx';
import { ArticleName } from './article-name.tsx';
import { conversationLines } from './conversation-lines.ts';
import { byChannel, bytesWords, requesterName } from './ticket-words.ts';

const MANY_EVENTS = 3;

export function Conversation({ ticket }: { ticket: TicketDetail }) {
  const withEvents = useSignal(true);
  const lines = conversationLines(ticket, withEvents.value);
  return (
    <>
      <div class="conversation-head">
        <h2 class="h-sec">Conversation</h2>
        <label class="check small">
          <input
            type="checkbox"
            checked={withEvents.value}
            onChange={(event) => {
              withEvents.value = event.currentTarget.checked;
            }}
          />
          What happened in between
        </label>
      </div>
      <ol class="conversation">
        {lines.map((line) =>
          line.is === 'message' ? (
            <li key={line.message.id}>
              <Message message={line.message} from={line.from} requester={line.requester} ticket={ticket} />
            </li>
          ) : (
            <li key={`${line.at}${line.events.length}`}>
              <Events events={line.events} />
            </li>
          ),
        )}
      </ol>
    </>
  );
}

interface MessageProps {
  message: TicketMessage;
  from: number | null;
  requester: TicketDetail['requester'];
  ticket: TicketDetail;
}

export function Message({ message, from, requester, ticket }: MessageProps) {
  const isNote = message.visibility === 'internal';
  const isTheirs = message.from === 'requester';
  const name = message.name ?? (isTheirs ? requesterName(requester) : 'Somebody who left');
  return (
    <article
      class={`msg${isNote ? ' note' : ''}`}
      aria-label={isNote ? `Internal note by ${name}` : `Message by ${name}`}
    >
      <div class="who">
        {isNote ? (
          <>
            <Icon name="lock" />
            <b>Internal note</b>
            <span>
              only your team · {message.is_mine ? 'you' : name} · <Moment at={message.at} />
            </span>
          </>
        ) : (
          <>
            <Avatar name={name} />
            <b dir="auto">{name}</b>
            <span>
              {isTheirs ? '' : message.is_mine ? 'you, ' : 'your team, '}
              {isTheirs && message.at === ticket.submitted_at && `${byChannel(ticket)} · `}
              <Moment at={message.at} />
            </span>
          </>
        )}
        {from !== null && <span class="badge">came with {from}</span>}
      </div>
      <LinkedText text={message.body} />
      {message.article_links.length > 0 && (
        <ul class="artlinks">
          {message.article_links.map((article) => (
            <li key={article.slug} class="artlink">
              <Icon name="page" />
              <span>
                <ArticleName article={article} />
                <span class="small muted block">Linked as the answer</span>
              </span>
            </li>
          ))}
        </ul>
      )}
      {message.attachments.length > 0 && (
        <ul class="files" aria-label="Files">
          {message.attachments.map((file) => (
            <li key={file.id}>
              <a class="chip" href={file.url} download={file.name}>
                <Icon name="clip" />
                <span class="clip">{file.name}</span>
                <span class="muted">{bytesWords(file.bytes)}</span>
              </a>
            </li>
          ))}
        </ul>
      )}
    </article>
  );
}

function Events({ events }: { events: readonly HistoryEntry[] }) {
  if (events.length <= MANY_EVENTS) {
    return (
      <>
        {events.map((entry, at) => (
          <EventLine key={`${entry.at}${at}`} entry={entry} />
        ))}
      </>
    );
  }
  return (
    <details class="evts">
      <summary class="evt">
        <Icon name="clock" />
        {events.length} things happened
      </summary>
      {events.map((entry, at) => (
        <EventLine key={`${entry.at}${at}`} entry={entry} />
      ))}
    </details>
  );
}

function EventLine({ entry }: { entry: HistoryEntry }) {
  return (
    <div class="evt">
      <Icon name="clock" />
      <span class="grow" dir="auto">
        {entry.sentence}
      </span>
      <Moment at={entry.at} />
    </div>
  );
}
