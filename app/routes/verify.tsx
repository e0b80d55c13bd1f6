import { data } from "@remix-run/node";
import { useActionData } from "@remix-run/react";
import { describeReceipt } from "../attestation/described-receipt.ts";
import { forEveryone } from "../auth/guard.ts";
import { publicKeySet } from "../ledger/keys.ts";
import { verifyReceipt } from "../ledger/receipt.ts";
import { SendButton } from "../ui/field.tsx";
import { FileField } from "../ui/file-field.tsx";
import { Page } from "../ui/page.tsx";
import { SummaryList } from "../ui/summary-list.tsx";

export const loader = forEveryone(async () => null);

type Outcome = { missing: true } | { refused: string } | { rows: [string, string][] };

export const action = forEveryone(async ({ request, portal }) => {
  const form = await request.formData().catch(() => new FormData());
  const file = form.get("receipt");
  if (!(file instanceof File) || file.size === 0) {
    return data<Outcome>({ missing: true }, { status: 400 });
  }
  const verified = await verifyReceipt(
    new Uint8Array(await file.arrayBuffer()),
    publicKeySet(portal.keys),
  );
  if ("refused" in verified) return data<Outcome>({ refused: verified.refused }, { status: 400 });
  const { locale, timeZone } = await portal.organization();
  return data<Outcome>({ rows: describeReceipt(verified.receipt, locale, timeZone) });
});

export default function Verify() {
  const result = useActionData<typeof action>() as Outcome | undefined;
  const missing =
    result && "missing" in result
      ? { typed: {}, errors: { receipt: "Choose a receipt file" } }
      : null;
  return (
    <Page
      title="Verify a receipt"
      failed={missing !== null || (result !== undefined && "refused" in result)}
    >
      {result && "rows" in result ? (
        <section className="feedback feedback--right" role="status">
          <h2 className="govuk-heading-m">This receipt is genuine and unchanged</h2>
          <p className="govuk-body">
            It was signed by this portal, and its record stands in the sealed ledger. It says:
          </p>
          <SummaryList rows={result.rows} />
        </section>
      ) : null}
      {result && "refused" in result ? (
        <section className="feedback" role="alert">
          <h2 className="govuk-heading-m">This receipt does not verify</h2>
          <p className="govuk-body">{result.refused}</p>
        </section>
      ) : null}
      <p className="govuk-body">
        Choose the receipt file that a person downloaded. It is checked byte for byte and not kept.
      </p>
      <form method="post" encType="multipart/form-data" noValidate>
        <FileField
          name="receipt"
          label="Receipt file"
          accept="application/json,.json"
          refusal={missing}
        />
        <SendButton>Verify</SendButton>
      </form>
      <h2 className="govuk-heading-s">Without this portal</h2>
      <p className="govuk-body">
        A receipt also verifies offline, with the portal's{" "}
        <a className="govuk-link" href="/.well-known/jwks.json">
          public keys
        </a>{" "}
        and the command <code className="mono">npm run receipt:verify FILE</code> of a copy of
        Signpost. Keep a copy of the keys apart from the receipts.
      </p>
    </Page>
  );
}
