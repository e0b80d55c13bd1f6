import type { LogPage } from "../exchanges/log/log-page.ts";
import type { FormRefusal } from "../form.ts";
import { DoneBanner } from "./done-banner.tsx";
import { ErrorSummary } from "./field.tsx";
import { LogFields } from "./log-fields.tsx";
import { Page } from "./page.tsx";
import { Paragraphs } from "./paragraphs.tsx";
import { WhatIsKept } from "./what-is-kept.tsx";
import { AtMoment, OnDay } from "./when.tsx";

/** The form in which an exchange is logged, new or from its draft. */
export function LogExchange({
  page,
  isSaved = false,
  refusal,
}: {
  page: LogPage;
  isSaved?: boolean;
  refusal?: FormRefusal | undefined;
}) {
  const { clock, action, name, target, whyNot, seen, draft } = page;
  const request = target?.request ?? null;
  const back = request
    ? { to: `/exchanges/${request.number}`, label: request.number }
    : { to: "/exchanges", label: "Exchanges" };
  return (
    <Page title="Log an exchange" caption={name} back={back} failed={Boolean(refusal)}>
      <ErrorSummary refusal={refusal} />
      {isSaved && draft && !refusal ? (
        <DoneBanner>
          The draft is saved. It is kept until <OnDay clock={clock} day={draft.expiresOn} />.
        </DoneBanner>
      ) : null}
      {whyNot ? <div className="govuk-inset-text">{whyNot}.</div> : <WhatBecomesOfIt page={page} />}
      {request ? (
        <details className="govuk-details">
          <summary className="govuk-details__summary">
            <span className="govuk-details__summary-text">
              What {target?.person.givenName} asked
            </span>
          </summary>
          <div className="govuk-details__text">
            <Paragraphs text={request.what} />
          </div>
        </details>
      ) : null}
      {whyNot && !draft ? null : (
        <form method="post" action={action} encType="multipart/form-data" noValidate>
          {/* What Enter presses: it keeps everything, and files nothing. */}
          <button
            type="submit"
            name="go"
            value="save"
            className="govuk-visually-hidden"
            tabIndex={-1}
            aria-hidden="true"
          >
            Save the draft
          </button>
          <input type="hidden" name="seen" value={seen} />
          <LogFields page={page} refusal={refusal} />
          <input type="hidden" name="whole" value="yes" />
          <div className="govuk-button-group">
            {whyNot ? null : (
              <button
                type="submit"
                name="go"
                value="log"
                className="govuk-button"
                data-module="govuk-button"
                data-prevent-double-click="true"
              >
                Log the exchange
              </button>
            )}
            <button
              type="submit"
              name="go"
              value="save"
              className="govuk-button govuk-button--secondary"
            >
              Save the draft
            </button>
            {draft ? (
              <a className="govuk-link" href={`/exchanges/drafts/${draft.id}/delete`}>
                Delete the draft
              </a>
            ) : null}
          </div>
        </form>
      )}
      {draft ? (
        <p className="govuk-body-s quiet">
          Only you can open this draft, saved <AtMoment clock={clock} at={draft.savedAt} />
        </p>
      ) : null}
    </Page>
  );
}

/** What whoever logs should know before they write. */
function WhatBecomesOfIt({ page: { target, kept } }: { page: LogPage }) {
  const who = target?.person.givenName ?? "The employee";
  return (
    <>
      <p className="govuk-body">
        {who} reads this log. It is support: it is not used in a case unless it is passed to Human
        Resources with a reason, and {who} is told before.
      </p>
      <WhatIsKept kept={kept} />
    </>
  );
}
