// What the console shows to whom: the permissions that need no request to be asked about, as one record.
import type { Can } from '../../contract/api/people.ts';
import {
  canChangeManyTickets,
  canEraseRequesters,
  canListTickets,
  canLogRequests,
  canManagePeople,
  canReadAudit,
  canReadLearntQuestions,
  canReadReports,
  canShareViews,
  canVetoLearntQuestions,
  type Viewer,
} from './permissions.ts';

/** It only decides what is offered; each route asks again. */
export function rightsOf(viewer: Viewer): Can {
  const answers = canListTickets(viewer) && viewer.role !== 'viewer';
  return {
    list_tickets: canListTickets(viewer),
    answer_tickets: answers,
    route_tickets: answers && viewer.role !== 'specialist',
    change_many_tickets: canChangeManyTickets(viewer),
    share_views: canShareViews(viewer),
    log_tickets: canLogRequests(viewer),
    read_reports: canReadReports(viewer),
    read_learnt: canReadLearntQuestions(viewer),
    veto_learnt: canVetoLearntQuestions(viewer),
    manage_people: canManagePeople(viewer),
    read_audit: canReadAudit(viewer),
    erase_requesters: canEraseRequesters(viewer),
  };
}
