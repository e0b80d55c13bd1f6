import type { CheckedAnswers, RecordPage } from "../paper/record-page.ts";
import { Page } from "./page.tsx";
import { SummaryList } from "./summary-list.tsx";
import { Table } from "./table.tsx";

/** A sheet once more before it is recorded: who, what, and what will happen. */
export function SheetCheck({ page, checked }: { page: RecordPage; checked: CheckedAnswers }) {
  const { rows, people, scan, hidden } = checked;
  const refused = people.filter(({ isRefusal }) => isRefusal).length;
  return (
    <Page
      title="Check the answers before you record them"
      back={{ to: page.back, label: "Acknowledging on paper" }}
      wide
    >
      <Table
        caption="On this sheet"
        columns={["Name", "As written", "What", "Happened"].map((title) => ({ title }))}
        rows={people.map(({ name, handle, what, written, isRefusal }) => ({
          key: handle,
          cells: [
            `${name} (${handle})`,
            written,
            what,
            isRefusal ? <strong key="refused">Read it, will not sign</strong> : "Signed",
          ],
        }))}
      />
      <SummaryList
        rows={[
          ...rows,
          [
            "Scan",
            scan ? (
              <span key="scan">
                {scan.kind}, {scan.kilobytes} kB
                <br />
                <span className="mono">{scan.digest}</span>
              </span>
            ) : (
              "None"
            ),
          ],
        ]}
      />
      <div className="govuk-warning-text">
        <span className="govuk-warning-text__icon" aria-hidden="true">
          !
        </span>
        <strong className="govuk-warning-text__text">
          <span className="govuk-visually-hidden">Warning:</span> This is final.{" "}
          {whatHappens(people.length - refused, refused)} Each gets a receipt, the scan is kept, and
          none of it can be changed afterwards.
        </strong>
      </div>
      <form method="post" encType="multipart/form-data">
        {hidden.map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <div className="govuk-button-group">
          <button
            type="submit"
            name="step"
            value="record"
            className="govuk-button"
            data-module="govuk-button"
            data-prevent-double-click="true"
          >
            Record this sheet
          </button>
          <button
            type="submit"
            name="step"
            value="change"
            className="govuk-button govuk-button--secondary"
          >
            Change an answer
          </button>
        </div>
      </form>
    </Page>
  );
}

function whatHappens(signed: number, refused: number): string {
  const parts = [
    signed > 0 ? `${people(signed)} will count as acknowledged on paper, before a witness.` : "",
    refused > 0
      ? `${people(refused)} ${refused === 1 ? "is" : "are"} recorded as having refused, which is never counted as acknowledged.`
      : "",
  ];
  return parts.filter(Boolean).join(" ");
}

const people = (count: number) => (count === 1 ? "1 person" : `${count} people`);
