import type { AttestationFilter } from "../attestation/attestation-filter.ts";
import type { Attestation } from "../attestation/attestations.ts";
import { shortGradeWords } from "../attestation/words.ts";
import type { Clock } from "../clock.ts";
import { StateTag } from "./state-tag.tsx";
import { type Column, Table } from "./table.tsx";
import { AtMoment, OnDay } from "./when.tsx";

/** An attestation with the titles of its track and employment type. */
type ShownAttestation = Omit<Attestation, "type"> & { type: string | null };

/** One row an assignment. */
export function AttestationTable({
  clock,
  rows,
  sort,
}: {
  clock: Clock;
  rows: ShownAttestation[];
  sort: AttestationFilter["sort"];
}) {
  const columns: Column[] = [
    { title: "Name", ...(sort === "name" ? { sorted: "ascending" } : {}) },
    { title: "Department", onPhone: "inline" },
    { title: "Employment type", onPhone: "inline" },
    { title: "Track", onPhone: "inline" },
    { title: "State", onPhone: "corner" },
    { title: "Due", ...(sort === "due" ? { sorted: "ascending" } : {}) },
    { title: "Acknowledged", ...(sort === "acknowledged" ? { sorted: "descending" } : {}) },
  ];
  return (
    <Table
      caption={<span className="govuk-visually-hidden">Attestations</span>}
      columns={columns}
      rows={rows.map((row) => ({
        key: row.id,
        cells: [
          <a
            key="name"
            className="govuk-link"
            href={`/hr/people/${encodeURIComponent(row.handle)}`}
          >
            {row.familyName}, {row.givenName}
          </a>,
          row.department,
          row.type,
          `${row.track}, version ${row.version}`,
          <StateTag key="state" state={row.state} />,
          <OnDay key="due" clock={clock} day={row.dueOn} isNear={isOpen(row)} />,
          row.acknowledgedAt ? (
            <span key="acknowledged">
              <AtMoment clock={clock} at={row.acknowledgedAt} dayOnly />
              {row.grade === "witnessed" ? (
                <span className="quiet">, {shortGradeWords.witnessed}</span>
              ) : null}
            </span>
          ) : row.grade === "refused" ? (
            "No: refused"
          ) : null,
        ],
      }))}
    />
  );
}

const isOpen = ({ state }: ShownAttestation) =>
  state !== "acknowledged" && state !== "refused" && state !== "ended";
