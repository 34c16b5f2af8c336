// The page of one request: loads it, and shows it again from the start when another number is opened.
import { useEffect, useState } from 'preact/hooks';
import { useRoute } from 'preact-iso/router';
import { signedInAs } from '../session-model.ts';
import { PageSkeleton } from '../ui/skeleton.tsx';
import { MissingTicket } from './missing-ticket.tsx';
import { TicketModel } from './ticket-model.ts';
import { TicketView } from './ticket-view.tsx';
import '../ui/choose.css';
import './ticket.css';
import './ticket-talk.css';
import './ticket-side.css';

export function TicketPage() {
  const { params } = useRoute();
  const number = Number(params.number);
  if (!Number.isInteger(number) || number < 1) return <MissingTicket number={params.number ?? ''} refusal={null} />;
  return <OneTicket key={number} number={number} />;
}

function OneTicket({ number }: { number: number }) {
  const { desk } = signedInAs();
  const [model] = useState(() => new TicketModel(number, desk));
  useEffect(() => {
    void model.load();
  }, []);
  const now = model.ticket.value;
  if (now.state === 'loading') return <PageSkeleton />;
  if (now.state === 'failed') {
    return <MissingTicket number={String(number)} refusal={now.refusal} onRetry={() => model.load()} />;
  }
  return <TicketView model={model} first={now.ticket} />;
}
