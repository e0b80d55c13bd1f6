// The pages of an export: each one file that needs nothing from outside, runs no script and leads to no portal.
import { hash } from "node:crypto";
import type { ReactNode } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { dayIn, isDay, writeDay, writeMoment } from "../../days.ts";
import { outcomeWords, sayMeasure } from "../decision-words.ts";
import { dueWords } from "../file-words.ts";
import { stageWords } from "../stage-words.ts";
import type {
  CaseExport,
  ExportedAct,
  ExportedAllegation,
  ExportPerson,
  ExportText,
} from "./case-export.ts";
import { isIn } from "./case-export.ts";
import style from "./case-page.css?raw";
import { listPeople } from "./parts-of-people.ts";
import { sections } from "./sections.ts";
import { noClaim, type RemovedList } from "./sever-case.ts";

/** `case.html`: the case file whole, as it is read and printed. */
export function writeCasePage(exported: CaseExport, removed: RemovedList | null): string {
  const { number, issuer, kind, made_by, made_at, time_zone, acts } = exported;
  const { day, moment } = writing(exported);
  const isHere = acts.filter(isIn);
  const titles = [
    ["parties", "Parties"],
    ["timeline", "Timeline"],
    ["allegations", "Allegations"],
    ...sections.map(({ id, title }) => [id, title]),
    ["reports", "The reports it began with"],
    ["evidence", "Evidence"],
    ["views", "Annex: who saw what"],
  ] as [string, string][];
  return page(
    exported,
    `Case ${number}`,
    <>
      <header>
        <p>{issuer}</p>
        <h1>Case {number}</h1>
        <p>
          {kind === "whole" ? "The whole case file" : "A severed copy of the case file"}. Made by{" "}
          {made_by}, {moment(made_at)}
          <br />
          Where it stood then: {stageWords[exported.stage]}. Times are those of {time_zone}.
        </p>
      </header>
      {removed ? (
        <p className="notice">
          {noClaim} What was removed is listed in <a href="removed.html">removed.html</a>.
        </p>
      ) : null}
      <nav aria-label="Contents">
        <ol>
          {titles.map(([id, title]) => (
            <li key={id}>
              <a href={`#${id}`}>{title}</a>
            </li>
          ))}
        </ol>
      </nav>
      <main>
        <Section id="parties" title="Parties">
          <Rows
            columns={["Part", "Who"]}
            none="Nobody is named."
            rows={listPeople(exported).map(({ person, part }) => [part, nameOf(person)])}
          />
        </Section>
        <Section id="timeline" title="Timeline">
          <Rows
            columns={["Act", "When", "What was done"]}
            none="Nothing."
            rows={acts.map((act) =>
              isIn(act)
                ? [
                    <a key="link" href={`#act-${act.number}`}>
                      {act.number}
                    </a>,
                    moment(act.at),
                    act.sentence,
                  ]
                : [String(act.number), "", leftOut(act.ground)],
            )}
          />
        </Section>
        <Section id="allegations" title="Allegations">
          {exported.allegations.length === 0 ? <p>No allegation was stated.</p> : null}
          {exported.allegations.map((one) => (
            <Allegation key={one.number} one={one} exported={exported} />
          ))}
          {isHere
            .filter(({ act }) => act === "allegation-withdrawn")
            .map((act) => (
              <Act key={act.number} act={act} exported={exported} />
            ))}
        </Section>
        {sections.map(({ id, title, none, acts: names }) => {
          const those = isHere.filter(({ act }) => names.includes(act));
          return (
            <Section key={id} id={id} title={title}>
              {those.length === 0 ? <p>{none}</p> : null}
              {those.map((act) => (
                <Act key={act.number} act={act} exported={exported} />
              ))}
            </Section>
          );
        })}
        <Section id="reports" title="The reports it began with">
          {exported.reports.map((report) => (
            <article className="act" key={report.number}>
              <h3>Report {report.number}</h3>
              {isIn(report) ? (
                <>
                  <p className="quiet">
                    {report.kind === "anonymous" ? "Anonymous" : "With a name"}, filed on{" "}
                    {day(report.filed_on)}.
                  </p>
                  <Texts texts={report.texts} day={day} />
                </>
              ) : (
                <p>{leftOut(report.ground)}</p>
              )}
            </article>
          ))}
        </Section>
        <Section id="evidence" title="Evidence">
          <Rows
            columns={["File", "Added", "SHA-256 of its bytes"]}
            none="No file is kept with the case."
            rows={exported.evidence.map((file, index) =>
              isIn(file)
                ? [
                    <div key="file">
                      <a href={file.file.split("/").map(encodeURIComponent).join("/")}>
                        {index + 1}. {file.name}
                      </a>
                      <Texts texts={file.texts} day={day} />
                    </div>,
                    `${day(file.added_on)}, ${file.added_by}`,
                    <span key="digest" className="digest">
                      {file.sha256}
                    </span>,
                  ]
                : [`${index + 1}.`, "", leftOut(file.ground)],
            )}
          />
        </Section>
        <Section id="views" title="Annex: who saw what">
          <Rows
            columns={["Day", "Who", "What", "Times"]}
            none="Nobody."
            rows={viewsByDay(exported).map(([on, who, what, times]) => [day(on), who, what, times])}
          />
        </Section>
      </main>
    </>,
  );
}

