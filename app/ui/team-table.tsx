import type { TeamMember } from "../attestation/team.ts";
import type { Clock } from "../clock.ts";
import { StateTag } from "./state-tag.tsx";
import { type Column, Table } from "./table.tsx";
import { OnDay } from "./when.tsx";

/** A supervisor's people, one row each, with where they stand in every track. */
export function TeamTable({ clock, rows }: { clock: Clock; rows: TeamMember[] }) {
  const hasBelow = rows.some(({ through }) => through !== null);
  const columns: Column[] = [
    { title: "Name" },
    { title: "Position", onPhone: "inline" },
    ...(hasBelow ? [{ title: "Reports to" }] : []),
    { title: "Training" },
    { title: "On leave" },
  ];
  return (
    <Table
      caption={<span className="govuk-visually-hidden">My people</span>}
      columns={columns}
      rows={rows.map(({ handle, givenName, familyName, position, leave, standings, through }) => ({
        key: handle,
        cells: [
          <a key="name" className="govuk-link" href={`/team/${encodeURIComponent(handle)}`}>
            {familyName}, {givenName}
          </a>,
          position,
          ...(hasBelow ? [through] : []),
          standings.length === 0
            ? "Nothing assigned"
            : standings.map((standing) => (
                <span key={standing.track} className="standing own-line">
                  {standing.track} <StateTag state={standing.state} />
                  {isOpen(standing.state) ? (
                    <span className="standing__due">
                      due <OnDay clock={clock} day={standing.dueOn} isNear />
                    </span>
                  ) : null}
                </span>
              )),
          leave ? <Leave key="leave" clock={clock} until={leave.until} /> : null,
        ],
      }))}
    />
  );
}

function Leave({ clock, until }: { clock: Clock; until: string | null }) {
  return until ? (
    <>
      until <OnDay clock={clock} day={until} />
    </>
  ) : (
    <>Yes</>
  );
}

const isOpen = (state: TeamMember["standings"][number]["state"]) =>
  state === "assigned" || state === "learning" || state === "overdue";
