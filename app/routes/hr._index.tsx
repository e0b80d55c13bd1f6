import { useLoaderData } from "@remix-run/react";
import { addressOf } from "../address.ts";
import { forRole, refuse } from "../auth/guard.ts";
import { clockOf } from "../clock.ts";
import { titleOf } from "../content/title-of.ts";
import { readDashboard } from "../dashboard/dashboard.ts";
import { noticeStateWords } from "../notices/words.ts";
import { ContentFaults } from "../ui/content-faults.tsx";
import { DashboardChoice } from "../ui/dashboard-choice.tsx";
import { DashboardFigures, DashboardLead, WhatIsCounted } from "../ui/dashboard-figures.tsx";
import { NeedsSomebody } from "../ui/needs-somebody.tsx";
import { NoticesFigure } from "../ui/notices-figure.tsx";
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
  const { dashboard, choices, unreached, notices } = read;
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
    notices: notices.map(({ state, count }) => ({ state, count, word: noticeStateWords[state] })),
    hasMail: portal.mail !== null,
    faults,
  };
});

const places = [
  { to: "/hr/people", name: "People", about: "everybody’s file; add or change somebody" },
  { to: "/hr/people/import", name: "Import the directory", about: "from your own list" },
  { to: "/hr/attestations", name: "Attestations", about: "who is done, due, overdue" },
  { to: "/hr/assignments", name: "Assignments", about: "the rules, and what they did lately" },
  { to: "/hr/versions", name: "Versions of the policy", about: "what differs, and publishing" },
  { to: "/hr/notices", name: "Notices", about: "what was sent, waits, or did not get through" },
  { to: "/hr/letters", name: "Set-up letters", about: "codes on paper" },
  { to: "/hr/paper", name: "Acknowledging on paper", about: "forms to sign, and recording them" },
  { to: "/hr/authorizations", name: "Authorizations", about: "who may speak for the City" },
  { to: "/hr/exchanges", name: "Figures of exchanges", about: "by quarter, in numbers alone" },
];

export default function HumanResources() {
  const { clock, version, figures, choices, unreached, notices, hasMail, faults } =
    useLoaderData<typeof loader>();
  return (
    <Page title="Human Resources" wide>
      <ContentFaults faults={faults} isServing={version !== null} />
      {version && figures ? (
        <p className="print-title">
          Policy {version.policy}, {version.title}: who has acknowledged,{" "}
          <OnDay clock={clock} day={clock.today} />
        </p>
      ) : null}
      <div className="hr-top">
        <div>
          {figures ? (
            <DashboardLead {...{ clock, title: figures.title, states: figures.states }} />
          ) : (
            <p className="govuk-body">No training is assigned to anybody yet.</p>
          )}
          <NeedsSomebody
            locale={clock.locale}
            overdue={
              figures ? { count: figures.states.overdue ?? 0, filter: figures.filter } : null
            }
            failing={unreached.failing}
            notices={notices}
            hasMail={hasMail}
          />
          {figures ? (
            <>
              <DashboardChoice
                choices={choices}
                chosen={figures.filter}
                download={addressOf("/hr/dashboard.csv", figures.filter)}
              />
              <WhatIsCounted />
            </>
          ) : null}
        </div>
        <Places />
      </div>
      {figures ? <DashboardFigures clock={clock} {...figures} /> : null}
      <div className="figures">
        <UnreachedFigure locale={clock.locale} unreached={unreached} />
        <NoticesFigure locale={clock.locale} notices={notices} />
      </div>
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

/** Where HR goes from here: in view beside the number, folded on a phone. */
function Places() {
  return (
    <details className="govuk-details open-when-wide hr-places no-print" open>
      <summary className="govuk-details__summary">
        <span className="govuk-details__summary-text">What HR does here</span>
      </summary>
      <ul className="govuk-list">
        {places.map(({ to, name, about }) => (
          <li key={to}>
            <a className="govuk-link" href={to}>
              {name}
            </a>
            <span className="hr-places__about">
              <span className="govuk-visually-hidden">: </span>
              {about}
            </span>
          </li>
        ))}
      </ul>
    </details>
  );
}
