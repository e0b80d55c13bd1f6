import { askedOf, type StateCounts } from "../dashboard/state-counts.ts";
import { CountLink } from "./count-link.tsx";
import { Figure, type FigureOf, writeShare } from "./figure.tsx";
import { FigureTable } from "./figure-table.tsx";

/** Completion of groups of people; the list of a group is filtered by its own `filter` as well. */
export function CompletionFigure({
  clock,
  filter,
  id,
  title,
  of,
  groups,
}: FigureOf & {
  id: string;
  title: string;
  of: string;
  groups: { name: string; filter: Record<string, string>; states: StateCounts }[];
}) {
  const { locale } = clock;
  return (
    <Figure id={id} title={title}>
      <FigureTable
        caption={title}
        of={of}
        columns={["Done", "Acknowledged", "Asked for", "Overdue"]}
        rows={groups.map(({ name, states, filter: theirs }) => {
          const asked = askedOf(states);
          const acknowledged = states.acknowledged ?? 0;
          const link = (
            state: "acknowledged" | "asked" | "overdue",
            count: number,
            words: string,
          ) => (
            <CountLink
              key={state}
              {...{ count, locale, of: `${words}, ${name}` }}
              filter={{ ...filter, ...theirs, state }}
            />
          );
          return {
            key: name,
            name,
            share: asked ? acknowledged / asked : 0,
            kind: "acknowledged",
            cells: [
              writeShare(acknowledged, asked),
              link("acknowledged", acknowledged, "acknowledged"),
              link("asked", asked, "asked for"),
              link("overdue", states.overdue ?? 0, "overdue"),
            ],
          };
        })}
      />
    </Figure>
  );
}
