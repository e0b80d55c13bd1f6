import type { DisposedPage } from "../cases/disposed-page.ts";
import { Page } from "./page.tsx";
import { OnDay } from "./when.tsx";

/** What is left of a case that was disposed of. */
export function DisposedCase({ page: { clock, number, on, by, acts } }: { page: DisposedPage }) {
  return (
    <Page title={number} caption="Case" back={{ to: "/cases", label: "Cases" }} wide>
      <p className="govuk-body-l">
        This case was disposed of on <OnDay clock={clock} day={on} /> by {by.join(" and ")}. Nothing
        of what was written or kept in it can be read any more.
      </p>
      <h2 className="govuk-heading-m">What was done in it</h2>
      <ol className="govuk-list govuk-list--number">
        {acts.map(({ number: act, on: day, what }) => (
          <li key={act}>
            {what}, <OnDay clock={clock} day={day} />
          </li>
        ))}
      </ol>
    </Page>
  );
}
