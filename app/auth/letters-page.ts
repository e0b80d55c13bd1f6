import { randomUUID } from "node:crypto";
import { data } from "@remix-run/node";
import { z } from "zod";
import { addressOf } from "../address.ts";
import { clockOf } from "../clock.ts";
import { type FormRefusal, readForm, refuseForm } from "../form.ts";
import type { Circle } from "../people/circle.ts";
import { readDepartments } from "../people/directory.ts";
import { readFilter } from "../people/people-filter.ts";
import { refuse, type Visit } from "./guard.ts";
import { letterFields, letterFilter } from "./letter-filter.ts";
import { countLetterPeople, readLetterPeople } from "./letter-people.ts";
import { mostLetters, printLetters, type SetUpLetter } from "./print-letters.ts";

/** How many names the page shows before the letters are made. */
const shownNames = 20;

/** What the page asks before set-up letters are made: for whom, and how many that is. */
export async function lettersPage({ viewer, portal, url }: Visit, circle: Circle) {
  // Who comes for the first time is shown those who cannot sign in yet.
  const given =
    url.searchParams.size > 0 ? url.searchParams : new URLSearchParams({ fresh: "yes" });
  const read = readFilter(letterFilter, given);
  if ("refused" in read) throw refuse(400, `${read.refused}.`);
  const { filter } = read;
  const { name, contacts } = await portal.organization();
  const { today } = await clockOf(portal);
  const question = { circle, filter, today, now: portal.now() };
  const [departments, counted, people] = await Promise.all([
    readDepartments(viewer, portal),
    countLetterPeople(viewer, portal.db, question),
    readLetterPeople(viewer, portal.db, question, shownNames),
  ]);
  return {
    circle,
    filter,
    form: randomUUID(),
    departments: circle === "hr" ? departments : [],
    ...counted,
    letters: Math.min(counted.count, mostLetters),
    names: people.map((person) => `${person.name} (${person.handle})`),
    again: addressOf(`/${circle}/letters`, { ...filter, uncoded: "yes" }),
    words: {
      organization: name,
      address: new URL("/set-up", portal.publicUrl).href,
      privacy: new URL("/privacy", portal.publicUrl).href,
      contact: contacts.find(({ id }) => id === "hr") ?? null,
    },
  };
}

export type LettersPage = Awaited<ReturnType<typeof lettersPage>>;

const asked = z.object({
  form: z.uuid("Open this page again, and make the letters there"),
  ...letterFields,
});

type Answer = { letters: SetUpLetter[] } | { refusal: FormRefusal };

/** Makes the letters. They are shown with this answer and never again, so there is no page to send on to. */
export async function lettersPosted({ viewer, portal, request }: Visit, circle: Circle) {
  const read = await readForm(request, asked);
  if ("refusal" in read) return data<Answer>(read, { status: 400 });
  const { form, ...filter } = read.value;
  const printed = await printLetters(viewer, portal, circle, { form, filter });
  return "refused" in printed
    ? data<Answer>(refuseForm({}, { form: printed.refused }), { status: 409 })
    : data<Answer>(printed);
}
