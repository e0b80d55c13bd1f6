import type { Clock } from "../clock.ts";
import { titleOf } from "../content/title-of.ts";
import { isDay } from "../days.ts";
import { importFields } from "../people/import/fields.ts";
import type { ImportChange } from "../people/import/imports.ts";
import { Table } from "./table.tsx";
import { OnDay } from "./when.tsx";

/** People with what a merge changes or changed of each: old, then new. */
export function ImportChanges({
  clock,
  caption,
  rows,
  types,
}: {
  clock: Clock;
  caption: string;
  rows: ImportChange[];
  types: { id: string; title: string }[];
}) {
  return (
    <Table
      caption={<span className="govuk-visually-hidden">{caption}</span>}
      columns={["Name", "Number", "What changes"].map((title) => ({ title }))}
      rows={rows.map(({ number, givenName, familyName, changes }) => ({
        key: number,
        cells: [
          `${familyName}, ${givenName}`,
          number,
          <ul key="changes" className="govuk-list change-list">
            {changes
              .filter(([, before, after]) => before !== null || after !== null)
              .map(([field, before, after]) => (
                <li key={field}>
                  <span className="quiet">{fieldWords(field)}:</span>{" "}
                  {before === null ? null : (
                    <>
                      <del>
                        <Value {...{ clock, field, types }} value={before} />
                      </del>{" "}
                      <span aria-hidden="true">→</span>
                      <span className="govuk-visually-hidden">becomes</span>{" "}
                    </>
                  )}
                  {after === null ? "none" : <Value {...{ clock, field, types }} value={after} />}
                </li>
              ))}
          </ul>,
        ],
      }))}
    />
  );
}

function fieldWords(field: string): string {
  return field === "leave" ? "Leave" : field === "supervisor" ? "Supervisor" : titleFor(field);
}

const titleFor = (field: string) =>
  (importFields as Record<string, { title: string }>)[field]?.title ?? field;

function Value({
  clock,
  field,
  value,
  types,
}: {
  clock: Clock;
  field: string;
  value: string;
  types: { id: string; title: string }[];
}) {
  if (field === "type") return <>{titleOf(types, value)}</>;
  if (field === "leave") {
    const [from = "", until = ""] = value.split(" to ");
    if (!isDay(from)) return <>{value}</>;
    return isDay(until) ? (
      <>
        <OnDay clock={clock} day={from} /> to <OnDay clock={clock} day={until} />
      </>
    ) : (
      <>
        from <OnDay clock={clock} day={from} />
      </>
    );
  }
  return isDay(value) ? <OnDay clock={clock} day={value} /> : value;
}
