// Counts how long a film was really played: jumps do not count, and what ran again does.

/** Between two ticks of a running film lies less than this, in seconds of the film. */
const LONGEST_TICK_S = 2;

export interface FilmClock {
  /** Stops the film and tells. */
  pause(): void;
  /** For good. */
  stop(): void;
}

/** Tells `onPlayed` the whole seconds that were played whenever the film stops. */
export function countFilm(film: HTMLVideoElement, onPlayed: (seconds: number) => void): FilmClock {
  let played = 0;
  let at = film.currentTime;
  const tick = () => {
    const passed = film.currentTime - at;
    at = film.currentTime;
    if (passed > 0 && passed < LONGEST_TICK_S && !film.seeking) played += passed;
  };
  const tell = () => {
    tick();
    const seconds = Math.floor(played);
    if (!seconds) return;
    played -= seconds;
    onPlayed(seconds);
  };
  const jump = () => {
    at = film.currentTime;
  };
  film.addEventListener('timeupdate', tick);
  film.addEventListener('seeking', jump);
  film.addEventListener('pause', tell);
  film.addEventListener('ended', tell);
  const pause = () => {
    film.pause();
    tell();
  };
  return {
    pause,
    stop() {
      pause();
      film.removeEventListener('timeupdate', tick);
      film.removeEventListener('seeking', jump);
      film.removeEventListener('pause', tell);
      film.removeEventListener('ended', tell);
    },
  };
}
