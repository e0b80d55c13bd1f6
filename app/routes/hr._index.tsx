import { useLoaderData } from "@remix-run/react";
import { addressOf } from "../address.ts";
import { forRole, refuse } from "../auth/guard.ts";
import { clockOf } from "../clock.ts";
import { titleOf } from "../content/title-of.ts";
import { readDashboard } from "../dashboard/dashboard.ts";
import { ContentFaults } from "../ui/content-faults.tsx";
import { DashboardChoice } from "../ui/dashboard-choice.tsx";
import { DashboardFigures } from "../ui/dashboard-figures.tsx";
import { Page } from "../ui/page.tsx";
import { SummaryList } from "../ui/summary-list.tsx";
import { UnreachedFigure } from "../ui/unreached-figure.tsx";
import { AtMoment, OnDay } from "../ui/when.tsx";

export const loader = forRole("hr-training", async ({ viewer, portal, url }) => {
  const asked = {
    version: url.searchParams.get("version") || undefined,
    track: url.searchParams.get("track") || undefined,
  };
  const [{ tracks, employmentTypes }, clock, version, read, faults] = await Promise.all([
    portal.organization(),
    clockOf(portal),
    portal.shelf.inForce(portal.now()),
    readDashboard(viewer, portal, asked),
    portal.contentFaults(),
  ]);
  if ("refused" in read) throw refuse(400, `${read.refused}.`);
  const { dashboard, choices, unreached } = read;
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
    figures: dashboard && {
      ...dashboard.completion,
      types: dashboard.completion.types.map((one) => ({
        ...one,
        title: titleOf(employmentTypes, one.type),
      })),
      firstTries: dashboard.firstTries,
      filter: {
        version: `${dashboard.version.policy}/${dashboard.version.number}`,
        track: dashboard.track.id,
      },
      title: `${dashboard.track.title}, version ${dashboard.version.number}`,
    },
    choices: choices.map((choice) => ({ ...choice, title: titleOf(tracks, choice.track) })),
    unreached,
    faults,
  };
});

export default function HumanResources() {
  const { clock, version, figures, choices, unreached, faults } = useLoaderData<typeof loader>();
  return (
    <Page title="Human Resources" wide>
      <ContentFaults faults={faults} isServing={version !== null} />
      <ul className="govuk-list places-list no-print">
        <li>
          <a className="govuk-link" href="/hr/attestations">
            Attestations
          </a>
          : who is done, due, overdue
        </li>
        <li>
          <a className="govuk-link" href="/hr/assignments">
            Assignments
          </a>
          : the rules that make them, and what they made, moved and ended lately
        </li>
        <li>
          <a className="govuk-link" href="/hr/people">
            People
          </a>
          : everybody’s file
        </li>
        <li>
          <a className="govuk-link" href="/hr/authorizations">
            Authorizations
          </a>
          : who may speak for the City, on what, until when
        </li>
        <li>
          <a className="govuk-link" href="/hr/versions">
            Versions of the policy
          </a>
          : what is in force and to come, and publishing
        </li>
        <li>
          <a className="govuk-link" href="/hr/notices">
            Notices
          </a>
          : what was sent, what waits, what did not get through
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
        <li>
          <a className="govuk-link" href="/hr/letters">
            Set-up letters
          </a>
          : codes on paper, for one person or a department
        </li>
        <li>
          <a className="govuk-link" href="/hr/paper">
            Acknowledging on paper
          </a>
          : print a form, record what was signed before a witness
        </li>
      </ul>
      {figures ? (
        <>
          <DashboardChoice
            choices={choices}
            chosen={figures.filter}
            download={addressOf("/hr/dashboard.csv", figures.filter)}
          />
          <DashboardFigures clock={clock} {...figures} />
        </>
      ) : (
        <p className="govuk-body">No training is assigned to anybody yet.</p>
      )}
      <UnreachedFigure locale={clock.locale} unreached={unreached} />
      <section className="no-print">
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
      </section>
    </Page>
  );
}
