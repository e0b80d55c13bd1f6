import { attestationStates, stateWords } from "../attestation/state.ts";
import type { StateCounts } from "../dashboard/state-counts.ts";
import { CountLink } from "./count-link.tsx";
import { Figure, type FigureOf } from "./figure.tsx";
import { FigureTable } from "./figure-table.tsx";
import { StateTag } from "./state-tag.tsx";

/** How many assignments are in each state. */
export function StatesFigure({ clock, filter, states }: FigureOf & { states: StateCounts }) {
  const { locale } = clock;
  const all = attestationStates.reduce((sum, state) => sum + (states[state] ?? 0), 0);
  return (
    <Figure id="by-state" title="Where it stands">
      <FigureTable
        caption="Assignments by state"
        of="State"
        columns={["Assignments"]}
        rows={attestationStates.map((state) => {
          const count = states[state] ?? 0;
          return {
            key: state,
            name: <StateTag state={state} />,
            share: count / Math.max(1, all),
            kind: state,
            cells: [
              <CountLink
                key="count"
                {...{ count, locale, of: stateWords[state] }}
                filter={{ ...filter, state }}
              />,
            ],
          };
        })}
      />
    </Figure>
  );
}
