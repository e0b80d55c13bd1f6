import type { ReactNode } from "react";
import { dayIn } from "../../days.ts";
import { stageWords } from "../stage-words.ts";
import { type CaseExport, isIn } from "./case-export.ts";
import { exportPage, Rows, writing } from "./export-page.tsx";
import { Act, Allegation, nameOf, Texts } from "./page-of-act.tsx";
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
  return exportPage(
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

function Section({ id, title, children }: { id: string; title: string; children: ReactNode }) {
  return (
    <section id={id}>
      <h2>{title}</h2>
      {children}
    </section>
  );
}
