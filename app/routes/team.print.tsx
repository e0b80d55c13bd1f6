import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { mostPrinted, readTeamPrint } from "../attestation/team-print.ts";
import { forSupervisor, refuse } from "../auth/guard.ts";
import { fullName } from "../auth/viewer.ts";
import { clockOf } from "../clock.ts";
import { titleOf } from "../content/title-of.ts";
import { readFilter } from "../people/people-filter.ts";
import { CheckField } from "../ui/check-field.tsx";
import { SendButton } from "../ui/field.tsx";
import { Page } from "../ui/page.tsx";
import { PrintedSlips, PrintedTeam } from "../ui/printed-team.tsx";

const ticked = z.enum(["yes"], { error: "Choose what to print from the list" }).optional();
const printed = z.object({ below: ticked, slips: ticked });

export const loader = forSupervisor(async ({ viewer, portal, url }) => {
  const read = readFilter(printed, url.searchParams);
  if ("refused" in read) throw refuse(400, `${read.refused}.`);
  const { filter: chosen } = read;
  const [{ tracks }, clock, { people, slips, isCut }] = await Promise.all([
    portal.organization(),
    clockOf(portal),
    readTeamPrint(viewer, portal, chosen),
  ]);
  return {
    ...{ clock, chosen, slips },
    cutAt: isCut ? mostPrinted : null,
    name: fullName(viewer),
    at: portal.now(),
    people: people.map((person) => ({
      ...person,
      standings: person.standings.map((one) => ({ ...one, track: titleOf(tracks, one.track) })),
    })),
  };
});

export default function PrintTeam() {
  const { clock, chosen, people, slips, cutAt, name, at } = useLoaderData<typeof loader>();
  const head = { clock, name, at };
  const box = (field: "below" | "slips", label: string) => (
    <CheckField
      name={field}
      label={label}
      refusal={{ typed: { [field]: chosen[field] }, errors: {} }}
    />
  );
  return (
    <Page title="Print my people" back={{ to: "/team", label: "My people" }} wide>
      <div className="no-print">
        <p className="govuk-body">
          Choose what to print, then print this page. The list is for you alone: keep it with you,
          and destroy it when you are done.
        </p>
        <form method="get" action="/team/print">
          {box("below", "Also those below the people who report to me")}
          {box("slips", "Also the slips to hand over, to cut out")}
          <SendButton kind="secondary">Show</SendButton>
        </form>
        {chosen.slips ? (
          <p className="govuk-body">
            {slips.length === 0
              ? "There is no slip to hand over."
              : "Printing a slip does not hand it over: "}
            {slips.length === 0 ? null : (
              <a className="govuk-link" href="/team/slips">
                tick each one that you handed over
              </a>
            )}
          </p>
        ) : null}
      </div>
      {cutAt ? (
        <p className="govuk-inset-text">
          These are the first {cutAt.toLocaleString(clock.locale)} by name. There are more: Human
          Resources can give you a list of all.
        </p>
      ) : null}
      {people.length === 0 ? (
        <p className="govuk-body-l">Nobody reports to you today.</p>
      ) : (
        <PrintedTeam {...head} people={people} isBelow={chosen.below === "yes"} />
      )}
      {slips.length > 0 ? <PrintedSlips {...head} slips={slips} /> : null}
    </Page>
  );
}
