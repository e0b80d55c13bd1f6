import { addressOf } from "../address.ts";
import { stateWords } from "../attestation/state.ts";
import type { TeamCounts } from "../attestation/team.ts";
import type { TeamFilter } from "../attestation/team-filter.ts";
import { teamStates } from "../attestation/team-states.ts";
import { StateTag } from "./state-tag.tsx";

/** How many people are in each state; every number is the length of the list it leads to. */
export function TeamFigures({ counts, filter }: { counts: TeamCounts; filter: TeamFilter }) {
  const { q, below, state: shown } = filter;
  const all = counts.all ?? 0;
  return (
    <ul className="team-figures" aria-label="People by state">
      <li>
        <a
          className="govuk-link"
          href={addressOf("/team", { q, below })}
          aria-current={shown ? undefined : "true"}
        >
          <span className="team-figures__count">{all}</span> {all === 1 ? "person" : "people"}
        </a>
      </li>
      {teamStates
        .filter((state) => counts[state])
        .map((state) => (
          <li key={state}>
            <a
              className="govuk-link"
              href={addressOf("/team", { q, below, state })}
              aria-current={shown === state ? "true" : undefined}
              aria-label={`${counts[state]} ${stateWords[state]}`}
            >
              <span className="team-figures__count">{counts[state]}</span>{" "}
              <StateTag state={state} />
            </a>
          </li>
        ))}
    </ul>
  );
}
