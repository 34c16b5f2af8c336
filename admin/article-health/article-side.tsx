// Beside an article: its questions, votes, reads by day, what it fails for, the gaps that it is the answer of, words for a pull request.
import { useState } from 'preact/hooks';
import type { ArticleHealth } from '../../contract/api/article-health.ts';
import { SUB_KIND_WORDS } from '../../contract/words/kind-words.ts';
import { attemptsAddress, gapAddress, type Looking, maySeeAttempts, requestsAddress } from '../gaps/gaps-address.ts';
import { Rows } from '../gaps/panel.tsx';
import { chanceWords, countWords, shareWords } from '../gaps/rate-words.ts';
import { SideCount, SidePanel } from '../gaps/side-panel.tsx';
import { signedInAs } from '../session-model.ts';
import { announce } from '../ui/announce.tsx';
import { ArticleQuestions } from './article-questions.tsx';
import { noReasonsWords, pullRequestWords } from './health-words.ts';
import { ReadDays } from './read-days.tsx';

/** Votes that a share takes (METHOD 8.2). */
const MIN_VOTES = 10;
const CAUSES = ['unclear', 'unfindable', 'not_looked', 'missing'] as const;

interface Props {
  health: ArticleHealth;
  looking: Looking;
}

export function ArticleSide({ health, looking }: Props) {
  const { me } = signedInAs();
  const { answer_of: answers } = health;
  return (
    <div class="col">
      <ArticleQuestions health={health} looking={looking} />
      <Votes health={health} looking={looking} />
      <SidePanel title="Reads, by day">
        <ReadDays health={health} looking={looking} />
      </SidePanel>
      <SidePanel title="It was the answer" hint="Requests that it answers, by why they had to ask.">
        <ul class="words">
          {CAUSES.map((cause) => (
            <SideCount
              key={cause}
              count={
                <Rows
                  href={
                    answers[cause] > 0 && me.can.list_tickets
                      ? requestsAddress(looking, {
                          kind: 'knowledge_gap',
                          about_article: health.slug,
                          sub_kind: cause,
                        })
                      : null
                  }
                  label={`${SUB_KIND_WORDS[cause]}: ${countWords(answers[cause], 'request', 'requests')}`}
                >
                  {answers[cause]}
                </Rows>
              }
            >
              {answers[cause] > 0 ? (
                <a href={gapAddress(looking, `${cause}:${health.slug}`)}>{SUB_KIND_WORDS[cause]}</a>
              ) : (
                SUB_KIND_WORDS[cause]
              )}
            </SideCount>
          ))}
        </ul>
      </SidePanel>
      <FailsFor health={health} looking={looking} />
      <PullRequest health={health} />
    </div>
  );
}

function Votes({ health, looking }: Props) {
  const { me } = signedInAs();
  const { slug, yes, no, helpful } = health;
  const to = (behind: Parameters<typeof attemptsAddress>[1]) =>
    maySeeAttempts(me) ? attemptsAddress(looking, behind) : null;
  return (
    <SidePanel title="Votes">
      <p>
        <b>
          <Rows href={yes > 0 ? to({ said_yes: slug }) : null} label={`${yes} yes, last in as many attempts`}>
            {yes} yes
          </Rows>
          ,{' '}
          <Rows href={no > 0 ? to({ said_no: slug }) : null} label={`${no} no, last in as many attempts`}>
            {no} no
          </Rows>
          .
        </b>{' '}
        <span class="muted">{noReasonsWords(health.no_reasons)}</span>
      </p>
      {helpful.value === null ? (
        <p class="withheld">
          <b>
            No rate yet: {helpful.den} of {MIN_VOTES} votes.
          </b>
        </p>
      ) : (
        <p class="small muted">
          {shareWords(helpful)} said yes{chanceWords(helpful) && ', allowing for chance'}.
        </p>
      )}
    </SidePanel>
  );
}

function FailsFor({ health, looking }: Props) {
  const { me } = signedInAs();
  const { fails_for: words, fails_for_hidden: hidden } = health;
  if (words.length === 0 && hidden === 0) return null;
  return (
    <SidePanel
      title="It fails for"
      hint="Words of people who then asked what it answers; most who used them may have been helped."
    >
      <ul class="words">
        {words.map(({ label, tickets, sessions }) => (
          <li key={label} class="spread small">
            <bdi>{label}</bdi>
            <span class="muted">
              {tickets} of{' '}
              <Rows
                href={maySeeAttempts(me) ? attemptsAddress(looking, { searched: label }) : null}
                label={`“${label}”: ${countWords(sessions, 'attempt', 'attempts')}`}
              >
                {countWords(sessions, 'attempt', 'attempts')}
              </Rows>{' '}
              asked
            </span>
          </li>
        ))}
      </ul>
      {hidden > 0 && (
        <p class="small muted">
          {countWords(hidden, 'other phrase is', 'other phrases are')} hidden: too few people used each.
        </p>
      )}
    </SidePanel>
  );
}

function PullRequest({ health }: { health: ArticleHealth }) {
  const [isCopied, setCopied] = useState(false);
  const words = pullRequestWords(health);
  const copy = () =>
    navigator.clipboard.writeText(words).then(
      () => {
        setCopied(true);
        announce('Copied.');
      },
      () => announce('It could not be copied: mark the words and copy them.'),
    );
  return (
    <SidePanel title="For the pull request">
      <pre class="pull-words">{words}</pre>
      <button type="button" class="btn" onClick={copy}>
        {isCopied ? 'Copied' : 'Copy'}
      </button>
    </SidePanel>
  );
}
