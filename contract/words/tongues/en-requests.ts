// What the list of one's requests and one request say, in English; part of the type that other languages fill in.

const replies = (count: number) => `${count} new ${count === 1 ? 'reply' : 'replies'}`;

export const enRequests = {
  unread: replies,
  isNew: 'New',
  sentOn: (moment: string) => `Sent ${moment}`,
  none: 'There is no request here yet.',
  ofTab: 'These were sent from this tab. For others you need their number and key.',
  signedOut: 'Sign in again, then your requests are shown here.',
  failed: 'Your requests could not be loaded. They are safe with us.',
  older: 'Show older ones',
  lost: 'Lost a key?',
  lostEmail: 'The email that you gave us',
  lostSend: 'Send me my links',
  lostOn: 'If there are requests with this address, their links are on the way to it.',
  lostOff:
    'This help sends no mail, so links cannot come to you. Write to us again and say what it was about: we will find it.',
  solved: 'Is it really solved?',
  yes: 'Yes, it is solved',
  no: 'No, still broken',
  still: 'What is still wrong?',
  reopen: 'Open it again',
  done: {
    answer: 'We have your answer.',
    yes: 'Thank you. It is closed. Answer here if it comes back.',
    no: 'Sorry. It is open again.',
    rating: 'Thank you. We have your rating.',
  },
  answer: 'Your answer',
  answerHint: 'It joins this request, and opens it again if it was closed.',
  send: 'Send answer',
  sending: 'Sending\u2026',
  empty: 'Write a few words first.',
  fetchFile: (name: string) => `Download ${name}`,
  fileFailed: (name: string) => `${name} could not be loaded. Try again.`,
  rate: 'How was our help?',
  scores: ['1, bad', '2', '3', '4', '5, good'],
  rateMore: 'What should we know?',
  rateSend: 'Send rating',
  rateMissing: 'Choose a number from 1 to 5.',
  unsent: 'We could not send this. Your words are still here.',
};
