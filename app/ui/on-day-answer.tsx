import { Children, type ReactNode } from "react";
import type { OnDay as OnDayFile } from "../attestation/on-day.ts";
import { asToldToThem, gradeWords, ruleWords } from "../attestation/words.ts";
import { fullName } from "../auth/viewer.ts";
import type { Clock } from "../clock.ts";
import { titleOf } from "../content/title-of.ts";
import { writeChannels } from "../people/channels.ts";
import type { HeldRow } from "../people/held-rows.ts";
import type { DatedRow } from "../people/history.ts";
import { StateTag } from "./state-tag.tsx";
import { AtMoment, OnDay, Span } from "./when.tsx";

type Titled = { id: string; title: string }[];

/** What held on a day: the version, the person's work, the assignments, what was acknowledged. */
export function OnDayAnswer({
  clock,
  answer,
  types,
  tracks,
}: {
  clock: Clock;
  answer: OnDayFile;
  types: Titled;
  tracks: Titled;
}) {
  const { version, employments, leaves, exemptions, assignments, acknowledgements } = answer;
  const { authorizations } = answer;
  return (
    <div className="card">
      <h3 className="govuk-heading-s">
        At the end of <OnDay clock={clock} day={answer.day} />
      </h3>
      <h4 className="govuk-heading-s">What was in force</h4>
      {version ? (
        <p className="govuk-body">
          <a className="govuk-link" href={`/policy/${version.policy}/${version.number}`}>
            Policy {version.policy}, version {version.number}
          </a>
          , in force since <OnDay clock={clock} day={version.effectiveOn} />.{" "}
          {version.isPublishedLater ? (
            <strong>
              It was published in this portal only on{" "}
              <AtMoment clock={clock} at={version.publishedAt} dayOnly />.
            </strong>
          ) : null}
        </p>
      ) : (
        <p className="govuk-body">No version of the policy that this portal has was in force.</p>
      )}
      <h4 className="govuk-heading-s">Work</h4>
      {employments.length === 0 ? (
        <p className="govuk-body">No employment is recorded for this day.</p>
      ) : null}
      <Facts>
        {employments.map((row) => (
          <li key={rowKey(row)}>
            {row.position}, {row.department}, {titleOf(types, row.type).toLowerCase()},{" "}
            <Span clock={clock} {...row} />
            <Provenance clock={clock} row={row} />
          </li>
        ))}
        {leaves.map((row) => (
          <li key={`leave ${rowKey(row)}`}>
            On leave, <Span clock={clock} {...row} />
            <Provenance clock={clock} row={row} />
          </li>
        ))}
        {exemptions.map((row) => (
          <li key={`exempt ${rowKey(row)}`}>
            Exempt, <Span clock={clock} {...row} />: {row.reason}
            <Provenance clock={clock} row={row} />
          </li>
        ))}
      </Facts>
      <h4 className="govuk-heading-s">Authorized to speak for the City</h4>
      {authorizations.length === 0 ? (
        <p className="govuk-body">No authorization is recorded for this day.</p>
      ) : null}
      <Facts>
        {authorizations.map((row) => (
          <li key={row.id}>
            <a className="govuk-link" href={`/hr/authorizations/${row.reference}`}>
              {row.reference}
            </a>
            : {row.subject}, {writeChannels(row.channels)}, <Span clock={clock} {...row} />, by{" "}
            {fullName(row.authorizedBy)}
            {row.isHere ? null : (
              <strong> (did not hold: this person did not work here that day)</strong>
            )}
            <Provenance clock={clock} row={row} />
          </li>
        ))}
      </Facts>
      <h4 className="govuk-heading-s">Assigned, and why in scope</h4>
      {assignments.length === 0 ? (
        <p className="govuk-body">Nothing was assigned by then.</p>
      ) : null}
      {assignments.map((one) => (
        <p className="govuk-body" key={one.id}>
          {titleOf(tracks, one.track)}, version {one.version} <StateTag state={one.state} />
          <br />
          {asToldToThem(one.reason)} Assigned {ruleWords[one.rule]}{" "}
          <AtMoment clock={clock} at={one.assignedAt} dayOnly />, due{" "}
          <OnDay clock={clock} day={one.dueOn} />. By the end of the day {one.answered} of{" "}
          {one.scenarios} scenarios were answered right, in {one.attempts}{" "}
          {one.attempts === 1 ? "attempt" : "attempts"}.
        </p>
      ))}
      <h4 className="govuk-heading-s">Acknowledged</h4>
      {acknowledgements.length === 0 ? (
        <p className="govuk-body">Nothing was acknowledged by then.</p>
      ) : null}
      <Facts>
        {acknowledgements.map(({ reference, grade, track, version: number, at }) => (
          <li key={reference}>
            {titleOf(tracks, track)}, version {number}: {gradeWords[grade].toLowerCase()},{" "}
            <AtMoment clock={clock} at={at} />,{" "}
            <a className="govuk-link" href={`/receipts/${reference}`}>
              {reference}
            </a>
          </li>
        ))}
      </Facts>
    </div>
  );
}

/** A list, where there is anything to list. */
function Facts({ children }: { children: ReactNode }) {
  return Children.count(children) === 0 ? null : (
    <ul className="govuk-list govuk-list--bullet">{children}</ul>
  );
}

function Provenance({ clock, row }: { clock: Clock; row: HeldRow<DatedRow> }) {
  return (
    <>
      {row.isRecordedLater ? (
        <strong>
          {" "}
          (recorded only later, <AtMoment clock={clock} at={row.recordedAt} dayOnly />)
        </strong>
      ) : null}
      {row.supersededAt ? (
        <strong>
          {" "}
          (stood on record that day, corrected{" "}
          <AtMoment clock={clock} at={row.supersededAt} dayOnly />)
        </strong>
      ) : null}
    </>
  );
}

const rowKey = ({ fromOn, recordedAt }: DatedRow) => `${fromOn} ${recordedAt.toISOString()}`;
