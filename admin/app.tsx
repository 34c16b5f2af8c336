// Every page of the console with its address, and what has to be true before one is shown.

import { useEffect } from 'preact/hooks';
import { LocationProvider, Route, Router } from 'preact-iso/router';
import { loadSession } from './session-model.ts';
import { pageOf } from './shell/lazy-page.tsx';
import { NotFoundPage } from './shell/not-found-page.tsx';
import { Shell } from './shell/shell.tsx';

const SignInPage = pageOf(() => import('./sign-in/sign-in-page.tsx').then((page) => page.SignInPage));
const WelcomePage = pageOf(() => import('./sign-in/welcome-page.tsx').then((page) => page.WelcomePage));
const QueuePage = pageOf(() => import('./queue/queue-page.tsx').then((page) => page.QueuePage));
const TicketPage = pageOf(() => import('./ticket/ticket-page.tsx').then((page) => page.TicketPage));
const LogPage = pageOf(() => import('./log/log-page.tsx').then((page) => page.LogPage));
const GapsPage = pageOf(() => import('./gaps/gaps-page.tsx').then((page) => page.GapsPage));
const SessionsPage = pageOf(() => import('./gaps/sessions-page.tsx').then((page) => page.SessionsPage));
const DigestPage = pageOf(() => import('./digest/digest-page.tsx').then((page) => page.DigestPage));
const CausesPage = pageOf(() => import('./gaps/causes-page.tsx').then((page) => page.CausesPage));
const GapPage = pageOf(() => import('./gaps/gap-page.tsx').then((page) => page.GapPage));
const ArticlesPage = pageOf(() => import('./article-health/articles-page.tsx').then((page) => page.ArticlesPage));
const ArticlePage = pageOf(() => import('./article-health/article-page.tsx').then((page) => page.ArticlePage));
const LearntPage = pageOf(() => import('./learning/learnt-page.tsx').then((page) => page.LearntPage));
const PeoplePage = pageOf(() => import('./people/people-page.tsx').then((page) => page.PeoplePage));
const AccountPage = pageOf(() => import('./people/account-page.tsx').then((page) => page.AccountPage));
const AuditPage = pageOf(() => import('./people/audit-page.tsx').then((page) => page.AuditPage));
const ErasePage = pageOf(() => import('./people/erase-page.tsx').then((page) => page.ErasePage));

/** Pages that are there for somebody who is not signed in. */
const OPEN_PAGES = ['/admin/sign-in', '/admin/welcome'];

export function App() {
  useEffect(() => {
    if (!OPEN_PAGES.includes(location.pathname)) loadSession();
  }, []);
  return (
    <LocationProvider scope="/admin">
      <Shell>
        <Router>
          <Route path="/admin/sign-in" component={SignInPage} />
          <Route path="/admin/welcome" component={WelcomePage} />
          <Route path="/admin" component={QueuePage} />
          <Route path="/admin/requests/new" component={LogPage} />
          <Route path="/admin/requests/:number" component={TicketPage} />
          <Route path="/admin/gaps" component={GapsPage} />
          <Route path="/admin/gaps/attempts" component={SessionsPage} />
          <Route path="/admin/gaps/digest" component={DigestPage} />
          <Route path="/admin/gaps/causes" component={CausesPage} />
          <Route path="/admin/gaps/:key" component={GapPage} />
          <Route path="/admin/articles" component={ArticlesPage} />
          <Route path="/admin/articles/:slug" component={ArticlePage} />
          <Route path="/admin/learnt" component={LearntPage} />
          <Route path="/admin/people" component={PeoplePage} />
          <Route path="/admin/account" component={AccountPage} />
          <Route path="/admin/audit" component={AuditPage} />
          <Route path="/admin/erase" component={ErasePage} />
          <Route default component={NotFoundPage} />
        </Router>
      </Shell>
    </LocationProvider>
  );
}
