import type { ReactNode } from "react";
import type { Clock } from "../clock.ts";
import type { FormRefusal } from "../form.ts";
import type { OwnReport } from "../intake/own-report.ts";
import { FileNames } from "./add-own-evidence.tsx";
import { DoneBanner } from "./done-banner.tsx";
import { ErrorSummary, SendButton, TextAreaField } from "./field.tsx";
import { Page } from "./page.tsx";
import { SummaryList } from "./summary-list.tsx";
import { OnDay } from "./when.tsx";

type Own = OwnReport & {
  number: string;
  isAnonymous: boolean;
  /** Names of files. */
  evidence: string[];
  /** Who writes for those who handle it: the organization, never a person. */
  office: string;
  /** Whom to ask about reporting. */
  ask: string;
  clock: Clock;
  formId: string;
  done: string | null;
};

/** A report as its reporter finds it: what became of it, what was written, and what they can add. */
export function OwnReportPage({
  own,
  refusal,
}: {
  own: Own;
  refusal?: FormRefusal | null | undefined;
}) {
  const { messages, evidence, office, clock } = own;
  return (
    <Page title="Your report" caption={`Report number ${own.number}`} failed={Boolean(refusal)}>
      <ErrorSummary refusal={refusal} />
      {own.done ? <DoneBanner>{own.done}</DoneBanner> : null}
      <p className="govuk-body-l">{stateOf(own)}</p>
      <SummaryList rows={rowsOf(own)} />
      <p className="govuk-body">
        What you first wrote is not shown again here, so that nobody who finds your code reads it.
      </p>
      <h2 className="govuk-heading-m" id="messages">
        Messages
      </h2>
      {messages.length === 0 ? <p className="govuk-body">Nothing has been written yet.</p> : null}
      {messages.map(({ id, author, words, sentOn }) => (
        <article className={`card message message--${author}`} key={id} aria-labelledby={id}>
          <h3 className="govuk-heading-s" id={id}>
            {author === "reporter" ? "You" : office}, <OnDay clock={clock} day={sentOn} />
          </h3>
          <p className="govuk-body message__words">{words}</p>
        </article>
      ))}
      <h2 className="govuk-heading-m">Evidence</h2>
      {evidence.length ? (
        <FileNames names={evidence} />
      ) : (
        <p className="govuk-body">There are no files with your report.</p>
      )}
      <p className="govuk-body">
        <a className="govuk-link" href="/report/follow-up/evidence">
          Add evidence
        </a>
      </p>
      <h2 className="govuk-heading-m">Write back</h2>
      <form method="post" action="/report/follow-up/report" noValidate>
        <input type="hidden" name="formId" value={own.formId} />
        <TextAreaField
          name="words"
          label={`Write to ${office}`}
          hint={
            own.isAnonymous
              ? "You stay unknown unless you write something that tells who you are."
              : "Whoever handles your report reads it."
          }
          refusal={refusal}
        />
        <SendButton>Send the message</SendButton>
      </form>
      <Leave />
    </Page>
  );
}

function Leave() {
  return (
    <>
      <h2 className="govuk-heading-m">When you are done</h2>
      <p className="govuk-body">
        The report closes in this browser when you leave, and by itself half an hour after your last
        page. Your code opens it again. On a device that others use, leave now.
      </p>
      <form method="post" action="/report/follow-up/leave">
        <SendButton kind="secondary">Leave</SendButton>
      </form>
    </>
  );
}

/** Where the report stands, in a sentence. */
function stateOf({ readOn, acknowledgedOn, messages, office }: Own): string {
  if (messages.at(-1)?.author === "office") return `${office} has written to you. Read it below.`;
  if (acknowledgedOn)
    return "Somebody has confirmed that they have your report and will see to it.";
  if (readOn) return "Your report has been read. Somebody will confirm to you that they have it.";
  return "Your report has arrived. Nobody has opened it yet.";
}

function rowsOf({ clock, ...own }: Own): [string, ReactNode][] {
  const day = (on: string) => <OnDay clock={clock} day={on} isNear />;
  return [
    ["Received", day(own.receivedOn)],
    ["First read", own.readOn ? day(own.readOn) : "Not yet"],
    [
      "Confirmed by a person",
      own.acknowledgedOn ? (
        day(own.acknowledgedOn)
      ) : clock.today <= own.acknowledgeBy ? (
        <>Not yet; due by {day(own.acknowledgeBy)}</>
      ) : (
        <>
          Not yet, and it was due by {day(own.acknowledgeBy)}. Write below, or ask {own.ask}.
        </>
      ),
    ],
  ];
}
