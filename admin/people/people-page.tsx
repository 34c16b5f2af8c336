// The people who work here: who they are, what they may do, and letting others in.
import { useEffect, useState } from 'preact/hooks';
import type { OneTimeLink, Person, PersonWithLink } from '../../contract/api/people.ts';
import { wordsOf } from '../api-client.ts';
import { signedInAs } from '../session-model.ts';
import { Dialog } from '../ui/dialog.tsx';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { momentWords } from '../ui/time.tsx';
import { CopyBox } from './copy-box.tsx';
import { InviteForm } from './invite-form.tsx';
import { NotYours } from './not-yours.tsx';
import { PersonEntry } from './person-entry.tsx';
import { useLoaded } from './use-loaded.ts';
import './people.css';

type Shown = { what: 'invite' } | { what: 'link'; person: Person; link: OneTimeLink } | null;

export function PeoplePage() {
  return signedInAs().me.can.manage_people ? <People /> : <NotYours title="People" />;
}

function People() {
  const { loading, load } = useLoaded<{ people: Person[] }>('v1/admin/people');
  const [shown, setShown] = useState<Shown>(null);
  useEffect(() => {
    document.title = 'People · Fingerpost';
  }, []);
  const isRefused = loading.state === 'failed' && loading.refusal.status === 403;
  const showLink = ({ person, link }: PersonWithLink) => setShown({ what: 'link', person, link });
  return (
    <div class="people stack4">
      <div class="spread">
        <h1 class="h-page">People</h1>
        {!isRefused && (
          <button type="button" class="btn primary" onClick={() => setShown({ what: 'invite' })}>
            Invite somebody
          </button>
        )}
      </div>
      {!isRefused && (
        <p class="page-links small">
          <a href="/admin/audit">What was done here</a>
          <a href="/admin/erase">Erase a requester</a>
        </p>
      )}
      {loading.state === 'loading' && <Skeleton lines={[100, 90, 100, 90]} label="Loading the people" />}
      {loading.state === 'failed' && (
        <ProblemNotice words={wordsOf(loading.refusal)} {...(isRefused ? {} : { onRetry: load })} />
      )}
      {loading.state === 'ready' && (
        <>
          <p>{sentence(loading.value.people)}</p>
          <ul class="panel entries people-list">
            {loading.value.people.map((person) => (
              <PersonEntry key={person.id} person={person} onChanged={load} onLink={showLink} />
            ))}
          </ul>
        </>
      )}
      {shown?.what === 'invite' && (
        <Dialog title="Invite somebody" onClose={() => setShown(null)}>
          <InviteForm
            onDone={async (answer) => {
              showLink(answer);
              await load();
            }}
          />
        </Dialog>
      )}
      {shown?.what === 'link' && (
        <Dialog title={`A link for ${shown.person.name}`} onClose={() => setShown(null)}>
          <div class="stack3">
            <CopyBox
              label="One-time link"
              text={shown.link.url}
              hint={`Send it to ${shown.person.email} in a way that you trust. It works once, until ${momentWords(shown.link.expires_at)}, and is shown only now.`}
            />
          </div>
        </Dialog>
      )}
    </div>
  );
}

function sentence(people: readonly Person[]): string {
  const here = people.filter(({ disabled }) => !disabled);
  const withoutPassword = here.filter(({ has_password }) => !has_password).length;
  const withoutSecond = here.filter(({ has_password, two_factor }) => has_password && !two_factor).length;
  const work = here.length === 1 ? 'One person works here.' : `${here.length} people work here.`;
  const waits = withoutPassword > 0 ? ` ${withoutPassword} invited, not in yet.` : '';
  const second = withoutSecond > 0 ? ` ${withoutSecond} without a second factor.` : '';
  return work + waits + second;
}
