import type { Clock } from "../clock.ts";
import type { FormRefusal } from "../form.ts";
import type { AbsentPerson, Import, ImportChange } from "../people/import/imports.ts";
import { AbsentPeople } from "./absent-people.tsx";
import { SendButton } from "./field.tsx";
import { ImportChanges } from "./import-changes.tsx";
import { ImportColumns } from "./import-columns.tsx";
import { ImportCounts } from "./import-counts.tsx";
import { Paging } from "./paging.tsx";
import { OnDay } from "./when.tsx";

export type ImportKind = "new" | "returning" | "changed" | "absent" | "leaving";

/** What a merge would change, and the two ways to go on. */
export function ImportPreview({
  clock,
  path,
  file,
  leaving,
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
      <Decide {...{ file, leaving, path }} />
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

function Decide({ file, leaving, path }: { file: Import; leaving: number; path: string }) {
  const { counts, changesDigest } = file;
  const touched = (counts?.new ?? 0) + (counts?.returning ?? 0) + (counts?.changed ?? 0) + leaving;
  return (
    <div className="card no-print">
      <p className="govuk-body">
        {touched === 0
          ? "This file says nothing new: merging it changes nobody."
          : `Merging changes ${touched === 1 ? "one person" : `${touched} people`} at once. It cannot be taken back as a whole; each person can be corrected afterwards, and the ledger keeps it all.`}
        {counts && counts.absent > leaving
          ? ` ${counts.absent - leaving} who are not in the file stay as they are.`
          : null}
      </p>
      <form method="post" action={path} className="govuk-button-group">
        <input type="hidden" name="act" value="merge" />
        <input type="hidden" name="seen" value={changesDigest ?? ""} />
        <SendButton>Merge the file</SendButton>
      </form>
      <form method="post" action={path}>
        <input type="hidden" name="act" value="discard" />
        <SendButton kind="secondary">Discard it</SendButton>
      </form>
    </div>
  );
}
