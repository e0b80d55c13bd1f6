import { type SQL, sql } from "drizzle-orm";
import { foldWords, prefixQuery } from "../people/person.ts";
import type { Vault } from "../secrecy/vault.ts";
import { foldAddress } from "./fold-address.ts";
import { foldNumber, foldPartOfNumber } from "./fold-number.ts";

/**
 * The report `r` is found by what was typed: its number or the first or last four characters of it, somebody of
 * the directory it is about, exactly the name it gives somebody else, or exactly the address of a post. Each
 * is looked up along an index, but for a part of a number.
 */
export function isFoundBy(typed: string, vault: Vault): SQL {
  const words = prefixQuery(typed);
  const part = foldPartOfNumber(typed);
  const ways = [
    sql`select id from violation_reports where number = ${foldNumber(typed)}`,
    sql`select id from violation_reports
      where address_indexes @> array[${vault.indexOf("address", foldAddress(typed))}]`,
    sql`select report_id from report_subjects
      where name_index = ${vault.indexOf("name", foldWords(typed))}`,
    ...(part
      ? [
          sql`select id from violation_reports
            where substr(number, 4, 4) = ${part} or right(number, 4) = ${part}`,
        ]
      : []),
    ...(words
      ? [
          sql`select s.report_id from report_subjects s join people p on p.id = s.person_id
            where to_tsvector('simple', p.search_words) @@ to_tsquery('simple', ${words})`,
        ]
      : []),
  ];
  return sql`r.id in (${sql.join(ways, sql` union `)})`;
}
