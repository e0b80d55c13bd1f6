import type { MarkLine, SeveredText, SeveringPage } from "../cases/export/severing-page.ts";
import { piecesOf } from "../cases/export/words.ts";
import type { FormRefusal } from "../form.ts";
import { CheckboxesField } from "./checkboxes-field.tsx";
import { SelectField, SendButton } from "./field.tsx";
import { Table } from "./table.tsx";

/** The passages that are marked, each with its way back. */
export function SeverancesTable({ marks, formId }: { marks: MarkLine[]; formId: string }) {
  if (marks.length === 0) return <p className="govuk-body">No words are marked yet.</p>;
  return (
    <Table
      caption="Words that are removed"
      columns={[
        { title: "Words" },
        { title: "Ground" },
        { title: "Times" },
        { title: "Marked by" },
        { title: "Take back", onPhone: "inline" },
      ]}
      rows={marks.map(({ number, words, ground, by, times }) => ({
        key: String(number),
        cells: [
          <span key="words" className="severed-words">
            {words}
          </span>,
          ground,
          times,
          by,
          <form key="back" method="post">
            <input type="hidden" name="formId" value={formId} />
            <input type="hidden" name="takeBack" value={number} />
            <button
              type="submit"
              className="govuk-button govuk-button--secondary govuk-!-margin-bottom-0"
            >
              Take back<span className="govuk-visually-hidden"> {shortened(words)}</span>
            </button>
          </form>,
        ],
      }))}
    />
  );
}

const shortened = (words: string) => (words.length > 40 ? `${words.slice(0, 40)}…` : words);

/** Where names still stand in what would be exported, for somebody to look; and a way to remove them. */
export function NamesLeft({
  page: { namesLeft, grounds },
  formId,
  refusal,
}: {
  page: SeveringPage;
  formId: string;
  refusal: FormRefusal | undefined;
}) {
  return (
    <>
      <h2 className="govuk-heading-m" id="names-still">
        Names that still stand
      </h2>
      <p className="govuk-body">
        People of the case by name, or by a part of their name. Nicknames, titles and words such as
        “his daughter” no machine finds: read the texts below for them.
      </p>
      {namesLeft.length === 0 ? (
        <p className="govuk-body">No name of the case stands in it any more.</p>
      ) : (
        <form method="post" noValidate>
          <input type="hidden" name="formId" value={formId} />
          <CheckboxesField
            name="names"
            legend="Names to remove wherever they stand"
            options={namesLeft.map(({ found, who, where }) => ({
              value: found,
              label: `${found}, ${who} (${where.length} ${where.length === 1 ? "place" : "places"})`,
            }))}
            refusal={refusal}
          />
          <SelectField
            name="ground"
            label="Ground"
            options={[
              { value: "", label: "Choose the ground" },
              ...grounds.map(({ id, title }) => ({ value: id, label: title })),
            ]}
            refusal={refusal}
          />
          <SendButton kind="secondary">Remove the ticked names</SendButton>
          <details className="govuk-details">
            <summary className="govuk-details__summary">
              <span className="govuk-details__summary-text">Where each of them stands</span>
            </summary>
            <div className="govuk-details__text">
              <dl>
                {namesLeft.map(({ found, where }) => (
                  <div key={found}>
                    <dt className="govuk-!-font-weight-bold">{found}</dt>
                    <dd className="govuk-!-margin-left-0 govuk-!-margin-bottom-3">
                      {where.join("; ")}
                    </dd>
                  </div>
                ))}
              </dl>
            </div>
          </details>
        </form>
      )}
    </>
  );
}

/** Every text as the severed copy will have it, by what it belongs to, each with the way to remove more. */
export function SeveredTexts({ number, texts }: { number: string; texts: SeveredText[] }) {
  const groups = [...Map.groupBy(texts, ({ of }) => of)];
  return (
    <>
      <h2 className="govuk-heading-m" id="texts">
        Every text, as it will read
      </h2>
      {groups.map(([of, those]) => (
        <section className="severed-text" key={of} aria-label={of}>
          <h3 className="govuk-heading-s">
            <SeveredPieces words={of} />
          </h3>
          {those.map(({ key, where, left }) => (
            <div key={key} className="severed-text__part">
              <p className="quiet">{where.replace(/^.*?, /, "").replace(/^./, capital)}</p>
              <SeveredWords words={left} />
              <p className="govuk-body">
                <a
                  className="govuk-link"
                  href={`/cases/${number}/export/sever/words?text=${encodeURIComponent(key)}`}
                >
                  Remove words<span className="govuk-visually-hidden"> from {where}</span>
                </a>
              </p>
            </div>
          ))}
        </section>
      ))}
    </>
  );
}

const capital = (letter: string) => letter.toUpperCase();

/** A severed text: what was removed stands out. */
export function SeveredWords({ words }: { words: string }) {
  return (
    <p className="govuk-body written">
      <SeveredPieces words={words} />
    </p>
  );
}

function SeveredPieces({ words }: { words: string }) {
  return piecesOf(words).map(({ words: piece, isMark }, index) =>
    // biome-ignore lint/suspicious/noArrayIndexKey: pieces of one text
    isMark ? <mark key={index}>{piece}</mark> : <span key={index}>{piece}</span>,
  );
}
