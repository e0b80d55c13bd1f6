import { useLoaderData } from "@remix-run/react";
import { readPulse } from "../administration/pulse.ts";
import { forRole } from "../auth/guard.ts";
import { clockOf } from "../clock.ts";
import { readKeyNames } from "../secrecy/key-rotation.ts";
import { Page } from "../ui/page.tsx";
import { SummaryList } from "../ui/summary-list.tsx";
import { Table } from "../ui/table.tsx";
import { AtMoment } from "../ui/when.tsx";

export const loader = forRole("administrator", async ({ portal }) => {
  const { kid, published } = portal.keys;
  const { workers } = await readPulse(portal.db);
  return {
    clock: await clockOf(portal),
    signs: kid,
    published: published.map((one) => one.kid ?? ""),
    wraps: portal.vault.kids,
    portals: workers.map(({ beatAt, keys }) => ({
      ...{ beatAt: new Date(beatAt), keys },
      ...readKeyNames(keys),
    })),
  };
});

export default function KeysPage() {
  const { clock, signs, published, wraps, portals } = useLoaderData<typeof loader>();
  const [first, ...older] = wraps;
  return (
    <Page title="Keys" back={{ to: "/admin", label: "Administration" }} wide>
      <p className="govuk-body">
        The keys lie in files beside the portal, apart from the database and its backups. Here stand
        their names only.
      </p>
      <SummaryList
        rows={[
          ["Signs receipts and seals", <Kids key="signs" kids={[signs]} />],
          ["Published, to check what was signed", <Kids key="published" kids={published} />],
          ["Wraps the keys of reports and cases", <Kids key="wraps" kids={first ? [first] : []} />],
          ...(older.length > 0
            ? [["Opens what was wrapped before", <Kids key="older" kids={older} />] as const]
            : []),
        ]}
      />
      <Table
        caption="Which keys each running portal works with"
        columns={["Heard of", "Signs", "Published", "Wraps", "Opens older"].map((title) => ({
          title,
        }))}
        rows={portals.map(({ beatAt, keys, signs, published, wraps, older }) => ({
          key: `${beatAt.toISOString()} ${keys}`,
          cells: [
            <AtMoment key="at" clock={clock} at={beatAt} />,
            <span key="signs" className="mono">
              {signs || "None"}
            </span>,
            <span key="published" className="mono">
              {published.join(", ") || "None"}
            </span>,
            <span key="wraps" className="mono">
              {wraps || "None"}
            </span>,
            <span key="older" className="mono">
              {older.join(", ") || "None"}
            </span>,
          ],
        }))}
      />
      <h2 className="govuk-heading-m">To change a key</h2>
      <p className="govuk-body">
        On the server, while people work:{" "}
        <span className="mono">npm run keys:rotate -- signing</span> or{" "}
        <span className="mono">npm run keys:rotate -- wrapping</span>. Copy the key files to a safe
        place afterwards: without them a backup opens nothing.
      </p>
    </Page>
  );
}

function Kids({ kids }: { kids: string[] }) {
  if (kids.length === 0) return "None";
  return (
    <ul className="govuk-list">
      {kids.map((kid) => (
        <li key={kid} className="mono">
          {kid}
        </li>
      ))}
    </ul>
  );
}
