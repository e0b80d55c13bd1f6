import { type SQL, sql } from "drizzle-orm";
import type { Database } from "../db.ts";
import type { Stretch } from "../keyset.ts";
import { foldWords, prefixQuery } from "./person.ts";

/** What was typed into a search, and whether it finds many people. */
export type Search = {
  words: string;
  /** The longest word typed: taken for the beginning of a family name. */
  name: string;
  isCommon: boolean;
  /** Also among people whose family name does not begin so. */
  isCommonElsewhere: boolean;
};

/** Of so many entries, so many that are found make words common: two in a hundred. */
const [sample, common] = [300, 6];

/**
 * What was typed, with a sample of how many it finds: the database cannot estimate the beginning of a word.
 * Ids are random, so the first entries by id are anybody. Null when nothing is searched for.
 */
export async function lookUpSearch(
  db: Database,
  typed: string | undefined,
): Promise<Search | null> {
  const words = prefixQuery(typed ?? "");
  if (!words) return null;
  const name = nameIn(typed ?? "");
  const [row] = await db.execute<{ found: number; elsewhere: number }>(sql`
    select count(*)::int as found, count(*) filter (
        where ${sql.join(elsewhere("e", name), sql` or `)}
      )::int as elsewhere
    from (select words, sort_name from directory_entries order by person_id limit ${sample}) e
    where ${matches(words)}`);
  const { found = 0, elsewhere: others = 0 } = row ?? {};
  return { words, name, isCommon: found >= common, isCommonElsewhere: others >= common };
}

/**
 * An order under a search: by name, who has a family name that begins so comes first, then the others before
 * and after. So each part stands together in the index, and a page of it is soon full.
 */
export function inSearchOrder(order: Stretch[], search: Search | null): Stretch[] {
  if (!search) return order;
  const { words, name, isCommon, isCommonElsewhere } = search;
  return order.flatMap((part): Stretch[] => {
    const [first] = part.columns;
    if (first?.holds !== "name") return [narrowed(part, isFoundBy(words, isCommon))];
    const table = first.at.startsWith("e.") ? "e" : "s";
    return [
      narrowed(part, sql`${hasName(table, name)} and ${isFoundBy(words, true)}`),
      ...elsewhere(table, name).map((others) =>
        narrowed(part, sql`${others} and ${isFoundBy(words, isCommonElsewhere)}`),
      ),
    ];
  });
}

/** As many parts as `inSearchOrder` makes, for reading a place in them. */
export function orderOfSearch(order: Stretch[], typed: string | undefined): Stretch[] {
  const name = nameIn(typed ?? "");
  const any = { words: "", name, isCommon: false, isCommonElsewhere: false };
  return inSearchOrder(order, name ? any : null);
}

const nameIn = (typed: string) =>
  foldWords(typed)
    .split(" ")
    .reduce((longest, word) => (word.length > longest.length ? word : longest), "");

const narrowed = (part: Stretch, of: SQL): Stretch => ({
  ...part,
  of: part.of ? sql`${part.of} and ${of}` : of,
});

/** U+FFFF comes after everything in the order of names (CLDR root collation). */
const last = "\uFFFF";

const hasName = (table: "e" | "s", name: string) =>
  sql`${sql.raw(table)}.sort_name >= ${name} and ${sql.raw(table)}.sort_name < ${name + last}`;

const elsewhere = (table: "e" | "s", name: string): SQL[] => [
  sql`${sql.raw(table)}.sort_name < ${name}`,
  sql`${sql.raw(table)}.sort_name >= ${name + last}`,
];

const matches = (words: string) => sql`e.words @@ to_tsquery('simple', ${words})`;

/**
 * The directory entry `e` is found. Common words are tried on each row of the list in its order, which soon
 * fills a page; for others the index of words is asked, and what it finds is put in order.
 */
function isFoundBy(words: string, isCommon: boolean): SQL {
  return isCommon ? sql`case when ${matches(words)} then true else false end` : matches(words);
}
