import type { ChoosePage } from "../paper/choose-page.ts";
import { circlePlaces } from "../people/circle-places.ts";
import { SendButton } from "./field.tsx";
import { FindSomebody } from "./list-search.tsx";
import { Page } from "./page.tsx";
import { Paging } from "./paging.tsx";
import { Table } from "./table.tsx";

/** Whose paper it is: one person, or a crew on one sheet. Ticked boxes stand in the address. */
export function ChooseSigners({
  circle,
  q,
  nobodyChosen,
  chosen,
  rows,
  next,
  previous,
}: ChoosePage) {
  const path = `/${circle}/paper`;
  return (
    <Page
      title="Acknowledging on paper"
      back={circlePlaces[circle]}
      failed={nobodyChosen && chosen.length === 0}
      wide
    >
      {nobodyChosen && chosen.length === 0 ? <NobodyChosen hasRows={rows.length > 0} /> : null}
      <p className="govuk-body">
        For people who cannot or do not want to acknowledge here. Choose one person, or the crew
        that signs one sheet. First print the form they sign; afterwards record it with its scan.
      </p>
      <FindSomebody
        {...{ path, q }}
        label="Find a person"
        hint="By name or number; the beginning of a word is enough."
      >
        {chosen.map(({ handle }) => (
          <input key={handle} type="hidden" name="person" value={handle} />
        ))}
      </FindSomebody>
      <form method="get" action={`${path}/record`}>
        {chosen.length > 0 ? <Chosen chosen={chosen} /> : null}
        {rows.length > 0 ? (
          <Table
            caption={q ? "People found" : "People for whom something is open"}
            columns={["Name", "Number", "Department", "Open"].map((title) => ({ title }))}
            rows={rows.map(({ handle, givenName, familyName, department, tracks }, place) => ({
              key: handle,
              cells: [
                <div key="name" className="govuk-checkboxes govuk-checkboxes--small">
                  <div className="govuk-checkboxes__item">
                    <input
                      className="govuk-checkboxes__input"
                      // The error summary leads to the first of them.
                      id={place === 0 ? "people" : `person-${handle}`}
                      type="checkbox"
                      name="person"
                      value={handle}
                    />
                    <label
                      className="govuk-label govuk-checkboxes__label"
                      htmlFor={place === 0 ? "people" : `person-${handle}`}
                    >
                      {familyName}, {givenName}
                    </label>
                  </div>
                </div>,
                handle,
                department ?? "None",
                tracks.join(", "),
              ],
            }))}
          />
        ) : (
          <p className="govuk-body-l">
            {q ? "Nobody else matches." : "Nothing is open for anybody."}
          </p>
        )}
        <div className="govuk-button-group">
          <SendButton>Record what was signed</SendButton>
          <button
            type="submit"
            className="govuk-button govuk-button--secondary"
            formAction={`${path}/form`}
          >
            Print a form to sign
          </button>
          {rows.length > 0 ? (
            <button
              type="submit"
              className="govuk-button govuk-button--secondary"
              formAction={path}
            >
              Keep these, and find others
            </button>
          ) : null}
        </div>
      </form>
      <Paging previous={previous} next={next} />
    </Page>
  );
}

function Chosen({ chosen }: Pick<ChoosePage, "chosen">) {
  return (
    <section className="card" aria-labelledby="on-the-sheet">
      <h2 className="govuk-heading-s" id="on-the-sheet">
        On the sheet
      </h2>
      <ul className="govuk-list">
        {chosen.map(({ handle, name, without }) => (
          <li key={handle}>
            <input type="hidden" name="person" value={handle} />
            {name} ({handle}){" "}
            <a className="govuk-link" href={without}>
              Take off<span className="govuk-visually-hidden"> {name}</span>
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}

function NobodyChosen({ hasRows }: { hasRows: boolean }) {
  return (
    <div className="govuk-error-summary" data-module="govuk-error-summary" tabIndex={-1}>
      <div role="alert">
        <h2 className="govuk-error-summary__title">There is a problem</h2>
        <div className="govuk-error-summary__body">
          <ul className="govuk-list govuk-error-summary__list">
            <li>{hasRows ? <a href="#people">Choose who signs</a> : "Choose who signs"}</li>
          </ul>
        </div>
      </div>
    </div>
  );
}
