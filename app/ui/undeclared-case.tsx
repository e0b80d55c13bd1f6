import type { CasePage } from "../cases/case-page.ts";
import { kindWords } from "../intake/words.ts";
import { Links } from "./case-acts.tsx";
import { Page } from "./page.tsx";
import { SummaryList } from "./summary-list.tsx";

/** A case to who is appointed to investigate it and has not declared yet: whom it is about, and no more. */
export function UndeclaredCase({
  page: { head, respondents, reports, declare },
}: {
  page: Extract<CasePage, { of: "undeclared" }>;
}) {
  const kinds = reports.map((kind) => kindWords[kind].toLowerCase());
  return (
    <Page title={head.number} caption="Case" back={{ to: "/cases", label: "Cases" }}>
      <p className="govuk-body-l">
        You are asked to investigate this case. Before you read it, say whether anything stands
        between you and the people in it.
      </p>
      <SummaryList
        rows={[
          [
            respondents.length === 1 ? "Respondent" : "Respondents",
            respondents.join(", ") || "Nobody is named yet",
          ],
          [reports.length === 1 ? "Reporter" : "Reporters", kinds.join(", ")],
          ["Handled by", head.handlers.names.join(", ")],
        ]}
      />
      <p className="govuk-body">
        Related, close to or at odds with one of them, or below them at work: then step aside.
        Somebody else is asked.
      </p>
      <Links doable={declare} />
    </Page>
  );
}
