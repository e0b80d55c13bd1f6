import { type SQL, sql } from "drizzle-orm";
import { foldWords, prefixQuery } from "../people/person.ts";
import type { Vault } from "../secrecy/vault.ts";
import { foldAddress } from "./fold-address.ts";

/**
 * The report `r` is found by what was typed: its number, somebody of the directory it is about, exactly the
 * name it gives somebody else, or exactly the address of a post. Each is looked up along an index.
 */
export function isFoundBy(typed: string, vault: Vault): SQL {
  const words = prefixQuery(typed);
  const ways = [
    sql`select id from violation_reports where number = ${foldNumber(typed)}`,
    sql`select id from violation_reports
      where address_indexes @> array[${vault.indexOf("address", foldAddress(typed))}]`,
    sql`select report_id from report_subjects
      where name_index = ${vault.indexOf("name", foldWords(typed))}`,
    ...(words
      ? [
          sql`select s.report_id from report_subjects s join people p on p.id = s.person_id
            where to_tsvector('simple', p.search_words) @@ to_tsquery('simple', ${words})`,
        ]
      : []),
  ];
  return sql`r.id in (${sql.join(ways, sql` union `)})`;
}

/** A number as it is stored, however it was typed: `vr 7f3k 2m9q` is `VR-7F3K-2M9Q`. */
function foldNumber(typed: string): string {
  const letters = typed.toUpperCase().replace(/[^A-Z0-9]/g, "");
  return letters.slice(0, 10).replace(/^(VR)(.{4})(.{4})$/, "$1-$2-$3");
}
