// Asks about a long list in parts that both databases take as parameters of one statement.

const PART = 500;

/** All answers in order; nothing is asked about an empty list. */
export async function inParts<Item, Row>(list: readonly Item[], ask: (some: Item[]) => Promise<Row[]>): Promise<Row[]> {
  const rows: Row[] = [];
  for (let at = 0; at < list.length; at += PART) rows.push(...(await ask(list.slice(at, at + PART))));
  return rows;
}
