import { useLoaderData } from "@remix-run/react";
import { forRole, notFound } from "../auth/guard.ts";
import { readAskedDifference } from "../content/asked-difference.ts";
import { DifferenceView } from "../ui/difference.tsx";
import { DifferenceAdvice } from "../ui/difference-advice.tsx";
import { Page } from "../ui/page.tsx";

/** Two versions side by side: `?from=1&to=2`, or the newest and the content files. */
export const loader = forRole("hr-training", async ({ viewer, portal, url }) => {
  const asked = url.searchParams;
  const found = await readAskedDifference(viewer, portal, {
    policy: asked.get("policy"),
    from: asked.get("from"),
    to: asked.get("to"),
  });
  // Without a version, or with faults in the files, there is nothing to compare: the list says why.
  if (!found && (asked.has("from") || asked.has("to"))) throw notFound();
  return found;
});

export default function VersionDifference() {
  const found = useLoaderData<typeof loader>();
  const back = { to: "/hr/versions", label: "Versions of the policy" };
  if (!found) {
    return (
      <Page title="Difference" back={back}>
        <p className="govuk-body-l">
          There is nothing to compare: no version is published yet, or the content files have
          faults.
        </p>
      </Page>
    );
  }
  const { difference, weight, names, isOfFiles } = found;
  return (
    <Page
      title={`${names.before} and ${names.after.charAt(0).toLowerCase()}${names.after.slice(1)}`}
      caption="Difference"
      back={back}
      wide
    >
      {difference.length === 0 ? (
        <p className="govuk-body-l">Both say exactly the same.</p>
      ) : (
        <>
          {isOfFiles ? <DifferenceAdvice weight={weight} /> : null}
          <DifferenceView difference={difference} names={names} />
        </>
      )}
      {isOfFiles && difference.length > 0 ? (
        <a className="govuk-button" href="/hr/versions/publish">
          Publish a version
        </a>
      ) : null}
    </Page>
  );
}