/** A letter of the case as a page of its own. */
export function writeLetterPage(
  exported: CaseExport,
  { number, sentence, at }: ExportedAct,
  { subject, words }: { subject: string; words: string },
): string {
  const { moment } = writing(exported);
  return page(
    exported,
    subject,
    <>
      <header>
        <p>
          Case {exported.number}, act {number}: {sentence}, {moment(at)}
        </p>
        <h1>{subject}</h1>
      </header>
      <main>
        <div className="letter">{words}</div>
      </main>
    </>,
  );
}

/** `removed.html`: where words and parts were removed, on what ground, and how much; never what. */
export function writeRemovedPage(
  exported: CaseExport,
  { note, passages, left_out }: RemovedList,
): string {
  return page(
    exported,
    `What was removed from case ${exported.number}`,
    <>
      <header>
        <p>{exported.issuer}</p>
        <h1>What was removed from case {exported.number}</h1>
      </header>
      <main>
        <p className="notice">{note}</p>
        <h2>Words</h2>
        <Rows
          columns={["Where", "Ground", "How much"]}
          none="No words were removed."
          rows={passages.map(({ where, ground, lengths }) => [
            where,
            ground,
            `${lengths.join(" and ")} characters`,
          ])}
        />
        <h2>Whole parts</h2>
        <Rows
          columns={["What", "Ground"]}
          none="No part was left out."
          rows={left_out.map(({ what, ground }) => [what, ground])}
        />
      </main>
    </>,
  );
}

function page(exported: CaseExport, title: string, body: ReactNode): string {
  const policy = `default-src 'none'; style-src 'sha256-${hash("sha256", style, "base64")}'; base-uri 'none'; form-action 'none'`;
  const whole = renderToStaticMarkup(
    <html lang={exported.locale}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta httpEquiv="Content-Security-Policy" content={policy} />
        <title>{title}</title>
        {/* biome-ignore lint/security/noDangerouslySetInnerHtml: our own style sheet */}
        <style dangerouslySetInnerHTML={{ __html: style }} />
      </head>
      <body>{body}</body>
    </html>,
  );
  return `<!doctype html>\n${whole}\n`;
}

function writing({ locale, time_zone }: CaseExport) {
  return {
    day: (day: string) => (isDay(day) ? writeDay(locale, day) : day),
    moment: (at: string) => writeMoment(locale, time_zone, new Date(at)),
  };
}

/** What the day of an act is for, within its line. */
function dueOf(act: ExportedAct["act"]): string {
  const words = act === "training-assigned" ? "To be done by" : (dueWords[act] ?? "By");
  return words.charAt(0).toLowerCase() + words.slice(1);
}

