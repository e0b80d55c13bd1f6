import { data } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { seesCases } from "../auth/confirmations/case-grants.ts";
import {
  confirmationWords,
  endWords,
  sayEnded,
  sayFollows,
} from "../auth/confirmations/confirmation-words.ts";
import { readConfirmation } from "../auth/confirmations/read-confirmations.ts";
import { settleConfirmation, whyNotSettled } from "../auth/confirmations/settle-confirmation.ts";
import { forReportHandler, notFound, seeOther, type Visit } from "../auth/guard.ts";
import { askingOf } from "../auth/second-factor/needs-factor.ts";
import { clockOf } from "../clock.ts";
import { readForm, refuseForm } from "../form.ts";
import { DoneBanner } from "../ui/done-banner.tsx";
import { ErrorSummary } from "../ui/field.tsx";
import { Page } from "../ui/page.tsx";
import { SummaryList } from "../ui/summary-list.tsx";
import { Warning } from "../ui/warning.tsx";
import { AtMoment } from "../ui/when.tsx";

export const loader = forReportHandler(async (visit) => {
  const asked = await askedOf(visit);
  const { portal } = visit;
  const asking = askingOf(portal, await seesCases(portal.db, asked.personId));
  return {
    asked,
    clock: await clockOf(portal),
    follows: sayFollows(asked.kind, asking),
    done: visit.url.searchParams.has("done") ? sayEnded({ ...asked, asking }) : null,
    whyNoConfirmation: whyNotSettled(visit.viewer, asked, "confirmed", true),
    mayDecline: whyNotSettled(visit.viewer, asked, "declined", true) === null,
  };
});

const wanted = z.object({
  as: z.enum(["confirmed", "declined"], { error: "Press one of the buttons below" }),
});

export const action = forReportHandler(async (visit) => {
  const asked = await askedOf(visit);
  const form = await readForm(visit.request, wanted);
  if ("refusal" in form) return data(form, { status: 400 });
  const done = await settleConfirmation(visit.viewer, visit.portal, asked, form.value.as);
  return "refused" in done
    ? data(refuseForm({}, { form: done.refused }), { status: 409 })
    : seeOther(`/confirmations/${asked.id}?done`);
});

export default function ConfirmationPage() {
  const { asked, clock, follows, done, whyNoConfirmation, mayDecline } =
    useLoaderData<typeof loader>();
  const refusal = useActionData<typeof action>()?.refusal;
  const { title } = confirmationWords[asked.kind];
  const { name, askedBy, askedAt, ended } = asked;
  return (
    <Page
      title={title}
      caption={name}
      back={{ to: "/confirmations", label: "Confirmed by a second person" }}
      failed={Boolean(refusal)}
    >
      <ErrorSummary refusal={refusal} />
      {done && !refusal ? <DoneBanner>{done}</DoneBanner> : null}
      <SummaryList
        rows={[
          ["For", name],
          [
            "Asked for",
            <span key="asked">
              <AtMoment clock={clock} at={askedAt} /> by {askedBy}
            </span>,
          ],
          [
            "Where it stands",
            ended ? (
              <span key="ended">
                {endWords[ended.as]} <AtMoment clock={clock} at={ended.at} /> by {ended.by}
              </span>
            ) : (
              "Waits for a second person"
            ),
          ],
        ]}
      />
      {ended ? null : (
        <>
          <p className="govuk-body">{follows}</p>
          {whyNoConfirmation ? <p className="govuk-body">{whyNoConfirmation}.</p> : null}
          {whyNoConfirmation ? null : (
            <Warning>
              Confirm only when you have asked {name} yourself, face to face or by a telephone
              number you knew before: whoever gets in as them sees what they see. The ledger keeps
              that you confirmed it.
            </Warning>
          )}
          <form method="post">
            <div className="govuk-button-group">
              {whyNoConfirmation ? null : (
                <button
                  type="submit"
                  className="govuk-button"
                  name="as"
                  value="confirmed"
                  data-module="govuk-button"
                >
                  Confirm
                </button>
              )}
              {mayDecline ? (
                <button
                  type="submit"
                  className="govuk-button govuk-button--secondary"
                  name="as"
                  value="declined"
                  data-module="govuk-button"
                >
                  Decline
                </button>
              ) : null}
            </div>
          </form>
        </>
      )}
    </Page>
  );
}

async function askedOf({ viewer, portal, params }: Visit) {
  const asked = await readConfirmation(viewer, portal.db, params.id ?? "");
  if (!asked) throw notFound();
  return asked;
}
