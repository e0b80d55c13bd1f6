import { useLoaderData } from "@remix-run/react";
import { confirmationWords } from "../auth/confirmations/confirmation-words.ts";
import {
  type Confirmation,
  readWaitingConfirmations,
} from "../auth/confirmations/read-confirmations.ts";
import { readEndedGrants } from "../auth/ended-grants.ts";
import { type GrantRequest, readGrantRequests } from "../auth/grant-requests.ts";
import { forSignedIn, notFound } from "../auth/guard.ts";
import { roleWords } from "../auth/role.ts";
import { mayGrantRoles, mayHandleReports } from "../auth/viewer.ts";
import { type Clock, clockOf } from "../clock.ts";
import { DoneBanner } from "../ui/done-banner.tsx";
import { Page } from "../ui/page.tsx";
import { Table } from "../ui/table.tsx";
import { AtMoment, OnDay } from "../ui/when.tsx";

export const loader = forSignedIn(async ({ viewer, portal, url }) => {
  if (!mayGrantRoles(viewer) && !mayHandleReports(viewer)) throw notFound();
  const [clock, waiting, over, ended, confirmations] = await Promise.all([
    clockOf(portal),
    readGrantRequests(viewer, portal, "waiting"),
    readGrantRequests(viewer, portal, "over"),
    readEndedGrants(viewer, portal),
    readWaitingConfirmations(viewer, portal.db),
  ]);
  const answered = over.find(({ number }) => String(number) === url.searchParams.get("done"));
  return {
    ...{ clock, waiting, over, ended, confirmations, isAdministrator: mayGrantRoles(viewer) },
    done: answered ? sayAnswered(answered) : null,
  };
});

function sayAnswered({ answer, role, name }: GrantRequest): string | null {
  const { title } = roleWords[role];
  if (answer === null) return null;
  return {
    confirmed: `${name} holds the role from the next sign-in on: ${title}.`,
    declined: `It is declined. ${name} does not get the role: ${title}.`,
    withdrawn: `The request is taken back. ${name} does not get the role: ${title}.`,
  }[answer];
}

export default function Grants() {
  const { clock, waiting, over, ended, confirmations, isAdministrator, done } =
    useLoaderData<typeof loader>();
  const own = waiting.filter(({ mayAnswer }) => mayAnswer);
  const others = waiting.filter(({ mayAnswer }) => !mayAnswer);
  return (
    <Page
      title="What needs a second person"
      {...(isAdministrator ? { back: { to: "/admin", label: "Administration" } } : {})}
      wide
    >
      {done ? <DoneBanner>{done}</DoneBanner> : null}
      <p className="govuk-body">
        A role with a part in reports and cases is asked for by an administrator, and held once a
        second person has confirmed it. Whoever holds such a role sees here what became of it. A new
        way in for one of them waits for a second person too.
      </p>
      {own.length > 0 ? (
        <Waiting caption="These wait for you" clock={clock} requests={own} />
      ) : null}
      {others.length > 0 ? (
        <Waiting caption="These wait for somebody else" clock={clock} requests={others} />
      ) : null}
      {confirmations.length > 0 ? (
        <WaysIn clock={clock} confirmations={confirmations} isAdministrator={isAdministrator} />
      ) : null}
      {waiting.length + confirmations.length === 0 ? (
        <p className="govuk-body-l">Nothing waits.</p>
      ) : null}
      {over.length > 0 ? (
        <Table
          caption="Roles of the last three months"
          columns={["Role", "For", "Asked for by", "What became of it"].map((title) => ({ title }))}
          rows={over.map((request) => ({
            key: String(request.number),
            cells: [
              <a key="role" className="govuk-link" href={`/grants/${request.number}`}>
                {roleWords[request.role].title}
              </a>,
              request.name,
              request.askedByName,
              <Outcome key="outcome" clock={clock} request={request} />,
            ],
          }))}
        />
      ) : null}
      {ended.length > 0 ? (
        <Table
          caption="Roles that ended in the last three months"
          columns={["Role", "Of", "How it ended"].map((title) => ({ title }))}
          rows={ended.map(({ id, role, name, endedAt, endedBy }) => ({
            key: id,
            cells: [
              roleWords[role].title,
              name,
              <span key="how">
                {endedBy ? `Revoked by ${endedBy}` : "By its last day, or by leaving"},{" "}
                <AtMoment clock={clock} at={endedAt} dayOnly />
              </span>,
            ],
          }))}
        />
      ) : null}
    </Page>
  );
}

function Waiting({
  caption,
  clock,
  requests,
}: {
  caption: string;
  clock: Clock;
  requests: GrantRequest[];
}) {
  return (
    <Table
      caption={caption}
      columns={["Role", "For", "Last day", "Asked for by", "Lapses"].map((title) => ({ title }))}
      rows={requests.map(({ number, role, name, untilOn, askedByName, lapsesAt }) => ({
        key: String(number),
        cells: [
          <a key="role" className="govuk-link" href={`/grants/${number}`}>
            {roleWords[role].title}
          </a>,
          name,
          untilOn ? <OnDay key="until" clock={clock} day={untilOn} /> : "None",
          askedByName,
          <AtMoment key="lapses" clock={clock} at={lapsesAt} dayOnly />,
        ],
      }))}
    />
  );
}

function WaysIn({
  clock,
  confirmations,
  isAdministrator,
}: {
  clock: Clock;
  confirmations: Confirmation[];
  isAdministrator: boolean;
}) {
  return (
    <Table
      caption={
        isAdministrator
          ? "New ways in that wait for somebody else"
          : "New ways in that wait for you"
      }
      columns={["What", "For", "Asked for by", "Asked for"].map((title) => ({ title }))}
      rows={confirmations.map(({ id, kind, name, handle, askedBy, askedAt }) => ({
        key: id,
        cells: [
          <a
            key="what"
            className="govuk-link"
            href={
              isAdministrator
                ? `/admin/${encodeURIComponent(handle)}/confirmation/${kind}`
                : `/confirmations/${id}`
            }
          >
            {confirmationWords[kind].title}
          </a>,
          name,
          askedBy,
          <AtMoment key="at" clock={clock} at={askedAt} />,
        ],
      }))}
    />
  );
}

const answerWords = { confirmed: "Confirmed", declined: "Declined", withdrawn: "Taken back" };

function Outcome({ clock, request }: { clock: Clock; request: GrantRequest }) {
  const { answer, answeredByName, answeredAt } = request;
  if (!answer || !answeredAt) return "Lapsed without an answer";
  return (
    <>
      {answerWords[answer]} by {answeredByName}, <AtMoment clock={clock} at={answeredAt} dayOnly />
    </>
  );
}
