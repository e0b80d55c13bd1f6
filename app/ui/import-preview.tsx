import type { Clock } from "../clock.ts";
import type { FormRefusal } from "../form.ts";
import type { Consequences } from "../people/import/consequences.ts";
import type { AbsentPerson, Import, ImportChange } from "../people/import/imports.ts";
import type { LostZeros } from "../people/import/lost-zeros.ts";
import { AbsentPeople } from "./absent-people.tsx";
import { SendButton } from "./field.tsx";
import { ImportChanges } from "./import-changes.tsx";
import { ImportColumns } from "./import-columns.tsx";
import { ImportCounts } from "./import-counts.tsx";
import { LostZerosFound } from "./lost-zeros.tsx";
import { Paging } from "./paging.tsx";
import { OnDay } from "./when.tsx";

export type ImportKind = "new" | "returning" | "changed" | "absent" | "leaving";

/** What a merge would change, and the two ways to go on. */
export function ImportPreview({
  clock,
  path,
  file,
  leaving,
  zeros,
  whyNot,
  consequences,
  kind,
  changes,
  absent,
  types,
  next,
  previous,
  refusal,
}: {
  clock: Clock;
  path: string;
  file: Import;
  leaving: number;
  zeros: LostZeros | null;
  /** Why not the viewer, but a colleague merges it; null where the viewer may. */
  whyNot: string | null;
  consequences: Consequences;
  kind: ImportKind | null;
  changes: ImportChange[] | null;
  absent: AbsentPerson[] | null;
  types: { id: string; title: string }[];
  next: string | null;
  previous: string | null;
  refusal: FormRefusal | null;
}) {
  return (
    <>
      {file.note ? (
        <div className="govuk-inset-text" role="status">
          {file.note}
        </div>
      ) : null}
      <p className="govuk-body">
        Nothing is changed yet. Transfers count from <OnDay clock={clock} day={file.effectiveOn} />.
        People from outside are not touched.
      </p>
      {zeros ? <LostZerosFound zeros={zeros} locale={clock.locale} /> : null}
      <ImportColumns file={file} />
      <ImportCounts {...{ file, leaving, path }} locale={clock.locale} />
      {kind ? (
        <section id="list">
          <h2 className="govuk-heading-m">{kindWords[kind]}</h2>
          {changes?.length ? (
            <ImportChanges {...{ clock, types }} caption={kindWords[kind]} rows={changes} />
          ) : null}
          {absent?.length ? (
            <AbsentPeople
              {...{ clock, refusal }}
              people={absent}
              action={`${path}?show=absent`}
              day={file.effectiveOn}
            />
          ) : null}
          {changes?.length || absent?.length ? null : (
            <p className="govuk-body">There is nobody on this list.</p>
          )}
          <Paging previous={previous} next={next} />
        </section>
      ) : null}
      <Follows {...consequences} />
      <Decide {...{ file, leaving, path, whyNot }} />
    </>
  );
}

export const kindWords: Record<ImportKind, string> = {
  new: "New people",
  returning: "People who come back",
  changed: "People who change",
  absent: "People who are not in the file",
  leaving: "People who leave",
};

/** What follows from a merge beyond the directory. */
function Follows({ departments, starting, withoutEmail }: Consequences) {
  if (departments.length === 0 && starting === 0) return null;
  return (
    <ul className="govuk-list govuk-list--bullet">
      {departments.length > 0 ? (
        <li>
          New departments are made: {departments.map((name) => `“${name}”`).join(", ")}. If one is
          misspelt, mend the file first.
        </li>
      ) : null}
      {starting > 0 ? (
        <li>
          {starting === 1 ? "One person is" : `${starting} people are`} new or come back, and get
          the training for everyone while they work here; {withoutEmail} of them without an e-mail
          address, to whom a slip is handed.
        </li>
      ) : null}
    </ul>
  );
}

function Decide({
  file,
  leaving,
  path,
  whyNot,
}: {
  file: Import;
  leaving: number;
  path: string;
  whyNot: string | null;
}) {
  const { counts, changesDigest } = file;
  const touched = (counts?.new ?? 0) + (counts?.returning ?? 0) + (counts?.changed ?? 0) + leaving;
  return (
    <div className="card no-print">
      <p className="govuk-body">
        {touched === 0
          ? "There is nothing to do: the directory is as this file says. Put the file away."
          : `Merging changes ${touched === 1 ? "one person" : `${touched} people`} at once. It cannot be taken back as a whole; each person can be corrected afterwards, and the ledger keeps it all.`}
        {counts && counts.absent > leaving
          ? ` ${counts.absent - leaving} who are not in the file stay as they are.`
          : null}
      </p>
      {whyNot ? <p className="govuk-body govuk-!-font-weight-bold">{whyNot}.</p> : null}
      {touched > 0 && !whyNot ? (
        <form method="post" action={path} className="govuk-button-group">
          <input type="hidden" name="act" value="merge" />
          <input type="hidden" name="seen" value={changesDigest ?? ""} />
          <SendButton>Merge the file</SendButton>
        </form>
      ) : null}
      <form method="post" action={path}>
        <input type="hidden" name="act" value="discard" />
        <SendButton kind="secondary">{touched > 0 ? "Discard it" : "Put it away"}</SendButton>
      </form>
    </div>
  );
}
