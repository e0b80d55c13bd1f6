import { useLoaderData } from "@remix-run/react";
import { dutyOf } from "../attestation/own-duty.ts";
import { readStatementToProve } from "../attestation/statement-to-prove.ts";
import { forSignedIn, seeOther } from "../auth/guard.ts";
import { whereToProve } from "../auth/provider/own-provider.ts";
import { isOpen } from "../training/duties.ts";
import { Page } from "../ui/page.tsx";
import { SummaryList } from "../ui/summary-list.tsx";
import { Warning } from "../ui/warning.tsx";

/** What is about to be acknowledged, before going to the provider; what was stated is kept meanwhile. */
export const loader = forSignedIn(async (visit) => {
  const { viewer, portal } = visit;
  const duty = await dutyOf(visit);
  if (!isOpen(duty)) throw seeOther(duty.reference ? `/receipts/${duty.reference}` : "/");
  const { id: track, title } = duty.track;
  const form = `/acknowledge?track=${track}`;
  const provider = await whereToProve(viewer, portal);
  const statement = await readStatementToProve(viewer, portal, duty);
  const { versionDigest, content, number } = duty.version;
  if (!provider || statement?.versionDigest !== versionDigest) throw seeOther(form);
  const there = new URLSearchParams({
    statement: statement.id,
    to: `/acknowledge/prove?track=${track}`,
  });
  return {
    form,
    label: provider.label,
    there: `/sign-in/with/${provider.id}?${there}`,
    rows: [
      ["Policy", `${content.policy.number}, ${content.policy.title}, version ${number}`],
      ["Track", title],
      ["Your name, as typed", statement.typedName],
    ] as [string, string][],
  };
});

export default function ProveWhoYouAre() {
  const { form, label, there, rows } = useLoaderData<typeof loader>();
  return (
    <Page title="Show who you are" back={{ to: form, label: "Back to the statement" }}>
      <p className="govuk-body">
        Sign in with {label} once more, even if it knows you still. When you come back, this is
        recorded:
      </p>
      <SummaryList rows={rows} />
      <Warning>
        This is final: your acknowledgement is kept with its date and cannot be changed. Until you
        are back nothing is recorded.
      </Warning>
      <a className="govuk-button" href={there}>
        Go on with {label}, and acknowledge
      </a>
    </Page>
  );
}
