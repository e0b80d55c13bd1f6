import { useLoaderData } from "@remix-run/react";
import { forEveryone } from "../auth/guard.ts";
import { clockOf } from "../clock.ts";
import { readPolicyManual } from "../content/policy-manual.ts";
import { kindWords } from "../content/publication-choice.ts";
import { Page } from "../ui/page.tsx";
import { SummaryList } from "../ui/summary-list.tsx";
import { VersionStanding } from "../ui/version-standing.tsx";
import { AtMoment, OnDay } from "../ui/when.tsx";

/** The Master Policy Manual, for everyone: what was published stays listed and readable. */
export const loader = forEveryone(async ({ portal }) => {
  const [clock, { name }, versions] = await Promise.all([
    clockOf(portal),
    portal.organization(),
    readPolicyManual(portal),
  ]);
  return { clock, organization: name, versions };
});

export default function MasterPolicyManual() {
  const { clock, organization, versions } = useLoaderData<typeof loader>();
  return (
    <Page
      title="Master Policy Manual"
      caption={organization}
      back={{ to: "/policy", label: "The policy" }}
    >
      <p className="govuk-body-l">
        Every version that was published here, with its full text. None is ever changed or removed.
      </p>
      {versions.length === 0 ? (
        <p className="govuk-body">No policy is published here yet.</p>
      ) : null}
      {versions.map((version) => {
        const title = `Policy ${version.policy}, ${version.title}, version ${version.number}`;
        return (
          <section className="filed" key={title} aria-label={title}>
            <h2 className="govuk-heading-m">
              <a className="govuk-link" href={`/policy/${version.policy}/${version.number}`}>
                {title}
              </a>{" "}
              <VersionStanding standing={version.standing} />
            </h2>
            <SummaryList
              rows={[
                ["Kind", kindWords[version.kind].title],
                [
                  "In force from",
                  <OnDay
                    key="from"
                    clock={clock}
                    day={version.effectiveOn}
                    isNear={version.standing === "to come"}
                  />,
                ],
                ...version.facts,
                ["Published here", <AtMoment key="at" clock={clock} at={version.publishedAt} />],
                [
                  "Digest (SHA-256)",
                  <span key="digest" className="mono">
                    {version.versionDigest}
                  </span>,
                ],
              ]}
            />
          </section>
        );
      })}
    </Page>
  );
}
