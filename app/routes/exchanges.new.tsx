import { randomUUID } from "node:crypto";
import { useLoaderData } from "@remix-run/react";
import { forAdviser, notFound } from "../auth/guard.ts";
import { aboutOf } from "../exchanges/log/log-about.ts";
import { readNewLogPage } from "../exchanges/log/log-page.ts";
import { findPeopleToLog } from "../exchanges/log/people-to-log.ts";
import { noteOpening } from "../exchanges/note-opening.ts";
import { ChoosePerson } from "../ui/choose-person.tsx";
import { LogExchange } from "../ui/log-exchange.tsx";

/** Whom a log is about comes with the address; without it, it is asked first. */
export const loader = forAdviser(async (visit) => {
  const { viewer, portal, url } = visit;
  const about = aboutOf(url.searchParams);
  if (about) {
    const form = await readNewLogPage(viewer, portal, about, randomUUID());
    if (!form) throw notFound();
    if (form.target?.request) await noteOpening(visit, form.target.request.number);
    return { form, choice: null };
  }
  const q = (url.searchParams.get("q") ?? "").slice(0, 200);
  const people = await findPeopleToLog(viewer, portal, q);
  return { form: null, choice: { q, people, isSupervisor: viewer.isSupervisor } };
});

export default function NewLog() {
  const { form, choice } = useLoaderData<typeof loader>();
  return form ? <LogExchange page={form} /> : <ChoosePerson choice={choice} />;
}
