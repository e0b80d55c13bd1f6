import { useLoaderData } from "@remix-run/react";
import { type GrantRequest, readGrantRequests } from "../auth/grant-requests.ts";
import { forSignedIn, notFound } from "../auth/guard.ts";
import { roleWords } from "../auth/role.ts";
import { hasRole, mayGrantRoles, mayHandleReports } from "../auth/viewer.ts";
import { type Clock, clockOf } from "../clock.ts";
import { Page } from "../ui/page.tsx";
import { Table } from "../ui/table.tsx";
import { AtMoment, OnDay } from "../ui/when.tsx";

export const loader = forSignedIn(async ({ viewer, portal }) => {
  if (!mayGrantRoles(viewer) && !mayHandleReports(viewer)) throw notFound();
  const [clock, waiting, over] = await Promise.all([
    clockOf(portal),
    readGrantRequests(viewer, portal, "waiting"),
    readGrantRequests(viewer, portal, "over"),
  ]);
  return { clock, waiting, over, isAdministrator: hasRole(viewer, "administrator") };
});

export default function Grants() {
  const { clock, waiting, over, isAdministrator } = useLoaderData<typeof loader>();
  const own = waiting.filter(({ mayAnswer }) => mayAnswer);
  const others = waiting.filter(({ mayAnswer }) => !mayAnswer);
  return (
    <Page
      title="Roles that need a second person"
      {...(isAdministrator ? { back: { to: "/admin", label: "Administration" } } : {})}
      wide
    >
      <p className="govuk-body">
        A role with a part in reports and cases is asked for by an administrator, and held once a
        second person has confirmed it. Whoever holds such a role sees here what became of it.
      </p>
      {own.length > 0 ? (
        <Waiting caption="These wait for you" clock={clock} requests={own} />
      ) : null}
      {others.length > 0 ? (
        <Waiting caption="These wait for somebody else" clock={clock} requests={others} />
      ) : null}
      {waiting.length === 0 ? <p className="govuk-body-l">Nothing waits.</p> : null}
      {over.length > 0 ? (
        <Table
          caption="Of the last three months"
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
