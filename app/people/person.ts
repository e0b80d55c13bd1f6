import { randomBytes } from "node:crypto";
import { people } from "#drizzle/schema/people.ts";
import type { Executor } from "../db.ts";
import { writeRecord } from "../ledger/record.ts";

export type NewPerson = {
  /** Null for somebody from outside, who then gets a handle of the portal's making. */
  employeeNumber: string | null;
  givenName: string;
  familyName: string;
  email: string | null;
};

/** Adds a person to the directory. Numbers and addresses that stand twice are refused by the database. */
export async function addPerson(
  tx: Executor,
  person: NewPerson,
  { by, now, provisioning }: { by: string | null; now: Date; provisioning?: number },
): Promise<{ id: string; handle: string }> {
  const handle = person.employeeNumber ?? `X-${randomBytes(4).toString("hex").toUpperCase()}`;
  const [added] = await tx
    .insert(people)
    .values({
      ...person,
      handle,
      isOutside: person.employeeNumber === null,
      searchWords: searchWords(person),
      createdAt: now,
    })
    .returning({ id: people.id, handle: people.handle });
  if (!added) throw new Error("The person was not added.");
  const facts = { handle, ...(provisioning !== undefined && { provisioning }) };
  await writeRecord(tx, { act: "add-person", by, about: added.id, at: now, facts });
  return added;
}

/** What a person is found by: names, number and address, folded to plain lower-case letters. */
export function searchWords(person: NewPerson): string {
  const { givenName, familyName, employeeNumber, email } = person;
  return foldWords([givenName, familyName, employeeNumber, email].filter(Boolean).join(" "));
}

/** Lower case, without accents; everything but letters and digits parts words. */
export function foldWords(text: string): string {
  return text
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}

/** Typed words as a prefix search for `to_tsquery('simple', …)`; null when nothing searchable was typed. */
export function prefixQuery(typed: string): string | null {
  const words = foldWords(typed).split(" ").filter(Boolean).slice(0, 8);
  return words.length ? words.map((word) => `${word}:*`).join(" & ") : null;
}
