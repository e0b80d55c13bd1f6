import { data } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { readOnDay } from "../attestation/on-day.ts";
import { type PersonFile, readPersonFile } from "../attestation/person-file.ts";
import { forRole, notFound } from "../auth/guard.ts";
import { fullName } from "../auth/viewer.ts";
import { type Clock, clockOf } from "../clock.ts";
import { titleOf } from "../content/title-of.ts";
import { refuseForm } from "../form.ts";
import { readNoticesOf } from "../notices/notices-of.ts";
import { saidOnFile } from "../people/done-on-file.ts";
import { AssignmentSection } from "../ui/assignment-section.tsx";
import { DoneBanner } from "../ui/done-banner.tsx";
import { EvidenceLinks } from "../ui/evidence-links.tsx";
import { ErrorSummary, SendButton, TextField } from "../ui/field.tsx";
import { IdentitySection } from "../ui/identity-section.tsx";
import { NoticesSection } from "../ui/notices-section.tsx";
import { OnDayAnswer } from "../ui/on-day-answer.tsx";
import { Page } from "../ui/page.tsx";
import { PersonActs } from "../ui/person-acts.tsx";
import { StateTag } from "../ui/state-tag.tsx";
import { SummaryList } from "../ui/summary-list.tsx";
import { AtMoment, OnDay } from "../ui/when.tsx";
import { WorkHistory } from "../ui/work-history.tsx";

export const loader = forRole("hr-training", async ({ viewer, portal, url, params }) => {
  const file = await readPersonFile(viewer, portal, params.handle ?? "");
  if (!file) throw notFound();
  const typed = url.searchParams.get("on");
  const read = typed === null ? null : await readOnDay(viewer, portal, file.personId, typed);
  const refused = read && "refused" in read ? read.refused : null;
  const { employmentTypes, tracks } = await portal.organization();
  const { personId, ...shown } = file;
  return data(
    {
      ...shown,
      isSelf: personId === viewer.personId,
      done: saidOnFile(url),
      path: `/hr/people/${encodeURIComponent(file.handle)}`,
      clock: await clockOf(portal),
      notices: await readNoticesOf(viewer, portal, personId),
      now: portal.now(),
      types: employmentTypes,
      tracks,
      answer: read && "day" in read ? read : null,
      ...(refused ? refuseForm({ on: typed?.slice(0, 40) }, { on: refused }) : { refusal: null }),
    },
    { status: refused ? 400 : 200 },
  );
});

export default function PersonPage() {
  const file = useLoaderData<typeof loader>();
  const { clock, path, refusal, answer, types, tracks } = file;
  const name = fullName(file);
  return (
    <Page
      title={name}
      caption="Person’s file"
      back={{ to: "/hr/people", label: "People" }}
      failed={refusal !== null}
      wide
    >
      <ErrorSummary refusal={refusal} />
      {file.done ? <DoneBanner>{file.done}</DoneBanner> : null}
      <Standings clock={clock} assignments={file.assignments} />
      <SummaryList
        rows={[
          ["Number", file.handle],
          ["E-mail address", file.email ?? "None"],
          ...(file.formerNames.length
            ? [["Before", <Before key="before" clock={clock} names={file.formerNames} />] as const]
            : []),
          ["Work", <Work key="work" clock={clock} types={types} work={file.work} />],
        ]}
      />
      <PersonActs
        {...{ clock, path, history: file.history, isSelf: file.isSelf }}
        isOutside={file.isOutside}
        isEmployed={file.work !== null}
      />
      <h2 className="govuk-heading-m" id="on-this-date">
        On this date
      </h2>
      <form method="get" action={`${path}#on-this-date`} className="no-print">
        <TextField
          name="on"
          label="What applied to this person on a day?"
          hint="For example the day of a post."
          refusal={refusal}
          kind="date"
          value={answer?.day ?? ""}
          width={20}
        />
        <SendButton kind="secondary">Show that day</SendButton>
      </form>
      {answer ? <OnDayAnswer {...{ clock, answer, types, tracks }} /> : null}
      <h2 className="govuk-heading-m">Assignments</h2>
      {file.assignments.length === 0 ? (
        <p className="govuk-body">Nothing was assigned to {name}.</p>
      ) : null}
      {file.assignments.map((assignment) => (
        <AssignmentSection
          key={assignment.id}
          {...{ clock, assignment, path: file.isSelf ? null : path }}
        />
      ))}
      <EvidenceLinks path={path} assignments={file.assignments} />
      <NoticesSection {...{ clock, notices: file.notices, remind: `${path}/remind` }} />
      <h2 className="govuk-heading-m">Work over time</h2>
      <WorkHistory {...{ clock, history: file.history, types, path }} />
      <p className="govuk-body quiet">
        Nobody is ever deleted: who leaves has a last day, and what they acknowledged stays.
      </p>
      <IdentitySection {...{ clock, identity: file.identity, now: file.now }} />
    </Page>
  );
}

function Work({
  clock,
  types,
  work,
}: {
  clock: Clock;
  types: { id: string; title: string }[];
  work: PersonFile["work"];
}) {
  if (!work) return <>Not employed here: from outside</>;
  const { position, department, type, untilOn } = work;
  return (
    <>
      {position}, {department}, {titleOf(types, type).toLowerCase()}
      {untilOn ? (
        <>
          , {untilOn < clock.today ? "left" : "until"} <OnDay clock={clock} day={untilOn} />
        </>
      ) : null}
    </>
  );
}

function Before({ clock, names }: { clock: Clock; names: PersonFile["formerNames"] }) {
  return names.map(({ givenName, familyName, email, until }) => (
    <span key={until.toISOString()} className="own-line">
      {givenName} {familyName}, {email ?? "no e-mail address"}, until{" "}
      <AtMoment clock={clock} at={until} />
    </span>
  ));
}

/** Where the person stands today, before anything else; what has ended is further down. */
function Standings({
  clock,
  assignments,
}: {
  clock: Clock;
  assignments: PersonFile["assignments"];
}) {
  return assignments
    .filter(({ ending }) => !ending)
    .map(({ id, track, state, dueOn, acknowledgement }) => (
      <p key={id} className="govuk-body">
        <StateTag state={state} /> <strong>{track}</strong>
        {acknowledgement ? null : (
          <>
            , due <OnDay clock={clock} day={dueOn} isNear />
          </>
        )}
      </p>
    ));
}
