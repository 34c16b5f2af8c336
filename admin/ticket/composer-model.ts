// What is being written on a request: a reply or an internal note, each with words of its own, sent exactly once.
import { computed, createModel, signal } from '@preact/signals';
import type { ArticleLink } from '../../contract/api/ticket-insight.ts';
import type { MoveTicket, PutDraft, TicketDetail, WriteMessage } from '../../contract/api/ticket-work.ts';
import { LIMITS } from '../../contract/limits.ts';
import { type Answer, get, isRefusedWith, send, upload, wordsOf } from '../api-client.ts';
import { signedInAs } from '../session-model.ts';
import { announce } from '../ui/announce.tsx';
import { addFiles, type ChosenFile } from './chosen-files.ts';
import { DraftKeeping } from './draft-keeping.ts';
import { filesHeld, heldDraft, holdFiles } from './held-draft.ts';
import type { TicketOnPage } from './ticket-model.ts';

export type Visibility = 'public' | 'internal';
export type LinkedArticle = Pick<ArticleLink, 'slug' | 'title'> & { url?: string | null };
export type Sending = null | { what: 'message' | 'solve'; share: number | null };

/** `model` is the request, as it was when it was first read. */
export const ComposerModel = createModel((model: TicketOnPage, ticket: TicketDetail) => {
  const owner = signedInAs().me.id;
  const saved = ticket.draft;
  const held = heldDraft(model.path(), owner, saved?.saved_at ?? null);
  const draft = held ?? saved;
  const visibility = signal<Visibility>(draft?.visibility ?? 'public');
  const bodies = signal<Record<Visibility, string>>({
    public: draft?.visibility === 'public' ? draft.body : '',
    internal: draft?.visibility === 'internal' ? draft.body : '',
  });
  const articles = signal<readonly LinkedArticle[]>(linksOf(draft?.articles ?? [], ticket));
  const files = signal<readonly ChosenFile[]>(filesHeld(model.path(), owner));
  const sending = signal<Sending>(null);
  const failure = signal<string | null>(null);
  const keeping = new DraftKeeping(model.path(), saved?.saved_at ?? null, owner);
  const body = computed(() => bodies.value[visibility.value]);
  const setFiles = (chosen: readonly ChosenFile[]) => {
    files.value = chosen;
    holdFiles(model.path(), owner, chosen);
  };
  const slugs = () => articles.value.map(({ slug }) => slug);

  const keep = () => {
    // One draft is kept on the server: what is shown, or the other where nothing is written here.
    const other: Visibility = visibility.value === 'public' ? 'internal' : 'public';
    const which = body.value.trim() === '' && bodies.value[other].trim() !== '' ? other : visibility.value;
    const shown = model.ticket.value;
    const kept: PutDraft = {
      visibility: which,
      body: bodies.value[which],
      ...(which === 'public' && articles.value.length ? { articles: slugs() } : {}),
      ...(shown.state === 'ready' ? { version: shown.ticket.version } : {}),
    };
    keeping.keep(kept);
  };
  const noteTyping = (isTyping: boolean) => model.typing(isTyping, body.value.trim() !== '' || sending.value !== null);
  const write = (words: string) => {
    bodies.value = { ...bodies.value, [visibility.value]: words };
    failure.value = null;
    keep();
    noteTyping(true);
  };
  const empty = (which: Visibility) => {
    bodies.value = { ...bodies.value, [which]: '' };
    if (which === 'public') articles.value = [];
    setFiles([]);
    keeping.forget();
    noteTyping(false);
    const other: Visibility = which === 'public' ? 'internal' : 'public';
    if (bodies.value[other].trim() !== '') keep();
  };

  /** What hinders sending, as a sentence; null where nothing does. */
  const hindrance = (mayBeEmpty: boolean): string | null => {
    if (!mayBeEmpty && body.value.trim() === '') {
      return visibility.value === 'internal' ? 'Write the note first.' : 'Write a few words first.';
    }
    const over = body.value.length - LIMITS.message;
    return over > 0 ? `This is ${over} characters too long. Send the rest with another message, or as a file.` : null;
  };

  const post = (message: WriteMessage): Promise<Answer<TicketDetail>> => {
    const options = message.visibility === 'public' && !message.force ? model.ifMatch() : { headers: {} };
    const path = `${model.path()}/messages`;
    if (files.value.length === 0) return send<TicketDetail>('POST', path, message, options);
    const form = new FormData();
    form.append('message', JSON.stringify(message));
    for (const { file } of files.value) form.append('file', file, file.name);
    return upload<TicketDetail>(path, form, {
      ...options,
      onProgress: (share) => {
        if (sending.value) sending.value = { ...sending.value, share };
      },
    });
  };

  /** Where no answer came the words may have arrived all the same: asks before anybody sends them twice. */
  const orFound = async (answer: Answer<TicketDetail>, words: string, since: number): Promise<Answer<TicketDetail>> => {
    if (answer.ok || answer.status !== 0) return answer;
    const now = await get<TicketDetail>(model.path());
    const hasArrived = now.ok && now.value.messages.slice(since).some((one) => one.is_mine && one.body === words);
    return hasArrived ? now : answer;
  };

  const sendMessage = async (force = false): Promise<boolean> => {
    if (sending.value) return false;
    failure.value = hindrance(false);
    if (failure.value) return false;
    sending.value = { what: 'message', share: null };
    const sent = await deliver(force);
    sending.value = null;
    noteTyping(false);
    return sent;
  };

  const deliver = async (force: boolean): Promise<boolean> => {
    const which = visibility.value;
    const words = body.value;
    const shown = model.ticket.value;
    const since = shown.state === 'ready' ? shown.ticket.messages.length : 0;
    const message: WriteMessage = {
      visibility: which,
      body: words,
      ...(which === 'public' && articles.value.length ? { articles: slugs() } : {}),
      ...(force ? { force } : {}),
    };
    const answer = await model.inTurn(async () => orFound(await post(message), words, since));
    if (model.takeAnswer(answer, 'message', words, () => sendMessage(true))) {
      empty(which);
      announce(which === 'internal' ? 'Note added.' : 'Sent.');
      return true;
    }
    if (!answer.ok && !isRefusedWith(answer, 'stale')) failure.value = `${wordsOf(answer)} Your words are still here.`;
    return false;
  };

  /** Sends what is written, if anything is, and moves the request; with files the words go first. */
  const sendAndMove = async (build: () => MoveTicket, force = false): Promise<'moved' | 'not moved'> => {
    if (sending.value) return 'not moved';
    const hasWords = visibility.value === 'public' && (body.value.trim() !== '' || files.value.length > 0);
    failure.value = hasWords ? hindrance(false) : null;
    if (failure.value) return 'not moved';
    sending.value = { what: 'solve', share: null };
    const isWithFiles = hasWords && files.value.length > 0;
    const words = hasWords ? body.value : null;
    const outcome =
      isWithFiles && !(await deliver(force)) ? 'not moved' : await moveNow(build, force, isWithFiles, words);
    sending.value = null;
    noteTyping(false);
    return outcome;
  };

  const moveNow = async (
    build: () => MoveTicket,
    force: boolean,
    isSentAlready: boolean,
    words: string | null,
  ): Promise<'moved' | 'not moved'> => {
    const isReplyInIt = words !== null && !isSentAlready;
    const reply = isReplyInIt
      ? { reply: { body: words, ...(articles.value.length ? { articles: slugs() } : {}) } }
      : {};
    const move = build();
    const answer = await model.move({ ...move, ...reply, ...(force ? { force } : {}) });
    const again = async () => (await sendAndMove(build, true)) === 'moved';
    if (model.takeAnswer(answer, 'move', isReplyInIt ? words : null, again, move.status)) {
      if (isReplyInIt) empty('public');
      announce(isReplyInIt || isSentAlready ? 'Sent, and solved.' : 'Solved.');
      return 'moved';
    }
    if (!answer.ok && !isRefusedWith(answer, 'stale')) {
      const kept = isSentAlready
        ? ' What you wrote was sent.'
        : words
          ? ' Nothing was sent; your words are still here.'
          : '';
      failure.value = `${wordsOf(answer)}${kept}`;
    }
    return 'not moved';
  };

  if (held) keep();

  return {
    visibility: computed(() => visibility.value),
    body,
    articles: computed(() => articles.value),
    files: computed(() => files.value),
    sending: computed(() => sending.value),
    failure: computed(() => failure.value),
    draft: keeping.state,
    /** Words wait in the tab that is not shown; the server keeps those of one only. */
    hasWordsInOther: computed(() => bodies.value[visibility.value === 'public' ? 'internal' : 'public'].trim() !== ''),
    flushDraft: keeping.flush,
    write,
    show: (which: Visibility) => {
      visibility.value = which;
      failure.value = null;
      noteTyping(false);
    },
    link: (article: LinkedArticle) => {
      if (articles.value.some(({ slug }) => slug === article.slug)) return;
      if (articles.value.length >= LIMITS.answerArticles) {
        failure.value = `${LIMITS.answerArticles} articles can be linked at most.`;
        return;
      }
      articles.value = [...articles.value, article];
      keep();
      announce(`Linked: ${article.title}`);
    },
    unlink: (slug: string) => {
      articles.value = articles.value.filter((one) => one.slug !== slug);
      keep();
    },
    attach: (more: readonly File[]) => {
      const { chosen, refused } = addFiles(files.value, more);
      setFiles(chosen);
      failure.value = refused.length ? refused.join(' ') : null;
      if (!refused.length) announce(more.length === 1 ? 'File added.' : `${more.length} files added.`);
    },
    detach: (id: number) => {
      setFiles(files.value.filter((one) => one.id !== id));
    },
    fail: (words: string) => {
      failure.value = words;
    },
    send: () => sendMessage(),
    /** `build` says the move anew for each try: what it adds up may have changed. */
    sendAndMove: (build: () => MoveTicket) => sendAndMove(build),
  };
});

export type ComposerOnPage = InstanceType<typeof ComposerModel>;

/** Articles of a draft with their titles, where the server has said them. */
function linksOf(slugs: readonly string[], { draft }: TicketDetail): LinkedArticle[] {
  return slugs.map((slug) => draft?.article_links.find((link) => link.slug === slug) ?? { slug, title: slug });
}
