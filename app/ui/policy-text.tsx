import type { PolicyPage } from "../content/policy-page.ts";
import { Page } from "./page.tsx";
import { SummaryList } from "./summary-list.tsx";
import { Words } from "./words.tsx";

/** The policy as a page: contents, every clause with its address, and the facts of its approval. */
export function PolicyText({ page }: { page: PolicyPage }) {
  return (
    <Page title={page.title} caption={`Policy ${page.number}, version ${page.version}`} wide>
      {page.standing === "in force" ? null : (
        <div className="govuk-inset-text">
          {page.standing === "to come"
            ? `This version is in force from ${page.effectiveOn}, and not before.`
            : "This is not the version in force."}{" "}
          <a className="govuk-link" href="/policy">
            Read the version in force
          </a>
        </div>
      )}
      <p className="govuk-body no-print">
        Do you believe that a post of an employee breaks this policy?{" "}
        <a className="govuk-link" href="/report">
          Report a violation
        </a>
      </p>
      <PolicyWords page={page} />
    </Page>
  );
}

/** The words of the policy with their contents, and the facts of its approval. */
export function PolicyWords({ page }: { page: PolicyPage }) {
  return (
    <div className="policy">
      <nav aria-labelledby="contents" className="policy__contents">
        <h2 className="govuk-heading-s" id="contents">
          Contents
        </h2>
        <ul className="govuk-list">
          {page.contents.map(({ id, title, level }) => (
            <li key={id} className={level === 3 ? "policy__inner" : undefined}>
              <a className="govuk-link" href={`#${id}`}>
                {title}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <div className="policy__text">
        <Words html={page.html} />
        <h2 className="govuk-heading-m">About this policy</h2>
        <SummaryList rows={page.facts} />
        <h2 className="govuk-heading-m">Versions</h2>
        <ul className="govuk-list">
          {page.others.map(({ to, label }) => (
            <li key={to}>
              <a className="govuk-link" href={to}>
                {label}
              </a>
            </li>
          ))}
          <li>
            <a className="govuk-link" href="/policy/versions">
              Master Policy Manual: every version with its dates and resolution
            </a>
          </li>
        </ul>
      </div>
    </div>
  );
}
