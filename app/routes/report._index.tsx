import { useLoaderData } from "@remix-run/react";
import { forAnybodyAtAll, seeOther } from "../auth/guard.ts";
import { keepDraftKey, newDraftKey, saveDraft } from "../intake/draft.ts";
import { draftOf, isSent, newDraft } from "../intake/form/draft-report.ts";
import { contactOf, readReportWords } from "../intake/form/report-words.ts";
import { DoneBanner } from "../ui/done-banner.tsx";
import { SendButton } from "../ui/field.tsx";
import { Page } from "../ui/page.tsx";
import { WhatIsKept } from "../ui/what-is-kept.tsx";

export const loader = forAnybodyAtAll(async ({ portal, request, url }) => {
  const { organization, settings, kept } = await readReportWords(portal);
  const found = await draftOf(portal, request);
  return {
    organization: organization.name,
    ask: contactOf(organization, settings.ask)?.title ?? null,
    days: settings.acknowledgeWithin,
    kept,
    draft: found && (isSent(found.body) ? ("sent" as const) : ("begun" as const)),
    isGone: url.searchParams.has("gone"),
    isDeleted: url.searchParams.has("deleted"),
  };
});

/** Begins a report, or goes on with the one on this device. */
export const action = forAnybodyAtAll(async ({ portal, request }) => {
  const found = await draftOf(portal, request);
  if (found && isSent(found.body)) return seeOther("/report/receipt");
  if (found) return seeOther("/report/check");
  const key = newDraftKey();
  await saveDraft(portal, portal.db, key, newDraft());
  return seeOther("/report/about", { "Set-Cookie": keepDraftKey(key, portal.publicUrl) });
});

export default function StartReport() {
  const page = useLoaderData<typeof loader>();
  const { organization, ask, days, kept, draft } = page;
  return (
    <Page title="Report a violation of the social media policy">
      {page.isDeleted && !draft ? <DoneBanner>What you typed is deleted.</DoneBanner> : null}
      {page.isGone && !draft ? (
        <div className="govuk-inset-text">
          Nothing of a report is kept on this device: 24 hours have passed, or this browser does not
          keep cookies. Allow cookies for this page, and start here.
        </div>
      ) : null}
      <p className="govuk-body-l">
        Use this form when you believe that something a City employee posted online breaks the
        social media policy. Anyone may report: people who live here, employees, supervisors. You
        need no account.
      </p>
      <Started draft={draft} />
      <h2 className="govuk-heading-m">With your name, or without</h2>
      <ul className="govuk-list govuk-list--bullet">
        <li>
          <strong>With your name</strong>: whoever looks into the report knows who you are.
        </li>
        <li>
          <strong>Confidentially</strong>: only those who handle reports see your name.
        </li>
        <li>
          <strong>Anonymously</strong>: you are not asked who you are, and the portal keeps nothing
          that tells it: no address of your device, no sign-in, no time of day.
        </li>
      </ul>
      <p className="govuk-body">
        Your report goes to those of Human Resources who handle reports. If you say who posted it,
        and it is one of them or somebody they work for, they do not see it and another takes it on,
        as long as there is another. So too if one of them reports and gives their name. Anybody
        else it is about does not see it here.
      </p>
      <h2 className="govuk-heading-m">Before you start</h2>
      <ul className="govuk-list govuk-list--bullet">
        <li>It takes about ten minutes, one question a page. Many can be left empty.</li>
        <li>
          If you have them ready, add pictures of the screen, files, or the address of the post.
        </li>
        <li>
          You can stop and go on within 24 hours, on this device. What you typed is kept encrypted
          until then, and only this browser can open it.
        </li>
        <li>
          At the end you get a receipt code. With it you come back, read answers and add to your
          report, also when you stay anonymous.
        </li>
        <li>
          A person of the {organization} answers within{" "}
          {days === 1 ? "one working day" : `${days} working days`}.
        </li>
      </ul>
      <WhatIsKept kept={kept} />
      {ask ? (
        <p className="govuk-body">
          Would you rather phone, write or come by? Turn to {ask}: they can write your report down
          for you.
        </p>
      ) : null}
    </Page>
  );
}

function Started({ draft }: { draft: "sent" | "begun" | null }) {
  if (draft === "sent") {
    return (
      <div className="card">
        <p className="govuk-body">
          You sent a report from this device, and did not say yet that you saved its receipt code.
        </p>
        <a className="govuk-button" href="/report/receipt">
          Show the receipt code
        </a>
      </div>
    );
  }
  return (
    <>
      {draft ? (
        <p className="govuk-body">
          A report was begun on this device. You can go on with it, or{" "}
          <a className="govuk-link" href="/report/delete">
            delete what was typed
          </a>
          .
        </p>
      ) : null}
      <form method="post" action="/report?index">
        <SendButton>{draft ? "Go on with the report" : "Start"}</SendButton>
      </form>
      <p className="govuk-body">
        <a className="govuk-link" href="/report/follow-up">
          I have a receipt code
        </a>
        : read answers, or add to a report you sent.
      </p>
    </>
  );
}
