import { useLoaderData } from "@remix-run/react";
import { countAssignmentsToCome } from "../attestation/count-assignments-to-come.ts";
import { forRole } from "../auth/guard.ts";
import { clockOf } from "../clock.ts";
import { readDraft } from "../content/draft.ts";
import { kindWords } from "../content/publication-choice.ts";
import { sayWeight } from "../content/say-weight.ts";
import { standingOf } from "../content/standing-of-version.ts";
import { readVersionList } from "../content/version-list.ts";
import { ContentFaults } from "../ui/content-faults.tsx";
import { DifferenceAdvice } from "../ui/difference-advice.tsx";
import { DoneBanner } from "../ui/done-banner.tsx";
import { Page } from "../ui/page.tsx";
import { SummaryList } from "../ui/summary-list.tsx";
import { VersionStanding } from "../ui/version-standing.tsx";
import { AtMoment, OnDay } from "../ui/when.tsx";

/** What is in force, what is to come, what the files would publish, and every version there is. */
export const loader = forRole("hr-training", async ({ viewer, portal, url }) => {
  const [clock, listed, inForce, faults, draft] = await Promise.all([
    clockOf(portal),
    readVersionList(viewer, portal),
    portal.shelf.inForce(portal.now()),
    portal.contentFaults(),
    readDraft(viewer, portal),
  ]);
  const versions = await Promise.all(
    listed.map(async (version) => ({
      ...version,
      standing: standingOf(await portal.shelf.version(version.id), { inForce, now: portal.now() }),
      toCome: await countAssignmentsToCome(viewer, portal, version),
    })),
  );
  const published = Number(url.searchParams.get("published"));
  return {
    clock,
    faults,
    isServing: inForce !== null,
    done: versions.find(({ number }) => number === published) ?? null,
    files: draft && {
      same: draft.same && { policy: draft.same.policy, number: draft.same.number },
      newest: draft.newest?.number ?? null,
      parts: draft.difference.map(({ title }) => title),
      weight: sayWeight(draft.weight, draft.content, draft.newest?.content),
    },
    versions,
  };
});

export default function Versions() {
  const { clock, faults, isServing, done, files, versions } = useLoaderData<typeof loader>();
  return (
    <Page title="Versions of the policy" back={{ to: "/hr", label: "Human Resources" }} wide>
      {done ? (
        <DoneBanner>
          Version {done.number} is published. It is in force from{" "}
          <OnDay clock={clock} day={done.effectiveOn} />.
        </DoneBanner>
      ) : null}
      <ContentFaults faults={faults} isServing={isServing} />
      {files ? <Files files={files} /> : null}
      <h2 className="govuk-heading-m">Every version</h2>
      <p className="govuk-body">
        <a className="govuk-link" href="/policy/versions">
          Master Policy Manual
        </a>
        : the same list as everyone may read it.
      </p>
      {versions.length === 0 ? <p className="govuk-body">No version is published yet.</p> : null}
      {versions.map((version) => (
        <Version key={version.id} clock={clock} version={version} />
      ))}
    </Page>
  );
}

type Loaded = ReturnType<typeof useLoaderData<typeof loader>>;

function Files({
  files: { same, newest, parts, weight },
}: {
  files: NonNullable<Loaded["files"]>;
}) {
  if (same) {
    return (
      <div className="govuk-inset-text">
        The content files say what version {same.number} of policy {same.policy} says: there is
        nothing to publish.
      </div>
    );
  }
  return (
    <section className="card" aria-labelledby="files">
      <h2 className="govuk-heading-m" id="files">
        {newest === null
          ? "The content files hold a policy that is not published yet"
          : `The content files differ from version ${newest}`}
      </h2>
      {newest === null ? null : (
        <>
          <p className="govuk-body">In: {parts.join("; ")}.</p>
          <DifferenceAdvice weight={weight} />
          <p className="govuk-body">
            <a className="govuk-link" href="/hr/versions/difference">
              Read the difference side by side
            </a>
          </p>
        </>
      )}
      <p className="govuk-body">
        <a className="govuk-link" href="/hr/versions/preview">
          See the pages as they would look
        </a>
      </p>
      <a className="govuk-button" href="/hr/versions/publish">
        Publish a version
      </a>
    </section>
  );
}

function Version({
  clock,
  version,
}: {
  clock: Loaded["clock"];
  version: Loaded["versions"][number];
}) {
  const { policy, number, before, standing } = version;
  const title = `Policy ${policy}, version ${number}`;
  return (
    <section className="filed" aria-label={title}>
      <h3 className="govuk-heading-s">
        <a className="govuk-link" href={`/policy/${policy}/${number}`}>
          {title}
        </a>{" "}
        <VersionStanding standing={standing} />
      </h3>
      <SummaryList
        rows={[
          ["Kind", kindWords[version.kind].title],
          [
            "In force from",
            <OnDay
              key="from"
              clock={clock}
              day={version.effectiveOn}
              isNear={standing === "to come"}
            />,
          ],
          [
            "Approved",
            <span key="approved">
              <OnDay clock={clock} day={version.approvedOn} />, {version.methodOfApproval}, file{" "}
              {version.fileNumber}
            </span>,
          ],
          [
            "Published",
            <span key="published">
              <AtMoment clock={clock} at={version.publishedAt} />
              {version.publishedBy ? `, by ${version.publishedBy}` : ", by whoever runs the server"}
            </span>,
          ],
          [
            "Assignments",
            standing === "to come"
              ? `${version.assignments.toLocaleString(clock.locale)} now, ${version.toCome.toLocaleString(clock.locale)} to come`
              : `${version.assignments.toLocaleString(clock.locale)}, of which ${version.acknowledgements.toLocaleString(clock.locale)} acknowledged`,
          ],
          [
            "Digest (SHA-256)",
            <span key="digest" className="mono">
              {version.versionDigest}
            </span>,
          ],
          ...(before
            ? [
                [
                  "Difference",
                  <a
                    key="difference"
                    className="govuk-link"
                    href={`/hr/versions/difference?policy=${policy}&from=${before}&to=${number}`}
                  >
                    What version {number} changed
                  </a>,
                ] as [string, React.ReactNode],
              ]
            : []),
        ]}
      />
    </section>
  );
}
