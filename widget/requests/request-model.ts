// A request that was sent, read back with its key.
import { createModel, signal } from '@preact/signals-core';
import type { RequesterTicket } from '../../contract/api/tickets.ts';
import type { ApiClient } from '../api-client.ts';
import { readTicket } from './request-api.ts';

export type RequestState =
  | { is: 'loading' }
  | { is: 'ready'; ticket: RequesterTicket }
  | { is: 'missing' }
  | { is: 'failed' };

export const RequestModel = createModel((api: ApiClient, number: number, accessKey: string) => {
  const state = signal<RequestState>({ is: 'loading' });
  return {
    state,
    async load() {
      state.value = { is: 'loading' };
      const answer = await readTicket(api, number, accessKey);
      if (answer.ok) state.value = { is: 'ready', ticket: answer.value };
      else state.value = { is: answer.status === 404 ? 'missing' : 'failed' };
    },
  };
});
export type Request = InstanceType<typeof RequestModel>;
