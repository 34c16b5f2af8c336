// One person in the list: who they are, their role, and what an admin can do about it.
import { useState } from 'preact/hooks';
import type { ChangePerson, Person, PersonRole, PersonWithLink } from '../../contract/api/people.ts';
import { send, wordsOf } from '../api-client.ts';
import { signedInAs } from '../session-model.ts';
import { announce, announceFailure } from '../ui/announce.tsx';
import { Avatar } from '../ui/avatar.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Moment } from '../ui/time.tsx';
import { PERSON_ROLE_NAMES, ROLE_WORDS } from './role-words.ts';

export function PersonEntry({
  person,
  onChanged,
  onLink,
}: {
  person: Person;
  onChanged: () => Promise<void>;
  onLink: (answer: PersonWithLink) => void;
}) {
  const [isAsking, setAsking] = useState(false);
  const isMe = person.id === signedInAs().me.id;
  const change = async (change: ChangePerson, words: string) => {
    const answer = await send('PATCH', `v1/admin/people/${person.id}`, change);
    if (answer.ok) announce(words);
    else announceFailure(wordsOf(answer));
    // Also after a refusal, so that the page shows what is so.
    await onChanged();
  };
  const makeLink = async () => {
    const answer = await send<PersonWithLink>('POST', `v1/admin/people/${person.id}/link`);
    if (answer.ok) onLink(answer.value);
    else announceFailure(wordsOf(answer));
  };
  const linkWords = person.has_password ? 'Password link' : 'New link';
  return (
    <li class={`entry person${person.disabled ? ' gone' : ''}`}>
      <Avatar name={person.name} />
      <div class="grow">
        <div class="clip">
          <b>{person.name}</b>
          {isMe && ' (you)'}
        </div>
        <div class="small muted">
          <span>{person.email}</span>
          <span>{standing(person)}</span>
          {person.last_seen_at && !person.disabled && (
            <span>
              seen <Moment at={person.last_seen_at} isRelative />
            </span>
          )}
          {person.restricted_categories.length > 0 && <span>reads {person.restricted_categories.join(', ')}</span>}
        </div>
      </div>
      <div class="person-acts">
        <select
          class="input"
          aria-label={`Role of ${person.name}`}
          value={person.role}
          disabled={person.disabled}
          onChange={(event) => {
            const role = event.currentTarget.value as PersonRole;
            change({ role }, `${person.name} is now ${ROLE_WORDS[role].name.toLowerCase()}, and signs in anew.`);
          }}
        >
          {PERSON_ROLE_NAMES.map((role) => (
            <option key={role} value={role}>
              {ROLE_WORDS[role].name}
            </option>
          ))}
        </select>
        {!person.disabled && (
          <button type="button" class="btn" aria-label={`${linkWords} for ${person.name}`} onClick={makeLink}>
            {linkWords}
          </button>
        )}
        {!isMe && !person.disabled && person.two_factor && (
          <button
            type="button"
            class="btn"
            aria-label={`Turn off the second factor of ${person.name}`}
            onClick={() => change({ two_factor: false }, `${person.name} signs in by the password alone now.`)}
          >
            Second factor off
          </button>
        )}
        {!isMe && (
          <button
            type="button"
            class="btn"
            aria-label={`${person.disabled ? 'Let in' : 'Shut out'} ${person.name}`}
            onClick={() =>
              person.disabled ? change({ disabled: false }, `${person.name} may come in again.`) : setAsking(true)
            }
          >
            {person.disabled ? 'Let in' : 'Shut out'}
          </button>
        )}
      </div>
      {isAsking && (
        <Dialog title={`Shut ${person.name} out?`} onClose={() => setAsking(false)}>
          <div class="stack4">
            <p>
              They are signed out everywhere at once, and their API tokens do not work while they are out. Requests that
              they have stay with them until you give them to somebody else. They can be let in again.
            </p>
            <div class="row wrap dialog-foot">
              <button type="button" class="btn" onClick={() => setAsking(false)}>
                Leave it as it is
              </button>
              <button
                type="button"
                class="btn primary"
                onClick={() => {
                  setAsking(false);
                  change({ disabled: true }, `${person.name} is shut out.`);
                }}
              >
                Shut out
              </button>
            </div>
          </div>
        </Dialog>
      )}
    </li>
  );
}

function standing({ disabled, has_password, two_factor }: Person): string {
  if (disabled) return 'shut out';
  if (!has_password) return 'invited';
  return two_factor ? 'second factor on' : 'no second factor';
}
