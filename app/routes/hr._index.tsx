import { useLoaderData } from "@remix-run/react";
import { readStanding } from "../attestation/standing.ts";
import { forRole } from "../auth/guard.ts";
import { clockOf } from "../clock.ts";
import { titleOf } from "../content/title-of.ts";
import { ContentFaults } from "../ui/content-faults.tsx";
import { Page } from "../ui/page.tsx";
import { StandingFigure } from "../ui/standing-figure.tsx";
import { SummaryList } from "../ui/summary-list.tsx";
import { AtMoment, OnDay } from "../ui/when.tsx";

export const loader = forRole("hr-training", async ({ viewer, portal }) => {
  const [{ tracks }, clock, version, standing, faults] = await Promise.all([
    portal.organization(),
    clockOf(portal),
    portal.shelf.inForce(portal.now()),
    readStanding(viewer, portal),
    portal.contentFaults(),
  ]);
  return {
    clock,
    version: version && {
      policy: version.policy,
      number: version.number,
      title: version.content.policy.title,
      effectiveOn: version.effectiveOn,
      publishedAt: version.publishedAt,
      digest: version.versionDigest,
    },
    standing: standing.map((one) => ({ ...one, title: titleOf(tracks, one.track) })),
    faults,
  };
});

export default function HumanResources() {
  const { clock, version, standing, faults } = useLoaderData<typeof loader>();
  return (
    <Page title="Human Resources" wide>
      <ContentFaults faults={faults} isServing={version !== null} />
      <ul className="govuk-list places-list">
        <li>
          <a className="govuk-link" href="/hr/attestations">
            Attestations
          </a>
          : who is done, due, overdue
        </li>
        <li>
          <a className="govuk-link" href="/hr/people">
            People
          </a>
          : everybody’s file
        </li>
        <li>
          <a className="govuk-link" href="/hr/people/import">
            Import the directory
          </a>
          : from your own list, with a preview
        </li>
        <li>
          <a className="govuk-link" href="/hr/attestations.csv">
            All attestations as a spreadsheet
          </a>{" "}
          (CSV)
        </li>
      </ul>
      {standing.map((one) => (
        <StandingFigure key={one.track} {...one} />
      ))}
      {standing.length === 0 ? (
        <p className="govuk-body">No training is assigned to anybody yet.</p>
      ) : (
        <p className="govuk-body quiet">
          These are assignments of people who work here, or will; what has ended is counted for
          everybody.
        </p>
      )}
      <h2 className="govuk-heading-m">The version in force</h2>
      {version ? (
        <SummaryList
          rows={[
            [
              "Version",
              <a
                key="version"
                className="govuk-link"
                href={`/policy/${version.policy}/${version.number}`}
              >
                Policy {version.policy}, {version.title}, version {version.number}
              </a>,
            ],
            ["In force since", <OnDay key="day" clock={clock} day={version.effectiveOn} />],
            ["Published here", <AtMoment key="at" clock={clock} at={version.publishedAt} />],
            [
              "Digest",
              <span key="digest" className="mono">
                {version.digest}
              </span>,
            ],
          ]}
        />
      ) : (
        <p className="govuk-body">No version is in force today.</p>
      )}
    </Page>
  );
}
