// What people of the demo want to know: the shipped articles under their own questions, and gaps planted among them.
import type { Condition } from '../simulate/world.ts';

/** A topic as it is written down; without `article` nothing answers it, without `phrases` the article's own questions are searched. */
export interface DemoTopic {
  readonly condition: Condition;
  readonly article?: string;
  /** Of a topic that no article is about. */
  readonly title?: string;
  readonly page: string;
  readonly group: 'integration' | 'content' | 'service';
  readonly minutes: number;
  readonly phrases?: readonly string[];
  /** What requests say; `{p}` is one of the phrases. */
  readonly asks?: readonly string[];
  /** What requests say of a fault. */
  readonly fails?: readonly string[];
  /** What the team answers. */
  readonly reply?: string;
}

/** Heaviest first. */
export const DEMO_TOPICS: readonly DemoTopic[] = [
  {
    ...{ condition: 'unclear', article: 'signed-identity', page: '/setup/identity', group: 'integration', minutes: 24 },
    asks: [
      'How do I sign the token? I followed the page, our server answers, and the widget still says that the person cannot be confirmed.',
      'Which of our two servers has to hold the secret? The page shows a line of code and not where it goes.',
      'What is the right "exp" for a person who stays signed in all day? We get refused after two hours.',
    ],
    reply:
      'The secret stays on the server that renders your page. Make the token new with each page, two hours at most, and never in the browser. I have sent you the six lines that we use ourselves.',
  },
  { condition: 'healthy', article: 'embed-the-widget', page: '/setup/embed', group: 'integration', minutes: 9 },
  {
    ...{
      condition: 'missing',
      title: 'Requests in a chat room',
      page: '/setup/chat',
      group: 'integration',
      minutes: 16,
    },
    phrases: ['slack', 'slack integration', 'requests to slack', 'slack notification', 'connect slack'],
    asks: [
      'How can I get new requests posted to our Slack channel?',
      'Is it possible to connect Slack? Half of the team never opens the console.',
      'Where do I enter the Slack address for notifications?',
    ],
    reply:
      'There is no ready connection yet. What works today: a small script that reads the list of open requests with an API token every minute and posts what is new. I can share ours.',
  },
  {
    ...{ condition: 'unfindable', article: 'settings-file', page: '/console/settings', group: 'service', minutes: 8 },
    phrases: ['opening hours', 'opening times', 'closed on bank holidays', 'change opening hours', 'bank holidays'],
    asks: [
      'Where do I change our opening hours? The form still promises an answer on Sunday.',
      'How can I tell it that we are closed on bank holidays?',
      'We moved to 8 to 16 o’clock. Which page has the opening times?',
    ],
    reply: 'They are called support hours, and stand in the settings file. The article has an example with holidays.',
  },
  {
    ...{
      condition: 'unclear',
      article: 'content-security-policy',
      page: '/setup/embed',
      group: 'integration',
      minutes: 21,
    },
    asks: [
      'Which lines of our policy have to change? The article lists four and we cannot tell which are for us.',
      'How do I allow the widget without unsafe-inline? The example has both, and our security people refuse it.',
      'The console says "refused to load the script", although I copied the policy from your page.',
    ],
    reply:
      'You need script-src and connect-src with the address of your help server, nothing inline. The other lines of the example are for pages that show videos.',
  },
  {
    ...{ condition: 'not_looked', article: 'people-and-roles', page: '/console/people', group: 'service', minutes: 6 },
    asks: [
      'Please add my colleague Rosa, she starts on Monday.',
      'Can I give somebody the right to read figures and nothing else?',
      'One of us left in March. How do I remove the account?',
    ],
    reply: 'Done. You can do this yourself as an admin, under People; the article shows which role may do what.',
  },
  {
    ...{ condition: 'bug', article: 'files', page: '/console/ticket', group: 'service', minutes: 26 },
    phrases: ['attach a file', 'upload stuck', 'screenshot upload', 'attach screenshot', 'file upload error'],
    asks: [
      'How big may a file be?',
      'Can I attach more than one screenshot?',
      'Where do I find the file somebody sent?',
    ],
    fails: [
      'The upload stops at 99 per cent and then says "error 500". Since Tuesday, with every file.',
      'I cannot attach a screenshot any more: the bar is stuck and the page stays blank.',
      'Upload fails for all of us, Firefox and Chrome. It worked last week.',
      'The file field is broken: I choose a picture, and nothing is sent with my answer.',
    ],
    reply: 'That was ours: a limit in the last release counted wrongly. It is mended and installed. Please try again.',
  },
  { condition: 'healthy', article: 'start-in-one-minute', page: '/setup', group: 'integration', minutes: 10 },
  {
    ...{ condition: 'missing', title: 'Single sign-on', page: '/console/sign-in', group: 'service', minutes: 22 },
    phrases: ['single sign-on', 'sso', 'sso saml', 'google sso', 'single sign-on saml'],
    asks: [
      'Is it possible to sign in with our Google accounts? We have single sign-on for everything else.',
      'How do I set up SAML for our agents?',
      'Where can I find the settings for single sign-on? Our auditors ask.',
    ],
    reply:
      'Single sign-on is not there yet; for now each of you has a password and, please, a second factor. I have added your voice to the list.',
  },
  {
    ...{ condition: 'unfindable', article: 'second-factor', page: '/console/sign-in', group: 'service', minutes: 12 },
    phrases: ['login code', 'code from phone', 'login code not coming', 'six digit code', 'code phone new'],
    asks: [
      'Where do I get the six digit code? I have a new phone.',
      'How can I have the login code sent by text message?',
      'My code from the phone is never accepted.',
    ],
    reply: 'The code comes from an authenticator app. Use one of your recovery codes, then set the app up anew.',
  },
  { condition: 'healthy', article: 'sign-in', page: '/console/sign-in', group: 'service', minutes: 7 },
  {
    ...{ condition: 'unclear', article: 'use-postgresql', page: '/setup/database', group: 'integration', minutes: 28 },
    asks: [
      'How do I move the data that we already have into PostgreSQL? The article begins with an empty one.',
      'What is the right DATABASE_URL with a password that has an @ in it?',
      'Is it possible to run two processes on one database? The page says yes and then warns of it.',
    ],
    reply: 'Write %40 for the @. Two processes are fine; the warning is about two different versions at once.',
  },
  {
    ...{
      condition: 'not_looked',
      article: 'back-up-the-data-folder',
      page: '/setup/hosting',
      group: 'integration',
      minutes: 14,
    },
    asks: [
      'Can you tell me which files we have to save at night?',
      'We want to move to another server this weekend. What is the safest way?',
      'Please check whether our copy is complete, I am not sure about the write-ahead file.',
    ],
    reply: 'Use the backup command while it runs, not a copy of the file. The article has the line for cron.',
  },
  {
    ...{ condition: 'missing', title: 'Put a request aside', page: '/console/queue', group: 'service', minutes: 9 },
    phrases: ['snooze', 'snooze a request', 'snooze until monday', 'snooze ticket'],
    asks: [
      'How do I snooze a request until Monday? It stays on top of my list.',
      'Is it possible to snooze a ticket while we wait for a delivery?',
      'Can I put something aside and be reminded?',
    ],
    reply:
      'There is no snooze. "Waiting on requester" takes it out of your list until they answer, which is often enough.',
  },
  {
    ...{ condition: 'bug', article: 'the-queue', page: '/console/queue', group: 'service', minutes: 18 },
    asks: ['How do I save a view for the whole team?', 'Where can I sort by promise?', 'Can I filter by language?'],
    fails: [
      'The queue stays blank after signing in. Reloading does not help.',
      'Error 503 in the queue, with the filter for my own requests.',
      'My saved views fail to load since this morning, for everyone here.',
    ],
    reply: 'A saved view with an old filter stopped the whole list. It is mended; your views are all there.',
  },
  {
    ...{
      condition: 'unfindable',
      article: 'erase-a-requester',
      page: '/console/requesters',
      group: 'service',
      minutes: 15,
    },
    phrases: ['gdpr', 'personal data request', 'right to be forgotten', 'gdpr request', 'subject access'],
    asks: [
      'How do we answer a GDPR request? Somebody wants all of their data gone.',
      'Where is the button for the right to be forgotten?',
      'What is deleted and what stays when a person asks for it?',
    ],
    reply: 'It is called erasing a requester: one command, and one page of the console. Figures stay, words go.',
  },
  { condition: 'healthy', article: 'write-an-article', page: '/articles/new', group: 'content', minutes: 8 },
  { condition: 'healthy', article: 'pictures-and-video', page: '/articles/edit', group: 'content', minutes: 9 },
  { condition: 'healthy', article: 'widget-attributes', page: '/setup/embed', group: 'integration', minutes: 7 },
  { condition: 'healthy', article: 'form-fields', page: '/console/settings', group: 'service', minutes: 13 },
  { condition: 'healthy', article: 'rename-an-article', page: '/articles/edit', group: 'content', minutes: 6 },
  { condition: 'healthy', article: 'asks', page: '/articles/edit', group: 'content', minutes: 8 },
  { condition: 'healthy', article: 'categories', page: '/articles', group: 'content', minutes: 5 },
  { condition: 'healthy', article: 'merge-requests', page: '/console/ticket', group: 'service', minutes: 6 },
  { condition: 'healthy', article: 'api-tokens', page: '/setup/api', group: 'integration', minutes: 11 },
  { condition: 'healthy', article: 'drafts-and-internal', page: '/articles/edit', group: 'content', minutes: 7 },
  { condition: 'healthy', article: 'front-matter-fields', page: '/articles/edit', group: 'content', minutes: 6 },
  { condition: 'healthy', article: 'javascript-api', page: '/setup/embed', group: 'integration', minutes: 14 },
  { condition: 'healthy', article: 'statuses', page: '/console/ticket', group: 'service', minutes: 5 },
  {
    condition: 'healthy',
    article: 'upgrade-and-migrations',
    page: '/setup/hosting',
    group: 'integration',
    minutes: 12,
  },
];

