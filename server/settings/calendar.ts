// The support hours of the settings as the calendar that business time is counted in.
import type { BusinessCalendar } from '../method/business-hours.ts';
import type { Settings } from './settings-schema.ts';

export function calendarOf(settings: Settings): BusinessCalendar {
  return { days: settings.support_hours, holidays: settings.holidays, time_zone: settings.time_zone };
}
