import { sql } from "drizzle-orm";
import { fullName } from "../auth/viewer.ts";
import type { Day } from "../days.ts";
import type { Executor } from "../db.ts";
import { inForce } from "../people/in-force.ts";
import { foldWords } from "../people/person.ts";
import type { Vault } from "../secrecy/vault.ts";

/** Somebody who could handle violation reports, were there no conflict. */
export type Candidate = {
  personId: string;
  /** 1: HR, cases. 2: city manager. 3: outside officer. Who holds several stands in the first. */
  rank: 1 | 2 | 3;
  /** The person themselves and everyone above them, as the directory has it that day. */
  above: string[];
  /**
   * By what they may be meant where it says who posted: their own names, each by itself too, and full names,
   * family names and positions of everyone above.
   */
  calledAs: string[];
  /** By what they may be meant anywhere else in a report: their full name and family name. */
  ownNames: string[];
  /** Keyed digests of the words of `calledAs` that name somebody. */
  wordIndexes: string[];
  /** Keyed digests by which their own reports are recognized. */
  indexes: string[];
};

/** Everyone who holds a grant to handle reports on the day. They are few: a list of all is asked for at once. */
export async function readCandidates(db: Executor, vault: Vault, day: Day): Promise<Candidate[]> {
  const rows = await db.execute<Row>(sql`
    with recursive holders as (
      select g.person_id as id, min(case g.role when 'hr-cases' then 1 when 'city-manager' then 2 else 3 end) as rank
      from grants g join people p on p.id = g.person_id
      where g.role in ('hr-cases', 'city-manager', 'outside-officer') and g.revoked_at is null
        and (p.is_outside or exists (
          select from employments e where e.person_id = p.id and ${inForce("e", day)}
        ))
      group by g.person_id
    ), line (holder, id) as (
      select id, id from holders
      union
      select l.holder, e.supervisor_id from line l join employments e on e.person_id = l.id
      where e.supervisor_id is not null and ${inForce("e", day)}
    )
    select h.id as "personId", h.rank::int as rank, p.given_name as "givenName", p.family_name as "familyName",
      p.email,
      (select json_agg(l.id) from line l where l.holder = h.id) as above,
      (select json_agg(array[
          a.given_name || ' ' || a.family_name, a.family_name, coalesce(w.position, '')
        ])
        from line l join people a on a.id = l.id
          left join lateral (
            select e.position from employments e where e.person_id = a.id and ${inForce("e", day)} limit 1
          ) w on true
        where l.holder = h.id) as called,
      (select json_agg(json_build_object('id', a.id, 'given', a.given_name, 'family', a.family_name,
          'number', a.employee_number))
        from line l join people a on a.id = l.id where l.holder = h.id) as line
    from holders h join people p on p.id = h.id
    order by h.rank, h.id`);
  return rows.map(({ personId, rank, above, called, line, email, ...name }) => ({
    ...{ personId, rank, above },
    calledAs: [...called.flat(), name.givenName].map(foldWords).filter(Boolean),
    wordIndexes: namingWords(line, personId).map((word) => vault.indexOf("word", word)),
    ownNames: [fullName(name), name.familyName].map(foldWords).filter(Boolean),
    indexes: reporterIndexes(vault, { personId, name: fullName(name), email: email ?? "" }),
  }));
}

/** By what a reporter is recognized: the person, where that is known, and the name and address they gave. */
export function reporterIndexes(
  vault: Vault,
  { personId, name, email }: { personId: string | null; name: string; email: string },
): string[] {
  const indexOf = (what: string, text: string) =>
    text ? [vault.indexOf("reporter", `${what} ${text}`)] : [];
  return [
    ...indexOf("person", personId ?? ""),
    ...indexOf("name", foldWords(name)),
    ...indexOf("email", email.trim().toLowerCase()),
  ];
}

type Row = Pick<Candidate, "personId" | "rank" | "above"> & {
  givenName: string;
  familyName: string;
  email: string | null;
  called: string[][];
  line: Named[];
};

type Named = { id: string; given: string; family: string; number: string | null };

/** The words by which these people are meant: of the person themselves the given name alone, too. */
function namingWords(line: Named[], personId: string): string[] {
  return line
    .flatMap(({ id, given, family, number }) => [
      ...[family, given + family, family + given, number ?? ""],
      ...(id === personId ? [given] : []),
    ])
    .flatMap((name) => wordsOf(name));
}

/** Words in one spelling: also letters of other widths, and accents, make no difference. */
export function wordsOf(text: string): string[] {
  return foldWords(text.normalize("NFKC")).split(" ").filter(Boolean);
}
