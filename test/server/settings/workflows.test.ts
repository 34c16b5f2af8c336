// Workflows as settings: what an organisation may say in a line, and every mistake with its place and remedy.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { loadSettings, parseSettings, SettingsError } from '../../../server/settings/load-settings.ts';
import { inLocale } from '../../../server/settings/words-by-locale.ts';

const shipped = readFileSync(new URL('../../../server/settings/default-settings.yaml', import.meta.url), 'utf8');
const [head = ''] = shipped.split(/^statuses:$/m);
const HEAD_LINES = head.split('\n').length - 1;

const STATUSES = `statuses:
  submitted: { label: Submitted, public: We have it }
  in_review: { label: In review, public: A person is reading it }
  completed: { label: Completed, public: Done, ends: true }
`;
const WORKFLOWS = `workflows:
  problem:
    submitted: [in_review, completed]
    in_review: [completed]
    completed: [in_review]
  question:
    submitted: [completed]
    completed: []
`;

const parse = (statuses: string, workflows: string, change: (text: string) => string = (text) => text) =>
  parseSettings(change(head) + statuses + workflows, 'settings.yaml');

/** Each problem as `line path is found: what to do`, lines counted from `statuses:`. */
function problems(statuses: string, workflows: string, change?: (text: string) => string): string[] {
  try {
    parse(statuses, workflows, change);
  } catch (error) {
    expect(error).toBeInstanceOf(SettingsError);
    return (error as Error).message
      .split('\n')
      .map((line) =>
        line.replace(/^settings\.yaml:(\d+):(\d+) {2}/, (_all, at: string) => `${Number(at) - HEAD_LINES} `),
      );
  }
  return [];
}

describe('a workflow in the settings', () => {
  it('may be a few lines', () => {
    const { workflows } = parse(STATUSES, WORKFLOWS);
    expect(workflows.problem?.submitted).toEqual([{ to: 'in_review' }, { to: 'completed' }]);
  });

  it('may say for a step or a status who moves it and what that needs', () => {
    const settings = parse(
      STATUSES.replace('ends: true', 'ends: true, by: [admin, agent, requester], requires: [root_cause]'),
      WORKFLOWS.replace(
        '[in_review, completed]',
        '[in_review, {to: completed, by: [admin], requires: [note, assignee]}]',
      ),
    );
    expect(settings.workflows.problem?.submitted?.[1]).toEqual({
      to: 'completed',
      by: ['admin'],
      requires: ['note', 'assignee'],
    });
    expect(settings.statuses.completed).toMatchObject({
      by: ['admin', 'agent', 'requester'],
      requires: ['root_cause'],
    });
  });

  it('may be written again from what was understood', () => {
    const once = loadSettings({ settingsFile: null });
    expect(parseSettings(JSON.stringify(once), 'again.json')).toEqual(once);
  });

  it('has words for each locale that is listed; others fall back to the language, the default, the first', () => {
    const settings = parse(
      STATUSES.replace('public: Done', 'public: {en: Done, de: Erledigt, fr: Fini}'),
      WORKFLOWS,
      (text) => text.replace('locales: [en]', 'locales: [en, de, fr]'),
    );
    const words = settings.statuses.completed?.public ?? '';
    expect(['de', 'de-AT', 'fr', 'en', 'pt'].map((locale) => inLocale(words, locale, settings))).toEqual([
      'Erledigt',
      'Erledigt',
      'Fini',
      'Done',
      'Done',
    ]);
    expect(inLocale({ de: 'Erledigt' }, 'pt', settings)).toBe('Erledigt');
    expect(inLocale('Done', 'de', settings)).toBe('Done');
  });
});

