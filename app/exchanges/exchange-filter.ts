import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { readFilter } from "../people/people-filter.ts";
import { prefixQuery } from "../people/person.ts";
import { foldExchangeNumber, foldPartOfExchangeNumber } from "./fold-exchange-number.ts";

const exchangeFilter = z.object({
  q: z
    .string()
    .max(200, "Search with at most 200 characters")
    .transform((text) => text.replace(/\p{C}/gu, " ").trim())
    .refine((text) => prefixQuery(text), "Search with a name or a number")
    .optional(),
});

/** Which exchanges a list shows. */
export type ExchangeFilter = z.output<typeof exchangeFilter>;

/** Reads the filter of an address. Refuses, in a sentence, what no form of the portal sends. */
export function readExchangeFilter(parameters: URLSearchParams) {
  return readFilter(exchangeFilter, parameters);
}

/** The exchange `x` has the number or the four characters of it that were typed, or is of somebody called so. */
export function isFound({ q }: ExchangeFilter): SQL {
  if (!q) return sql`true`;
  const [words, part] = [prefixQuery(q), foldPartOfExchangeNumber(q)];
  const ways = [
    sql`x.number = ${foldExchangeNumber(q)}`,
    ...(part ? [sql`substr(x.number, 4, 4) = ${part}`, sql`right(x.number, 4) = ${part}`] : []),
    ...(words
      ? [
          sql`exists (
            select from people s where s.id = x.person_id
              and to_tsvector('simple', s.search_words) @@ to_tsquery('simple', ${words})
          )`,
        ]
      : []),
  ];
  return sql`(${sql.join(ways, sql` or `)})`;
}
