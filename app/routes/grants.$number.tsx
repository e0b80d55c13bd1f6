import { data } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { answerGrantRequest, whyNoAnswer } from "../auth/answer-grant-request.ts";
import { readGrantRequest } from "../auth/grant-requests.ts";
import { forSignedIn, notFound, seeOther, type Visit } from "../auth/guard.ts";
import { roleWords } from "../auth/role.ts";
import { readWaysIn } from "../auth/ways-in.ts";
import { shutOutOfCases } from "../cases/shut-out-of-cases.ts";
import { clockOf } from "../clock.ts";
import { readForm, refuseForm } from "../form.ts";
import { ErrorSummary } from "../ui/field.tsx";
import { Page } from "../ui/page.tsx";
import { SummaryList } from "../ui/summary-list.tsx";
import { WaysInList } from "../ui/ways-in-list.tsx";
import { AtMoment, OnDay } from "../ui/when.tsx";

export const loader = forSignedIn(async (visit) => {
  const { viewer, portal } = visit;
  const request = await requestOf(visit);
  return {
    clock: await clockOf(portal),
    request,
    ...roleWords[request.role],
    whyNot: whyNoAnswer(viewer, request, "confirmed"),
    waysIn: await readWaysIn(viewer, portal, request.number),
    mayWithdraw: whyNoAnswer(viewer, request, "withdrawn") === null,
  };
});

const asked = z.object({
  answer: z.enum(["confirmed", "declined", "withdrawn"], {
    error: "Choose whether to confirm or to decline",
  }),
});

export const action = forSignedIn(async (visit) => {
  const { viewer, portal } = visit;
  const { number } = await requestOf(visit);
  const form = await readForm(visit.request, asked);
  if ("refusal" in form) return data(form, { status: 400 });
  const { answer } = form.value;
  const answered = await answerGrantRequest(
    ...([viewer, portal, { request: number, answer }] as const),
    (tx, personId) => shutOutOfCases(tx, portal, personId),
  );
  return "refused" in answered
    ? data(refuseForm({}, { form: answered.refused }), { status: 409 })
    : seeOther(`/grants?done=${number}`);
});

const answerWords = { confirmed: "Confirmed", declined: "Declined", withdrawn: "Taken back" };

export default function GrantRequestPage() {
  const { clock, request, title, may, whyNot, waysIn, mayWithdraw } =
    useLoaderData<typeof loader>();
  const refusal = useActionData<typeof action>()?.refusal;
  const { name, handle, untilOn, askedByName, askedAt, lapsesAt, waits } = request;
  return (
    <Page
      title={`${title}, for ${name}`}
      caption="A role that needs a second person"
      back={{ to: "/grants", label: "What needs a second person" }}
      failed={Boolean(refusal)}
    >
      <ErrorSummary refusal={refusal} />
      <SummaryList
        rows={[
          ["For", `${name} (${handle})`],
          ["The role", `${title}: ${may.charAt(0).toLowerCase() + may.slice(1)}`],
          [
            "Last day",
            untilOn ? (
              <OnDay key="until" clock={clock} day={untilOn} />
            ) : (
              "None: until it is revoked"
            ),
          ],
          [
            "Asked for",
            <span key="asked">
              By {askedByName}, <AtMoment clock={clock} at={askedAt} />
            </span>,
          ],
          request.answer && request.answeredAt
            ? [
                answerWords[request.answer],
                <span key="answered">
                  By {request.answeredByName}, <AtMoment clock={clock} at={request.answeredAt} />
                </span>,
              ]
            : [
                waits ? "Lapses" : "Lapsed",
                <AtMoment key="lapses" clock={clock} at={lapsesAt} dayOnly />,
              ],
        ]}
      />
      {waysIn ? <WaysInList clock={clock} name={name} {...waysIn} /> : null}
      {whyNot === null ? (
        <form method="post">
          <p className="govuk-body">
            Confirm only what you know to be right: ask {name}, or whoever decides about it, not the
            one who asked. Once confirmed, {name} is signed out, holds the role at the next sign-in,
            and everybody who holds such a role is told.
          </p>
          <div className="govuk-button-group">
            <Answer value="confirmed">Confirm the role</Answer>
            <Answer value="declined" kind="secondary">
              Decline
            </Answer>
          </div>
        </form>
      ) : waits ? (
        <p className="govuk-body">{whyNot}.</p>
      ) : null}
      {mayWithdraw ? (
        <form method="post">
          <Answer value="withdrawn" kind="secondary">
            Take the request back
          </Answer>
        </form>
      ) : null}
    </Page>
  );
}

function Answer({
  value,
  kind,
  children,
}: {
  value: string;
  kind?: "secondary";
  children: string;
}) {
  return (
    <button
      type="submit"
      name="answer"
      value={value}
      className={`govuk-button${kind ? ` govuk-button--${kind}` : ""}`}
      data-module="govuk-button"
      data-prevent-double-click="true"
    >
      {children}
    </button>
  );
}

async function requestOf({ viewer, portal, params }: Visit) {
  const request = await readGrantRequest(viewer, portal, params.number);
  if (!request) throw notFound();
  return request;
}
