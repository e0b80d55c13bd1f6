import { useLoaderData } from "@remix-run/react";
import { readTeamAssignments, readTeamPerson } from "../attestation/team-person.ts";
import { forSupervisor, notFound } from "../auth/guard.ts";
import { fullName } from "../auth/viewer.ts";
import { clockOf } from "../clock.ts";
import { Page } from "../ui/page.tsx";
import { SummaryList } from "../ui/summary-list.tsx";
import { TeamAssignmentSection } from "../ui/team-assignment-section.tsx";
import { OnDay } from "../ui/when.tsx";

export const loader = forSupervisor(async ({ viewer, portal, params }) => {
  const person = await readTeamPerson(viewer, portal, params.handle ?? "");
  if (!person) throw notFound();
  const { personId, ...shown } = person;
  return {
    ...shown,
    clock: await clockOf(portal),
    assignments: await readTeamAssignments(viewer, portal, personId),
  };
});

export default function TeamPersonPage() {
  const person = useLoaderData<typeof loader>();
  const { clock, handle, leave, through, canSignIn, assignments } = person;
  const name = fullName(person);
  const address = encodeURIComponent(handle);
  const isOpen = assignments.some(
    ({ acknowledgement, state }) => !acknowledgement && state !== "ended",
  );
  return (
    <Page title={name} caption="My people" back={{ to: "/team", label: "My people" }}>
      <SummaryList
        rows={[
          ["Number", handle],
          ["Work", `${person.position}, ${person.department}`],
          ...(through ? [["Reports to", through] as [string, string]] : []),
          [
            "On leave",
            leave ? (
              leave.until ? (
                <span key="leave">
                  until <OnDay clock={clock} day={leave.until} />
                </span>
              ) : (
                "Yes, no end known"
              )
            ) : (
              "No"
            ),
          ],
          ["Sign-in", canSignIn ? "Set up" : "Not set up yet"],
        ]}
      />
      <ul className="govuk-list places-list no-print">
        {isOpen ? (
          <li>
            <a className="govuk-link" href={`/team/paper/record?person=${address}`}>
              Record what was signed on paper
            </a>
          </li>
        ) : null}
        {isOpen ? (
          <li>
            <a className="govuk-link" href={`/team/paper/form?person=${address}`}>
              Print the form to sign
            </a>
          </li>
        ) : null}
        <li>
          <a className="govuk-link" href={`/team/${address}/set-up-code`}>
            Hand over a set-up code
          </a>
        </li>
        <li>
          <a className="govuk-link" href={`/team/letters?person=${address}`}>
            Print a set-up letter
          </a>
        </li>
      </ul>
      <h2 className="govuk-heading-m">Training</h2>
      {assignments.length === 0 ? (
        <p className="govuk-body">Nothing was assigned to {name}.</p>
      ) : null}
      {assignments.map((assignment) => (
        <TeamAssignmentSection key={assignment.id} {...{ clock, assignment }} />
      ))}
      <p className="govuk-body quiet">
        You see which lessons are done, not what was answered. Only Human Resources and {name} see
        the receipt itself.
      </p>
    </Page>
  );
}
