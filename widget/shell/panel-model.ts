// Which view the panel shows, what lies behind it, and whether it is open.
import { computed, createModel, signal } from '@preact/signals-core';
import type { SubmittedTicket } from '../../contract/api/tickets.ts';
import type { FormEntry, ReadSource } from '../../contract/usage-events.ts';
import type { Identity, Prefill } from '../embedding.ts';

export type Place =
  | { view: 'find' }
  | {
      view: 'article';
      slug: string;
      source: ReadSource;
      searchId?: string | undefined;
      position?: number | undefined;
      section?: string | undefined;
      /** What the way back says. */
      from: string;
    }
  | {
      view: 'form';
      entry: FormEntry;
      category?: string | undefined;
      /** Only named people will read it. */
      secret?: boolean | undefined;
      /** What it is called, where it is no security report. */
      title?: string | undefined;
      prefill?: Prefill | undefined;
    }
  | {
      view: 'sent';
      ticket: SubmittedTicket;
      hours: number | null;
      /** It was added to what had arrived before. */
      added?: boolean | undefined;
    }
  /** `accessKey` is '' where the signed identity opens it. */
  | { view: 'request'; number: number; accessKey: string }
  | { view: 'requests' };

/** One step of the way; `held` is its model, which lives as long as the step does. */
export interface Step {
  id: number;
  place: Place;
  scroll: number;
  held?:
    | {
        meet?(person: Identity): void;
        /** Goes back inside of the step; false where there is nothing to go back to. */
        back?(): boolean;
      }
    | undefined;
  /** What had the focus when the step was left. */
  focused?: Element | null | undefined;
}

export const PanelModel = createModel(() => {
  const isOpen = signal(false);
  const mayFocus = signal(false);
  const steps = signal<readonly Step[]>([{ id: 0, place: { view: 'find' }, scroll: 0 }]);
  let nextId = 1;
  const stepTo = (place: Place, scroll = 0): Step => ({ id: nextId++, place, scroll });
  return {
    isOpen,
    steps,
    top: computed(() => steps.value.at(-1) as Step),
    /** False while the panel came back by itself after a page load: it then leaves the focus where it is. */
    mayFocus,
    setOpen(open: boolean, byItself = false) {
      mayFocus.value = open && !byItself;
      isOpen.value = open;
    },
    /** Goes on to a place; the present one is kept to come back to. */
    go(place: Place, focus = true, scroll = 0) {
      mayFocus.value = focus;
      steps.value = [...steps.value, stepTo(place, scroll)];
    },
    /** Articles are fetched again; what is written stays. */
    renew() {
      mayFocus.value = false;
      steps.value = steps.value.map((step) => (step.place.view === 'article' ? stepTo(step.place) : step));
    },
    /** Goes to a place from which the only way back is home. */
    settle(place: Place) {
      steps.value = [...steps.value.slice(0, 1), stepTo(place)];
    },
    back() {
      if (steps.value.length > 1) steps.value = steps.value.slice(0, -1);
    },
    home() {
      for (const step of steps.value) step.focused = null;
      steps.value = steps.value.slice(0, 1);
    },
  };
});
export type PanelState = InstanceType<typeof PanelModel>;
