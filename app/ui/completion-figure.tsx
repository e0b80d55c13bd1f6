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
        columns={["Acknowledged", "Overdue"]}
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
            percent: writeShare(acknowledged, asked),
            kind: "acknowledged",
            cells: [
              <span key="of">
                {link("acknowledged", acknowledged, "acknowledged")} of{" "}
                {link("asked", asked, "asked")}
              </span>,
              link("overdue", states.overdue ?? 0, "overdue"),
            ],
          };
        })}
      />
    </Figure>
  );
}
