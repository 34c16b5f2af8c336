// What was done here outside of any request: who, what, when; nobody can change it.
import { useModel } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { AuditEntryView } from '../../contract/api/audit.ts';
import type { Person } from '../../contract/api/people.ts';
import { AUDIT_WORDS } from '../../contract/words/audit-words.ts';
import { wordsOf } from '../api-client.ts';
import { signedInAs } from '../session-model.ts';
import { announce, announceFailure } from '../ui/announce.tsx';
import { Field, TextField } from '../ui/field.tsx';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { Moment } from '../ui/time.tsx';
import { AuditModel } from './audit-model.ts';
import { NotYours } from './not-yours.tsx';
import { useLoaded } from './use-loaded.ts';
import './people.css';

/** Of a view or a change to many only its id is kept, which tells a reader nothing. */
const AN_ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
/** Those who act without being people. */
const OTHERS = ['system', 'command line', 'nobody'];

export function AuditPage() {
  return signedInAs().me.can.read_audit ? <Audit /> : <NotYours title="What was done here" />;
}

function Audit() {
  const model = useModel(() => new AuditModel());
  const { loading: people } = useLoaded<{ people: Person[] }>('v1/admin/people');
  useEffect(() => {
    document.title = 'What was done here · Fingerpost';
    model.load();
  }, []);
  const { who, what, from, to } = model.filters.value;
  const audit = model.audit.value;
  const readOn = async () => {
    const read = await model.readOn();
    if (typeof read === 'number') announce(`${read} more lines.`);
    else announceFailure(wordsOf(read));
  };
  const known = people.state === 'ready' ? people.value.people : [];
  return (
    <div class="people stack4">
      <h1 class="h-page">What was done here</h1>
      <p>
        Sign-ins, roles, tokens, erased people. What happens to a request stands in its own history. Nobody can change a
        line of either.
      </p>
      <form class="audit-filters" aria-label="Filter the lines" onSubmit={(event) => event.preventDefault()}>
        <Field label="Who">
          {(control) => (
            <select
              {...control}
              class="input"
              value={who}
              onChange={(event) => model.filter({ who: event.currentTarget.value })}
            >
              <option value="">Everybody</option>
              {known.map(({ id, name, email }) => (
                <option key={id} value={email}>
                  {name}
                </option>
              ))}
              {OTHERS.map((other) => (
                <option key={other} value={other}>
                  {other === 'nobody' ? 'Somebody not signed in' : capitalised(other)}
                </option>
              ))}
            </select>
          )}
        </Field>
        <Field label="What">
          {(control) => (
            <select
              {...control}
              class="input"
              value={what}
              onChange={(event) => model.filter({ what: event.currentTarget.value })}
            >
              <option value="">Everything</option>
              {Object.entries(AUDIT_WORDS).map(([act, words]) => (
                <option key={act} value={act}>
                  {capitalised(words)}
                </option>
              ))}
            </select>
          )}
        </Field>
        <TextField label="From" type="date" value={from} onInput={(day) => model.filter({ from: day })} />
        <TextField label="To" type="date" value={to} onInput={(day) => model.filter({ to: day })} />
      </form>
      {audit.state === 'loading' && <Skeleton lines={[100, 90, 100, 90]} label="Loading what was done" />}
      {audit.state === 'failed' && <ProblemNotice words={wordsOf(audit.refusal)} onRetry={model.load} />}
      {audit.state === 'ready' && audit.entries.length === 0 && (
        <p>{who || what || from || to ? 'Nothing of this was done.' : 'Nothing was done yet.'}</p>
      )}
      {audit.state === 'ready' && audit.entries.length > 0 && (
        <>
          <ol class="panel entries people-list" aria-label="What was done, newest first">
            {audit.entries.map((entry, at) => (
              <AuditLine key={`${entry.at}-${at}`} entry={entry} />
            ))}
          </ol>
          {audit.cursor !== null && (
            <button type="button" class="btn" aria-disabled={audit.isReadingOn} onClick={readOn}>
              {audit.isReadingOn ? 'Loading…' : 'Show earlier ones'}
            </button>
          )}
        </>
      )}
    </div>
  );
}

function AuditLine({ entry: { at, who, what, label, about, detail } }: { entry: AuditEntryView }) {
  return (
    <li class="entry">
      <div class="grow">
        <div>
          <b>{who === 'nobody' ? 'Somebody' : capitalised(who)}</b> {label}
          {about !== null && about !== who && !AN_ID.test(about) && (
            <>
              {what === 'sign_in_failed' ? ' as ' : ': '}
              <b>{about}</b>
            </>
          )}
        </div>
        {detail && <div class="small muted">{detail}</div>}
      </div>
      <div class="small muted">
        <Moment at={at} />
      </div>
    </li>
  );
}

function capitalised(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
