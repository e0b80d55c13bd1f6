import { outcomeWords, sayMeasure } from "../decision-words.ts";
import { dueWords } from "../file-words.ts";
import {
  type CaseExport,
  type ExportedAct,
  type ExportedAllegation,
  type ExportPerson,
  type ExportText,
  isIn,
} from "./case-export.ts";
import { writing } from "./export-page.tsx";

/** An act as the page of a case shows it. */
export function Act({ act, exported }: { act: ExportedAct; exported: CaseExport }) {
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

/** An allegation, with the clause in its own words. */
export function Allegation({ one, exported }: { one: ExportedAllegation; exported: CaseExport }) {
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

/** What was said, each text under its label. */
export function Texts({ texts, day }: { texts: ExportText[]; day: (day: string) => string }) {
  return texts.map(({ label, words }, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: written once
    <div key={index}>
      <p className="label">{label}</p>
      <p className="said">{day(words)}</p>
    </div>
  ));
}

/** What the day of an act is for, within its line. */
function dueOf(act: ExportedAct["act"]): string {
  const words = act === "training-assigned" ? "To be done by" : (dueWords[act] ?? "By");
  return words.charAt(0).toLowerCase() + words.slice(1);
}

/** Somebody's name, and the number they are known by. */
export const nameOf = ({ name, handle }: ExportPerson) => (handle ? `${name} (${handle})` : name);

const listOf = (words: string[]) =>
  words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`;
