// The invented people of the demo: those who ask, and those of the three teams who answer. None of them has a mailbox.

/** Who asks. The first names are all that replies use. */
export const ASKERS: readonly string[] = [
  'Aoife Ní Bhriain',
  'Tomáš Dvořák',
  'Ngozi Okafor',
  'Mei-Ling Chen',
  'Søren Kjær',
  'Fatima Zahra El Idrissi',
  'José Ángel Núñez',
  'Priya Raghavan',
  'Łukasz Wójcik',
  'Hanna Virtanen',
  'Dmytro Шевченко',
  'Amélie Lefèvre',
  'Kwame Mensah',
  'Yuki Tanaka',
  'Gwenllian Rhys',
  'Mahmoud Abdel-Rahman',
  'Inês Gonçalves',
  'Björn Þórsson',
  'Zeynep Yıldız',
  'Rangi Tūhoe',
  'Oluwaseun Adébáyò',
  'Siobhán Kelly',
  'Nguyễn Thị Lan',
  'Ravi Subramaniam',
  'Elif Çelik',
  'Marek Kowalczyk',
  'Chiara Rossi',
  'Mateo Fernández',
  'Leila Haddad',
  'Jürgen Weiß',
  'Anaïs Dubois',
  'Kateryna Бондар',
  'Daniel Osei',
  'Sunniva Ødegård',
  'Tadeusz Żak',
  'Aroha Ngata',
  'Ibrahim Diallo',
  'Marta Sánchez',
  'Nikos Παπαδόπουλος',
  'Ji-woo Park',
  'Ellen Armstrong',
  'Samir Ćosić',
  'Rosalind Achebe',
  'Viktória Szabó',
  'Hamza Qureshi',
  'Maëlle Guérin',
  'Peter Whitcombe',
  'Thandiwe Dlamini',
  'Andrei Ionescu',
  'Astrid Löfgren',
];

export interface DemoAgent {
  readonly name: string;
  readonly email: string;
  readonly role: 'agent' | 'specialist';
  readonly group: string;
}

/** Who answers. `.invalid` is the ending that no mail can ever reach. */
export const ANSWERERS: readonly DemoAgent[] = [
  { name: 'Bronwen Tudor', email: 'bronwen@demo.invalid', role: 'agent', group: 'integration' },
  { name: 'Adebayo Ogunleye', email: 'adebayo@demo.invalid', role: 'specialist', group: 'integration' },
  { name: 'Márta Kiss', email: 'marta@demo.invalid', role: 'agent', group: 'content' },
  { name: 'Hiroshi Sato', email: 'hiroshi@demo.invalid', role: 'agent', group: 'content' },
  { name: 'Noor van Dijk', email: 'noor@demo.invalid', role: 'agent', group: 'service' },
  { name: 'Caoimhe Doyle', email: 'caoimhe@demo.invalid', role: 'agent', group: 'service' },
];
