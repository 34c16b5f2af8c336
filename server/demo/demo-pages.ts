// What the pages of the demo product show: a pottery studio that fires, sells and shares shelves. All of it is invented.
import { type Html, type HtmlValue, html } from '../pages/html.ts';
import type { DemoPage } from './demo-frame.ts';

function table(caption: string, heads: readonly string[], rows: readonly (readonly HtmlValue[])[]): Html {
  return html`<section class="panel"><h2>${caption}</h2><div class="scroll" tabindex="0" role="group" aria-label="${caption}"><table><thead><tr>${heads.map((head) => html`<th scope="col">${head}</th>`)}</tr></thead><tbody>${rows.map(
    (cells) => html`<tr>${cells.map((cell, at) => html`<td data-name="${heads[at]}">${cell}</td>`)}</tr>`,
  )}</tbody></table></div></section>`;
}

function badge(word: string, tone: 'good' | 'wait' | 'late'): Html {
  return html`<span class="badge ${tone}">${word}</span>`;
}

function figure(name: string, value: string, note: string): Html {
  return html`<div class="figure"><dt>${name}</dt><dd><b>${value}</b><span>${note}</span></dd></div>`;
}

function firing(name: string, where: string, percent: number, note: string): Html {
  return html`<li><p><b>${name}</b><span>${where}</span></p><progress max="100" value="${percent}" aria-label="${name}, shelves taken">${percent}%</progress><p class="note">${note}</p></li>`;
}

export const DEMO_PAGES: readonly DemoPage[] = [
  {
    path: '/demo',
    name: 'Studio',
    title: 'Good morning, Ines',
    lead: 'Two kilns are loading today, and eleven pieces wait to be collected.',
    helpLabel: 'Help with the studio',
    helpWords: 'getting help',
    content: html`<dl class="figures">${figure('Shelves taken', '34 of 48', 'this week')}${figure('Firings', '6', 'two more than last week')}${figure('Ready to collect', '11', 'the oldest since Monday')}${figure('Members', '57', 'three joined in November')}</dl>
<div class="columns"><section class="panel"><h2>Firings</h2><ul class="firings">${firing('Bisque, 1,000 °C', 'Large kiln', 83, 'Starts today at 18:00. Four half shelves are free.')}${firing('Glaze, 1,240 °C', 'Small kiln', 58, 'Starts tomorrow at 07:30. The booking closes at 20:00.')}${firing('Raku evening', 'Yard', 25, 'On Saturday. Nine places are left.')}</ul></section>
<section class="panel"><h2>This week</h2><ul class="diary"><li><b>Mon</b><span>Clay delivery: 120 kg of stoneware</span></li><li><b>Wed</b><span>Throwing for beginners, 18:30, eight people</span></li><li><b>Thu</b><span>Large kiln: new elements, no firing until noon</span></li><li><b>Sat</b><span>Raku evening in the yard</span></li></ul></section></div>`,
  },
  {
    path: '/demo/orders',
    name: 'Orders',
    title: 'Orders',
    lead: 'What members and customers have ordered, newest first.',
    helpLabel: 'Help with orders',
    helpWords: 'status of my request',
    content: table(
      'Open orders',
      ['Order', 'For', 'What', 'Due', 'State'],
      [
        ['K-2087', 'Café Lindqvist', '60 espresso cups, ash glaze', '4 December', badge('In the kiln', 'wait')],
        ['K-2085', 'Mara Okonjo', '10 kg porcelain, 2 kg white slip', '26 November', badge('Ready', 'good')],
        ['K-2081', 'Hotel Brandt', '24 dinner plates, speckled', '20 November', badge('2 days late', 'late')],
        ['K-2079', 'Teodor Vance', 'Half shelf, glaze firing', '24 November', badge('Booked', 'wait')],
        ['K-2074', 'Studio shop', '18 pouring bowls, celadon', '1 December', badge('Drying', 'wait')],
        ['K-2070', 'Priya Nair', '5 kg red earthenware', '23 November', badge('Ready', 'good')],
      ],
    ),
  },
  {
    path: '/demo/billing',
    name: 'Billing',
    title: 'Billing',
    lead: 'Your plan, the card it is paid with, and every invoice.',
    helpLabel: 'Help with billing',
    helpWords: 'billing',
    content: html`<div class="columns"><section class="panel"><h2>Plan</h2><p class="large">Shared studio, €89 a month</p><p class="note">For up to 60 members. The next invoice comes on 1 December.</p></section><section class="panel"><h2>Card</h2><p class="large">Ends in 4421</p><p class="note">Valid until 08/28, in the name of Ines Aldana.</p></section></div>
${table(
  'Invoices',
  ['Invoice', 'Date', 'Amount', 'State'],
  [
    ['2026-11', '1 November 2026', '€89.00', badge('Paid', 'good')],
    ['2026-10', '1 October 2026', '€89.00', badge('Paid', 'good')],
    ['2026-09', '1 September 2026', '€104.50', badge('Card declined', 'late')],
    ['2026-08', '1 August 2026', '€89.00', badge('Paid', 'good')],
  ],
)}`,
  },
  {
    path: '/demo/team',
    name: 'Team',
    title: 'Team',
    lead: 'Who works in the studio, and what each of them may do.',
    helpLabel: 'Help with the team',
    helpWords: 'account',
    content: table(
      'People',
      ['Name', 'Mail', 'May', 'Last here'],
      [
        ['Ines Aldana', 'ines@kilnroom.example', 'Everything', 'Now'],
        ['Jonas Reiter', 'jonas@kilnroom.example', 'Kilns and bookings', 'Today, 08:12'],
        ['Aoife Brennan', 'aoife@kilnroom.example', 'Orders and shop', 'Yesterday'],
        ['Samir Haddad', 'samir@kilnroom.example', 'Classes', '19 November'],
        ['Lotte Visser', 'lotte@kilnroom.example', badge('Invited', 'wait'), 'Not yet'],
      ],
    ),
  },
];
