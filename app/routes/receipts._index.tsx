import { useLoaderData } from "@remix-run/react";
import { readOwnAcknowledgements } from "../attestation/acknowledgement.ts";
import { gradeWords } from "../attestation/words.ts";
import { forSignedIn } from "../auth/guard.ts";
import { writeMoment } from "../days.ts";
import { Page } from "../ui/page.tsx";

export const loader = forSignedIn(async ({ viewer, portal }) => {
  const { locale, timeZone } = await portal.organization();
  const own = await readOwnAcknowledgements(viewer, portal);
  return own.map(({ acknowledgedAt, ...row }) => ({
    ...row,
    when: writeMoment(locale, timeZone, acknowledgedAt),
  }));
});

export default function Receipts() {
  const receipts = useLoaderData<typeof loader>();
  return (
    <Page title="My receipts">
      {receipts.length === 0 ? (
        <p className="govuk-body">
          You have no receipt yet. You get one when you acknowledge the policy, after{" "}
          <a className="govuk-link" href="/training">
            your training
          </a>
          .
        </p>
      ) : (
        <ul className="govuk-list govuk-list--spaced">
          {receipts.map((receipt) => (
            <li key={receipt.reference}>
              <a className="govuk-link" href={`/receipts/${receipt.reference}`}>
                Policy {receipt.policy}, version {receipt.version}: {receipt.track}
              </a>
              <br />
              <span className="quiet">
                {gradeWords[receipt.grade]}, {receipt.when}, {receipt.reference}
              </span>
            </li>
          ))}
        </ul>
      )}
    </Page>
  );
}
