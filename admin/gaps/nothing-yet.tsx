// The page of gaps while there is nothing to count: what has to happen first, and where to see it done.
import { addDays } from './days.ts';
import { gapsAddress, isNarrowed, type Looking, withDays } from './gaps-address.ts';

export function NothingYet({ looking, today }: { looking: Looking; today: string }) {
  const everything = gapsAddress({ ...looking, filters: {} });
  if (isNarrowed(looking)) {
    return (
      <div class="panel empty">
        <h2 class="h-sec">Nothing fits these filters.</h2>
        <p class="muted">Nobody opened help and nobody wrote, on these days and with these filters.</p>
        <p>
          <a class="btn" href={everything}>
            Look at everything
          </a>
        </p>
      </div>
    );
  }
  const includesToday = looking.to >= today;
  return (
    <div class="panel empty">
      <h2 class="h-sec">Nothing has been asked in this period.</h2>
      <p>
        Figures begin with the first person who opens help on your pages.
        {!includesToday && ' Days count when they are over, so what happened today is here tomorrow.'}
      </p>
      <ul class="filters">
        <li>
          <a class="btn primary" href="/help/en/embed-the-widget">
            Put help on your pages
          </a>
        </li>
        <li>
          <a class="btn" href="/demo">
            Try it on the demo page
          </a>
        </li>
        {!includesToday && (
          <li>
            <a class="btn" href={gapsAddress({ ...looking, period: null, from: addDays(today, -27), to: today })}>
              Include today
            </a>
          </li>
        )}
        {looking.period !== 90 && (
          <li>
            <a class="btn" href={gapsAddress(withDays(looking, 90, today))}>
              Look at 90 days
            </a>
          </li>
        )}
      </ul>
    </div>
  );
}
