import type { ReactNode } from "react";
import type { Clock } from "../clock.ts";
import type { DatedRow } from "../people/history.ts";
import { Table } from "./table.tsx";
import { AtMoment, Span } from "./when.tsx";

/** Dated rows of one kind, each with when and by whom it was recorded; a corrected one says so. */
export function DatedRows<R extends DatedRow>({
  clock,
  title,
  none,
  rows,
  columns = [],
}: {
  clock: Clock;
  title: string;
  /** What to say where there is no row. */
  none: string;
  rows: R[];
  columns?: { title: string; cell: (row: R) => ReactNode }[];
}) {
  if (rows.length === 0) {
    return (
      <>
        <h3 className="govuk-heading-s">{title}</h3>
        <p className="govuk-body">{none}</p>
      </>
    );
  }
  return (
    <Table
      caption={title}
      columns={[{ title: "When" }, ...columns, { title: "Recorded" }]}
      rows={rows.map((row) => ({
        key: `${row.fromOn} ${row.recordedAt.toISOString()}`,
        cells: [
          <Span key="when" clock={clock} fromOn={row.fromOn} untilOn={row.untilOn} />,
          ...columns.map(({ cell }) => cell(row)),
          <Recorded key="recorded" clock={clock} row={row} />,
        ],
      }))}
    />
  );
}

function Recorded({ clock, row }: { clock: Clock; row: DatedRow }) {
  return (
    <>
      <AtMoment clock={clock} at={row.recordedAt} dayOnly />
      {row.recordedBy ? ` by ${row.recordedBy}` : null}
      {row.supersededAt ? (
        <>
          <br />
          <strong>
            corrected <AtMoment clock={clock} at={row.supersededAt} dayOnly />
          </strong>
        </>
      ) : null}
    </>
  );
}
