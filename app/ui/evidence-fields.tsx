import { acceptedWords } from "../evidence-files/limits.ts";
import type { FormRefusal } from "../form.ts";
import { TextAreaField } from "./field.tsx";
import { FileField } from "./file-field.tsx";

type StagedFile = { id: string; name: string; size: number };

/** The files added so far, more of them, and text pasted as evidence. */
export function EvidenceFields({
  files,
  pasted,
  isAnonymous,
  refusal,
}: {
  files: StagedFile[];
  pasted: string | undefined;
  isAnonymous: boolean;
  refusal: FormRefusal | null | undefined;
}) {
  return (
    <>
      {isAnonymous ? (
        <p className="govuk-body">
          Pictures and documents may carry the name of who made them, or show it. Look at them
          before you add them.
        </p>
      ) : null}
      {files.length > 0 ? <StagedFiles files={files} /> : null}
      <FileField
        label={files.length > 0 ? "Add more files" : "Add files"}
        hint={acceptedWords}
        multiple
        refusal={refusal}
      />
      <button type="submit" name="go" value="add" className="govuk-button govuk-button--secondary">
        Add files
      </button>
      <TextAreaField
        name="pasted"
        label="Or paste text"
        hint="For example the words of a post or a chat. At most 20,000 characters."
        value={pasted}
        refusal={refusal}
      />
    </>
  );
}

/** The files added so far, each with the button that removes it; stands in a form. */
export function StagedFiles({ files }: { files: StagedFile[] }) {
  return (
    <>
      <h2 className="govuk-heading-s">
        {files.length === 1 ? "1 file is added" : `${files.length} files are added`}
      </h2>
      <ul className="govuk-list staged-files">
        {files.map(({ id, name, size }) => (
          <li key={id}>
            <span>
              <span className="mono">{name}</span> <span className="quiet">{writeSize(size)}</span>
            </span>
            <button
              type="submit"
              name="remove"
              value={id}
              className="govuk-button govuk-button--secondary"
            >
              Remove<span className="govuk-visually-hidden"> {name}</span>
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}

/** "240 kB", "3.2 MB". */
export function writeSize(bytes: number): string {
  const [count, unit] =
    bytes < 1000 ? [bytes, "bytes"] : bytes < 1e6 ? [bytes / 1e3, "kB"] : [bytes / 1e6, "MB"];
  return `${count < 10 ? Math.round(count * 10) / 10 : Math.round(count)} ${unit}`;
}
