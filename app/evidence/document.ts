/** The readable part of a packet: plain data, so that the signature covers every word of it. */
export type Section = { id: string; title: string; blocks: Block[] };

export type Block =
  | { heading: string }
  | { words: string }
  /** Names with their values. */
  | { facts: [string, string][] }
  | { list: string[] }
  | { ordered: string[] }
  | { table: { columns: string[]; rows: string[][] } }
  /** Words as the version froze them: where they stand in its content. */
  | { frozen: (string | number)[] };

/** Rows as a table, or the words for none. */
export function tableOr(none: string, columns: string[], rows: string[][]): Block {
  return rows.length === 0 ? { words: none } : { table: { columns, rows } };
}
