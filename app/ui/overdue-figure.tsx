import { ageWords, type OverdueAge } from "../attestation/overdue-age.ts";
import { CountLink } from "./count-link.tsx";
import { Figure, type FigureOf } from "./figure.tsx";
import { FigureTable } from "./figure-table.tsx";

/** For how long what is overdue is overdue. */
export function OverdueFigure({
  clock,
  filter,
  overdue,
}: FigureOf & { overdue: { age: OverdueAge; count: number }[] }) {
  const { locale } = clock;
  const all = overdue.reduce((sum, { count }) => sum + count, 0);
  return (
    <Figure id="overdue" title="Overdue, by how long">
      <FigureTable
        caption="Overdue assignments by how long they are overdue"
        of="Overdue for"
        columns={["Assignments"]}
        rows={overdue.map(({ age, count }) => ({
          key: age,
          name: ageWords[age],
          share: count / Math.max(1, all),
          kind: "overdue",
          cells: [
            <CountLink
              key="count"
              {...{ count, locale, of: `overdue for ${ageWords[age].toLowerCase()}` }}
              filter={{ ...filter, state: "overdue", age }}
            />,
          ],
        }))}
      />
    </Figure>
  );
}
