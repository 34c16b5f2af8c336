import { expect, it } from 'vitest';
import { countFilm } from '../../widget/articles/film-clock.ts';

/** A film that plays when it is told to. */
function pretendFilm() {
  const film = Object.assign(new EventTarget(), { currentTime: 0, seeking: false, pause: () => undefined });
  const say = (kind: string) => film.dispatchEvent(new Event(kind));
  return {
    film: film as unknown as HTMLVideoElement,
    play(seconds: number) {
      for (let quarter = 0; quarter < seconds * 4; quarter += 1) {
        film.currentTime += 0.25;
        say('timeupdate');
      }
    },
    jump(to: number) {
      film.currentTime = to;
      say('seeking');
    },
    say,
  };
}

it('counts what was played, not what was jumped over, and tells it when the film stops', () => {
  const told: number[] = [];
  const { film, play, jump, say } = pretendFilm();
  const clock = countFilm(film, (seconds) => told.push(seconds));
  play(3);
  jump(60);
  play(2);
  say('pause');
  expect(told).toEqual([5]);
  jump(0);
  play(1.5);
  say('ended');
  play(0.5);
  clock.pause();
  expect(told).toEqual([5, 1, 1]);
});

it('says nothing of a film that was not played, and nothing after its end', () => {
  const told: number[] = [];
  const { film, play, say } = pretendFilm();
  const clock = countFilm(film, (seconds) => told.push(seconds));
  say('pause');
  clock.stop();
  play(5);
  say('pause');
  expect(told).toEqual([]);
});
