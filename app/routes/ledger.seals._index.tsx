import { useLoaderData } from "@remix-run/react";
import { forRole, refuse } from "../auth/guard.ts";
import { clockOf } from "../clock.ts";
import { readPlace } from "../keyset.ts";
import { readSeals, sealOrder } from "../ledger/seals.ts";
import { pageAddresses } from "../people/people-filter.ts";
import { Page } from "../ui/page.tsx";
import { Paging } from "../ui/paging.tsx";
import { Table } from "../ui/table.tsx";
import { AtMoment } from "../ui/when.tsx";

const path = "/ledger/seals";

export const loader = forRole("auditor", async ({ viewer, portal, url }) => {
  const from = readPlace(url.searchParams, "seals", sealOrder);
  if ("refused" in from) throw refuse(400, `${from.refused}.`);
  const page = await readSeals(viewer, portal, from);
  return {
    clock: await clockOf(portal),
    seals: page.rows.map(({ signature: _, ...seal }) => seal),
    ...pageAddresses(path, {}, "seals", page),
  };
});

export default function Seals() {
  const { clock, seals, previous, next } = useLoaderData<typeof loader>();
  return (
    <Page title="Seals" back={{ to: "/ledger", label: "Ledger" }} wide>
      <p className="govuk-body">
        A seal is a fingerprint: a long number that is computed from every letter of the records
        under it and from the seal before, and that comes out different if any of them differs. The
        portal makes one each second in which something was done, and signs it.
      </p>
      <p className="govuk-body">
        Keep a seal now and then where nobody who runs the portal can reach it. Whoever rewrites the
        past would have to make all later seals anew, and then yours no longer fits.
      </p>
      {seals.length === 0 ? (
        <p className="govuk-body-l">Nothing is sealed yet.</p>
      ) : (
        <>
          <p className="govuk-body">
            <a className="govuk-link" href="/ledger/seals/latest.json" download>
              Download the latest seal
            </a>{" "}
            to keep it elsewhere. <code>npm run ledger:verify -- --anchor FILE</code> reads it.
          </p>
          <Table
            caption={<span className="govuk-visually-hidden">Seals, newest first</span>}
            columns={[
              { title: "Seal" },
              { title: "When", onPhone: "inline" },
              { title: "Records", onPhone: "inline" },
              { title: "Root" },
              { title: "Digest" },
              { title: "Signed with key" },
            ]}
            rows={seals.map(({ number, sealedAt, size, root, digest, kid }) => ({
              key: String(number),
              cells: [
                `Seal ${number}`,
                <AtMoment key="at" clock={clock} at={sealedAt} />,
                size === 1 ? "1 record" : `${size.toLocaleString(clock.locale)} records`,
                <Hash key="root" text={root} />,
                <Hash key="digest" text={digest} />,
                <Hash key="kid" text={kid} />,
              ],
            }))}
          />
        </>
      )}
      <Paging previous={previous} next={next} />
    </Page>
  );
}

const Hash = ({ text }: { text: string }) => <span className="mono own-line">{text}</span>;