describe('a mistake in a workflow stops the start and says', () => {
  it.each<[what: string, statuses: string, workflows: string, expected: string[]]>([
    [
      'which status there is not',
      STATUSES,
      WORKFLOWS.replace('in_review: [completed]', 'in_review: [completed]\n    archived: [completed]').replace(
        '[in_review, completed]',
        '[in_review, archived]',
      ),
      [
        '9 workflows.problem.archived is ["completed"]: is no status of `statuses`; allowed: submitted, in_review, completed',
      ],
    ],
    [
      'which step leads out of the workflow',
      STATUSES,
      WORKFLOWS.replace('submitted: [completed]', 'submitted: [in_review, completed]'),
      [
        '11 workflows.question.submitted.0 is "in_review": is no status of this workflow; allowed: submitted, completed',
      ],
    ],
    [
      'which status is never reached',
      STATUSES,
      WORKFLOWS.replace('[in_review, completed]', '[completed]').replace('completed: [in_review]', 'completed: []'),
      [
        '8 workflows.problem.in_review is ["completed"]: is never reached from "submitted": let a status that is reached lead to it, or leave it out',
      ],
    ],
    [
      'which status is in no workflow at all',
      `${STATUSES}  parked: { label: Parked, public: Later }\n`,
      WORKFLOWS,
      [
        '5 statuses.parked is {"label":"Parked","public":"Later"}: is in no workflow, so that no request can reach it: put it into one, or leave it out',
      ],
    ],
    [
      'where a request would be stuck',
      STATUSES,
      WORKFLOWS.replace('in_review: [completed]', 'in_review: []'),
      [
        '8 workflows.problem.in_review is []: leads nowhere and does not end the request: let it lead on to one of completed',
      ],
    ],
    [
      'where a request would go in circles',
      `${STATUSES}  parked: { label: Parked, public: Later }\n`,
      WORKFLOWS.replace('in_review: [completed]', 'in_review: [parked]\n    parked: [in_review]'),
      [
        '9 workflows.problem.in_review is ["parked"]: leads to no status that ends the request: let it lead on to one of completed',
        '10 workflows.problem.parked is ["in_review"]: leads to no status that ends the request: let it lead on to one of completed',
      ],
    ],
    [
      'that nothing ends a request',
      STATUSES.replace(', ends: true', ''),
      WORKFLOWS.replace('completed: []', 'completed: [submitted]'),
      [
        '7 workflows.problem.submitted is ["in_review","completed"]: leads to no status that ends the request: give one of its statuses `ends: true`',
        '8 workflows.problem.in_review is ["completed"]: leads to no status that ends the request: give one of its statuses `ends: true`',
        '9 workflows.problem.completed is ["in_review"]: leads to no status that ends the request: give one of its statuses `ends: true`',
        '11 workflows.question.submitted is ["completed"]: leads to no status that ends the request: give one of its statuses `ends: true`',
        '12 workflows.question.completed is ["submitted"]: leads to no status that ends the request: give one of its statuses `ends: true`',
      ],
    ],
    [
      'which role there is not',
      STATUSES,
      WORKFLOWS.replace('[in_review, completed]', '[in_review, {to: completed, by: [admin, boss]}]'),
      [
        '7 workflows.problem.submitted.1.by.1 is "boss": Invalid option: expected one of "admin"|"agent"|"specialist"|"requester"',
      ],
    ],
    [
      'that somebody has to be named',
      STATUSES.replace('ends: true', 'ends: true, by: []'),
      WORKFLOWS,
      ['4 statuses.completed.by is []: must name somebody; leave it out for everybody who may answer'],
    ],
    [
      'what cannot be required',
      STATUSES.replace('ends: true', 'ends: true, requires: [blessing]'),
      WORKFLOWS,
      [
        '4 statuses.completed.requires.0 is "blessing": Invalid option: expected one of "answer"|"answer_state"|"resolution_code"|"root_cause"|"note"|"assignee"|"target_group"|"kind"|"handling_minutes"',
      ],
    ],
    [
      'what is there twice',
      STATUSES.replace('ends: true', 'ends: true, by: [admin, admin], requires: [note, note]'),
      WORKFLOWS.replace('[in_review, completed]', '[in_review, completed, in_review]'),
      [
        '4 statuses.completed.by.1 is "admin": is named twice: leave one out',
        '4 statuses.completed.requires.1 is "note": is named twice: leave one out',
        '7 workflows.problem.submitted.2 is "in_review": is named twice after "submitted": leave one out',
      ],
    ],
    [
      'which status leads to itself',
      STATUSES,
      WORKFLOWS.replace('in_review: [completed]', 'in_review: [in_review, completed]'),
      ['8 workflows.problem.in_review.0 is "in_review": leads from a status to itself: leave it out'],
    ],
    [
      'where every request begins',
      STATUSES,
      WORKFLOWS.replace('question:\n    submitted: [completed]', 'question:\n    in_review: [completed]'),
      [
        '11 workflows.question is {"in_review":["completed"],"completed":[]}: must have the status "submitted", where every request begins',
      ],
    ],
    [
      'which workflow has to be there',
      STATUSES,
      WORKFLOWS.replace('question:', 'short:'),
      [
        '6 workflows is {"problem":{"submitted":["in_review","completed"],"in_review":["completed"],"com: must have the workflow "question"',
      ],
    ],
    [
      'in which locale there can be no words',
      STATUSES.replace('public: Done', 'public: {en: Done, de: Erledigt}'),
      WORKFLOWS,
      ['4 statuses.completed.public.de is "Erledigt": is no word in a locale of `locales`; allowed: en'],
    ],
    [
      'that there have to be words',
      STATUSES.replace('public: Done', 'public: {}'),
      WORKFLOWS,
      [
        '4 statuses.completed.public is {}: must be a text of 1 to 120 characters, or one for each locale like {en: Done, de: Erledigt}',
      ],
    ],
    [
      'what an age limit is',
      STATUSES.replace('ends: true', 'age_limit_hours: 0, ends: true'),
      WORKFLOWS,
      ['4 statuses.completed.age_limit_hours is 0: must be a number of support hours above 0'],
    ],
    [
      'what a step is',
      STATUSES,
      WORKFLOWS.replace('[in_review, completed]', '[in_review, completed, 7, {by: [admin]}, No!]'),
      [
        '7 workflows.problem.submitted.2 is 7: must be a status, or {to: status, by: […], requires: […]}',
        '7 workflows.problem.submitted.3.to is missing: must name the status that follows',
        '7 workflows.problem.submitted.4 is "No!": must be a short name of a-z, 0-9, _ and -',
      ],
    ],
  ])('%s', (_what, statuses, workflows, expected) => {
    const found = problems(statuses, workflows);
    expect(found).toEqual(expected);
  });

  it('the line and the column of what was found', () => {
    const statuses = STATUSES.replace('ends: true', 'ends: true, by: [admin, boss]');
    let message = '';
    try {
      parse(statuses, WORKFLOWS);
    } catch (error) {
      message = (error as Error).message;
    }
    const [, line, column] =
      /^settings\.yaml:(\d+):(\d+) {2}statuses\.completed\.by\.1 is "boss": /.exec(message) ?? [];
    const text = (head + statuses).split('\n')[Number(line) - 1] ?? '';
    expect(text.slice(Number(column) - 1)).toMatch(/^boss\]/);
  });

  it('all of them at once, those of other parts of the file included, in the order of the file', () => {
    const found = problems(
      STATUSES.replace('ends: true', 'ends: perhaps').replace('Submitted,', 'Submitted, by: [boss],'),
      WORKFLOWS.replace('[in_review, completed]', '[nowhere]'),
      (text) =>
        text.replace('time_zone: UTC', 'time_zone: Mars/Base').replace('target_group: billing', 'target_group: bills'),
    );
    expect(found.map((line) => line.split(' ')[1])).toEqual([
      'time_zone',
      'categories.billing.target_group',
      'statuses.submitted.by.0',
      'statuses.completed.ends',
      'workflows.problem.submitted.0',
      'workflows.problem.in_review',
      'workflows.problem.completed',
    ]);
  });
});
