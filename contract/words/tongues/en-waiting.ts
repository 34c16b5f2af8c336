// What is said of a message that is not with us yet, in English; part of the type that other languages fill in.

export const enWaiting = {
  offline: 'You are offline. We keep this and send it when you are back.',
  offlineOpen: 'You are offline. Leave this page open: we send it when you are back.',
  goesOn: 'We go on trying by ourselves.',
  takeBack: 'Do not send it yet',
  arrived: 'What you sent has arrived. What you change now is added to it when you send again.',
  added: 'Part of this had arrived before. We added what you changed, so that it stays one request.',
  changed: 'Changed since:',
  lineOffline: 'Your message is sent when you are back online.',
  lineTrying: 'Your message could not be sent yet. We go on trying.',
  lineDraft: 'You have begun to write to us.',
  lineSent: 'Your message has been sent.',
  goOn: 'Go on writing',
  show: 'Show it',
};
