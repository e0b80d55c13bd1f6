import { useLoaderData } from "@remix-run/react";
import { forRole, notFound } from "../auth/guard.ts";
import { fullName } from "../auth/viewer.ts";
import { clockOf } from "../clock.ts";
import { findSubject } from "../evidence/make-packet.ts";
import { Page } from "../ui/page.tsx";
import { SummaryList } from "../ui/summary-list.tsx";
import { OnDay } from "../ui/when.tsx";

export const loader = forRole("hr-training", async ({ viewer, portal, params }) => {
  const subject = await findSubject(viewer, portal, params);
  if (!subject) throw notFound();
  const { person, version } = subject;
  const file = `/hr/people/${encodeURIComponent(person.handle)}`;
  const versions = await portal.shelf.all();
  return {
    clock: await clockOf(portal),
    name: fullName(person),
    handle: person.handle,
    file,
    path: `${file}/evidence/${version.policy}/${version.number}`,
    policy: `${version.policy}, ${version.content.policy.title}`,
    number: version.number,
    effectiveOn: version.effectiveOn,
    others: versions
      .filter(({ id }) => id !== version.id)
      .map(({ policy, number }) => ({
        to: `${file}/evidence/${policy}/${number}`,
        label: `Policy ${policy}, version ${number}`,
      })),
  };
});

export default function EvidencePacket() {
  const { clock, name, handle, file, path, policy, number, effectiveOn, others } =
    useLoaderData<typeof loader>();
  return (
    <Page title="Evidence packet" caption={name} back={{ to: file, label: name }}>
      <SummaryList
        rows={[
          ["Person", `${name}, number ${handle}`],
          ["Policy", policy],
          [
            "Version",
            <span key="version">
              {number}, in force from <OnDay clock={clock} day={effectiveOn} />
            </span>,
          ],
        ]}
      />
      <p className="govuk-body">
        One file that explains itself to somebody who has never seen this portal, such as an
        arbitrator. It holds:
      </p>
      <ul className="govuk-list govuk-list--bullet">
        <li>which version was in force, and why it applied to {name}</li>
        <li>employment, leave, exemption and authorizations over time, corrections included</li>
        <li>the lessons, questions, policy and statement as shown, with every answer and when</li>
        <li>
          the acknowledgement with its receipt, where there is one; of one on paper the witness and
          the SHA-256 of the scan, which you hand over beside the packet
        </li>
        <li>how identity was checked</li>
        <li>which notices {name} was owed, how each was served, and how that is known</li>
        <li>
          the ledger records behind all this, with proofs that anyone can check without the portal
        </li>
        <li>who could have altered it, and what it does not prove</li>
      </ul>
      <p className="govuk-body">
        It holds no password, no code, nothing of any case, and nothing of other versions but their
        dates. That you made it goes into the ledger. It takes a few seconds: it waits for the
        newest records to be sealed.
      </p>
      <p className="govuk-body">
        <strong>It is personal information.</strong> Give it only to those who may have it.
      </p>
      <p className="govuk-body">
        <a className="govuk-button" href={`${path}.html`}>
          Download to read and print (HTML)
        </a>
      </p>
      <p className="govuk-body">
        <a className="govuk-link" href={`${path}.json`}>
          Download for machines (JSON)
        </a>
      </p>
      {others.length > 0 ? (
        <>
          <h2 className="govuk-heading-m">Another version</h2>
          <ul className="govuk-list">
            {others.map(({ to, label }) => (
              <li key={to}>
                <a className="govuk-link" href={to}>
                  {label}
                </a>
              </li>
            ))}
          </ul>
        </>
      ) : null}
    </Page>
  );
}
