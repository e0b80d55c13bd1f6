import type { Import } from "../people/import/imports.ts";
import { SummaryList } from "./summary-list.tsx";

/** How many people a file is about, each number a link to its people. */
export function ImportCounts({
  file,
  leaving,
  path,
  locale,
}: {
  file: Import;
  leaving: number;
  path: string;
  locale: string;
}) {
  const { counts } = file;
  if (!counts) return null;
  const isMerged = file.stage === "merged";
  const people = (count: number, show: keyof typeof linkWords | null) => {
    const words = count === 1 ? "1 person" : `${count.toLocaleString(locale)} people`;
    return show && count > 0 ? (
      <a key={show} className="govuk-link" href={`${path}?show=${show}#list`}>
        {words}
        <span className="govuk-visually-hidden">{linkWords[show]}</span>
      </a>
    ) : (
      words
    );
  };
  return (
    <SummaryList
      rows={[
        ["New", people(counts.new, "new")],
        ["Come back", people(counts.returning, "returning")],
        ["Changed", people(counts.changed, "changed")],
        ["Unchanged", people(counts.unchanged, null)],
        isMerged
          ? ["Leave", people(leaving, "leaving")]
          : [
              "Not in the file",
              <span key="absent">
                {people(counts.absent, "absent")}
                {counts.absent > 0 ? `; ${leaving.toLocaleString(locale)} of them leave` : null}
              </span>,
            ],
        ["New departments", counts.departments.toLocaleString(locale)],
      ]}
    />
  );
}

/** What a number is of, for whoever hears its link alone. */
const linkWords = {
  new: "new",
  returning: "who come back",
  changed: "changed",
  absent: "not in the file",
  leaving: "who leave",
};
