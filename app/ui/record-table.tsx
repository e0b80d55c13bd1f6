import type { Clock } from "../clock.ts";
import type { ListedRecord } from "../ledger/listed-records.ts";
import { Table } from "./table.tsx";
import { AtMoment } from "./when.tsx";

/** So many digits of a hash tell records of a page apart; the whole one stands on the record's page. */
const shown = 8;

/** Records of the ledger, one sentence each. Of a private one: act, seal, position and hash. */
export function RecordTable({
  caption,
  clock,
  records,
}: {
  caption: string;
  clock: Clock;
  records: ListedRecord[];
}) {
  return (
    <Table
      caption={<span className="govuk-visually-hidden">{caption}</span>}
      columns={[
        { title: "What happened" },
        { title: "When", onPhone: "inline" },
        { title: "Place", onPhone: "inline" },
        { title: "Hash" },
      ]}
      rows={records.map((record) => ({
        key: record.leaf,
        cells: [
          <Sentence key="sentence" record={record} />,
          record.actedAt ? <AtMoment key="at" clock={clock} at={record.actedAt} /> : "Not shown",
          record.seal === null
            ? "Not sealed yet"
            : `Seal ${record.seal}, position ${record.position}`,
          <span key="leaf" className="mono">
            {record.leaf.slice(0, shown)}…
          </span>,
        ],
      }))}
    />
  );
}

function Sentence({ record: { at, sentence, isPrivate } }: { record: ListedRecord }) {
  const words = at ? (
    <a className="govuk-link" href={`/ledger/${at}`}>
      {sentence}
    </a>
  ) : (
    sentence
  );
  return (
    <>
      {words}
      {isPrivate ? <span className="quiet"> Private.</span> : null}
    </>
  );
}