/** A line a day, person and kind, in order, with how many times. */
function viewsByDay({ views, time_zone }: CaseExport): [string, string, string, string][] {
  const lines = Map.groupBy(views, ({ who, what, at }) =>
    JSON.stringify([dayIn(time_zone, new Date(at)), who, what]),
  );
  return [...lines].map(([line, those]) => {
    const [on = "", who = "", what = ""] = JSON.parse(line) as string[];
    return [on, who, what, String(those.length)];
  });
}

const leftOut = (ground: string) => `Left out: ${ground}.`;
const nameOf = ({ name, handle }: ExportPerson) => (handle ? `${name} (${handle})` : name);

function Section({ id, title, children }: { id: string; title: string; children: ReactNode }) {
  return (
    <section id={id}>
      <h2>{title}</h2>
      {children}
    </section>
  );
}

function Rows({ columns, rows, none }: { columns: string[]; rows: ReactNode[][]; none: string }) {
  if (rows.length === 0) return <p>{none}</p>;
  return (
    <table>
      <thead>
        <tr>
          {columns.map((title) => (
            <th key={title} scope="col">
              {title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((cells, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: written once
          <tr key={index}>
            {cells.map((cell, column) => (
              <td key={columns[column]}>{cell}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Texts({ texts, day }: { texts: ExportText[]; day: (day: string) => string }) {
  return texts.map(({ label, words }, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: written once
    <div key={index}>
      <p className="label">{label}</p>
      <p className="said">{day(words)}</p>
    </div>
  ));
}

function Act({ act, exported }: { act: ExportedAct; exported: CaseExport }) {
  const { day, moment } = writing(exported);
  const finding = exported.findings.find(({ number }) => number === act.number);
  const measure = exported.discipline.find(({ number }) => number === act.number);
  return (
    <article className="act" id={`act-${act.number}`}>
      <h3>
        {act.number}. {act.sentence}
      </h3>
      <p className="quiet">
        {moment(act.at)}
        {act.about === null ? null : (
          <>
            , about <a href={`#act-${act.about}`}>act {act.about}</a>
          </>
        )}
        {act.due_on ? `, ${dueOf(act.act)} ${day(act.due_on)}` : null}
      </p>
      {finding ? (
        <p>
          {outcomeWords[finding.outcome].label}, on the balance of probabilities: the allegation of{" "}
          <a href={`#act-${finding.allegation}`}>act {finding.allegation}</a>.
        </p>
      ) : null}
      {measure ? (
        <p>
          {sayMeasure({ ...measure, isPaid: measure.is_paid })}
          {measure.sunset_on ? `, counted until ${day(measure.sunset_on)}` : null}. It rests on the
          findings of {listOf(measure.grounds.map((one) => `act ${one}`))}.
        </p>
      ) : null}
      {act.letter ? (
        <p>
          The letter: <a href={act.letter.file}>{act.letter.subject}</a>
        </p>
      ) : null}
      <Texts texts={act.texts} day={day} />
      {act.rests_on && act.rests_on.acts.length + act.rests_on.files.length > 0 ? (
        <p>
          It rests on{" "}
          {listOf([...act.rests_on.acts.map((one) => `act ${one}`), ...act.rests_on.files])}.
        </p>
      ) : null}
    </article>
  );
}

function Allegation({ one, exported }: { one: ExportedAllegation; exported: CaseExport }) {
  const { day } = writing(exported);
  const act = exported.acts.filter(isIn).find(({ number }) => number === one.number);
  const span =
    one.posted_from === one.posted_until
      ? `on ${day(one.posted_from)}`
      : `between ${day(one.posted_from)} and ${day(one.posted_until)}`;
  return (
    <>
      {act ? <Act act={act} exported={exported} /> : null}
      <div className="act">
        <p>
          About {nameOf(one.respondent)}, posted {span}, {one.is_off_duty ? "off duty" : "on duty"}.
          Policy {one.policy}, version {one.version}, {one.cited}:
        </p>
        <blockquote>{one.quoted}</blockquote>
        <Texts texts={one.standing} day={day} />
      </div>
    </>
  );
}

const listOf = (words: string[]) =>
  words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`;