/** The topic on which one person asks again and again, and the article that everybody reads. */
export const DEMO_DECOYS = {
  heavyUser: { article: 'callouts', page: '/articles/edit', group: 'content', minutes: 4 },
  hugeArticle: { article: 'write-a-request', page: '/console', group: 'service', minutes: 5 },
} as const;

/** What requests say about any topic; `{p}` is what they searched for. */
export const USUAL_ASKS = {
  asks: [
    'How do I do this: {p}? I am sure that it is simple, I just cannot find it.',
    'Where can I find out about “{p}”?',
    'Can I ask you about “{p}”? We need it by the end of the week.',
    'What is the best way to go about “{p}”?',
  ],
  tells: [
    'I would like to know more about “{p}”. Thank you!',
    'A colleague told me that you know about this: {p}.',
    'Hello, it is about “{p}”. Please point me in the right direction.',
  ],
  fails: ['“{p}”: error 500, for all of us.', 'Something is broken here: {p}. It fails each time.'],
  faults: ['“{p}” used to work and does nothing since this morning.', 'Strange things happen at “{p}”.'],
} as const;

/** What the team says first, with the person's first name, and what people say when it helped. */
export const USUAL_REPLIES = [
  'Hello {n}, thank you for asking. The article “{t}” has it step by step; tell me where it stops being clear.',
  'Good morning {n}, this is described in “{t}”. I have marked the part that is about you.',
  'Hello {n}, happy to help. Have a look at “{t}”, second half. If it does not do what it says, write back here.',
] as const;
export const WITHOUT_ARTICLE = [
  'Hello {n}, I had a look and set it right for you. Please try once more.',
  'Good afternoon {n}, here is how: I have written the steps below your question.',
] as const;
export const THANKS = [
  'That was it, thank you very much!',
  'Works now. Thanks for being so quick.',
  'Perfect, thank you. I would never have looked under that name.',
] as const;
