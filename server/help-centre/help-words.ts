// What the help pages say, by locale: the words that they share with the widget, and their own.
import { pageWordsFor } from '../../contract/words/pages/whole-pages.ts';
import { packFor } from '../../contract/words/tongues/whole-packs.ts';

export type HelpWords = ReturnType<typeof helpWords>;

/** The words for a locale: in its language where we speak it, else in English. */
export function helpWords(locale: string) {
  const { panel, fields, files, nothing, reading, refusals, requests, writing } = packFor(locale);
  const pages = pageWordsFor(locale);
  const optional = (label: string) => `${label} ${writing.optional}`;
  return {
    ...pages,
    optional,
    searchHelp: panel.search,
    help: panel.help,
    myRequest: panel.titles.request,
    writeToUs: panel.titles.form,
    topics: panel.topics,
    popular: panel.popular,
    updated: (day: string) => capital(reading.updated(day), locale),
    minutes: reading.minutes,
    related: reading.related,
    answers: panel.answers,
    resultsFor: panel.resultsFor,
    nothing: panel.nothing,
    nothingHint: nothing.hint,
    noneOfThese: panel.write,
    requestIntro: writing.messageHint,
    message: writing.message,
    category: writing.category,
    readers: writing.readers,
    name: optional(writing.name),
    email: optional(writing.email),
    emailHint: writing.noEmail,
    page: optional(pages.page),
    chooseOne: fields.choose,
    files: files.files,
    filesOptional: optional(files.files),
    replyWanted: writing.reply,
    send: writing.send,
    messageMissing: writing.errors.message,
    tooLong: fields.long,
    emailWrong: writing.errors.email,
    categoryWrong: refusals.choice,
    fields,
    /** What is said of a refusal as a whole, by its code. */
    refusal: (code: string) => (refusals.codes as Readonly<Record<string, string>>)[code] ?? refusals.other,
    sentTitle: writing.have,
    number: writing.number,
    key: writing.key,
    keyHint: writing.keep,
    seeRequest: writing.see,
    notFound: `${writing.requestMissing} ${pages.mixedUp}`,
    lostTitle: requests.lost,
    lostEmail: requests.lostEmail,
    lostSend: requests.lostSend,
    lostOn: requests.lostOn,
    lostOff: requests.lostOff,
    status: writing.status,
    sent: panel.titles.sent,
    you: writing.you,
    team: writing.team,
    confirmTitle: requests.solved,
    comment: optional(requests.rateMore),
    yesSolved: requests.yes,
    notSolved: requests.no,
    answerLabel: requests.answer,
    answerHint: requests.answerHint,
    sendAnswer: requests.send,
    isNew: requests.isNew,
    rateTitle: requests.rate,
    scores: requests.scores,
    rate: requests.rateSend,
    rateMissing: requests.rateMissing,
    done: {
      reply: requests.done.answer,
      solved: requests.done.yes,
      open: requests.done.no,
      rated: requests.done.rating,
    },
  };
}

/** A text as a sentence begins. */
function capital(text: string, locale: string): string {
  const [first = ''] = text;
  return first.toLocaleUpperCase(locale) + text.slice(first.length);
}
