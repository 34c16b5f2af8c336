// A signal that belongs to one component.
import { type Signal, signal } from '@preact/signals-core';
import { useMemo } from './hooks.ts';

/** Made once, with `first` as its value. */
export function useLocal<T>(first: T): Signal<T> {
  return useMemo(() => signal(first), []);
}
