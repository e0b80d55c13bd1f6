import { allegationAct } from "#app/cases/allegation.ts";
import { writeAllegationNotice } from "#app/cases/allegation-notice.ts";
import { writeDecision } from "#app/cases/decision-letter.ts";
import { proposalAct } from "#app/cases/discipline.ts";
import { findingAct } from "#app/cases/finding.ts";
import { personOf } from "#app/cases/read-finding.ts";
import { addDays, type Day } from "#app/days.ts";
import type { Portal } from "#app/portal.ts";
import { last, storyOf, type Tale } from "./tale.ts";

const [sam, tom, dale, priya] = ["1001", "1003", "1007", "1008"] as const;
const [colette, gord, joanne] = ["1010", "1013", "1014"] as const;
const ruth = "ruth.enns@example.net";
const ingrid = "ingrid.vance@example.net";

/**
 * The cases of the demo: one in triage about somebody of HR, one about the city manager, one under investigation with a
 * notice to read, one whose suspension waits for two others, and one that ended with a warning and is closed.
 */
export async function seedCases(portal: Portal): Promise<void> {
  const story = await storyOf(portal);
  await story(
    { report: -30, opened: -29, by: joanne, about: gord, reporter: priya },
    {
      what: "Gord wrote in a group for truckers that the City’s foremen are crooks, and named two of them.",
      platforms: ["Facebook"],
      clauses: ["6.c"],
    },
    warned,
  );
  await story(
    { report: -26, opened: -25, by: tom, about: colette, reporter: priya },
    {
      what: "Colette answered a resident’s complaint about the arena for two evenings and called her names.",
      platforms: ["Facebook"],
      addresses: ["https://www.facebook.com/groups/town-talk/posts/3302"],
      clauses: ["6.c", "6.d"],
    },
    waiting,
  );
  await story(
    { report: -6, opened: -5, by: joanne, about: dale, reporter: priya },
    {
      what: "Dale posted a picture of the new pump house under construction and wrote that the contractor is a cousin of the mayor.",
      platforms: ["Facebook"],
      addresses: ["https://www.facebook.com/groups/town-talk/posts/4833"],
      recognizable: "He wears the City’s jacket in the picture.",
      clauses: ["6.c"],
    },
    noticed,
  );
  await story(
    { report: -3, opened: -2, by: joanne, about: tom, reporter: null },
    {
      what: "Tom wrote under a news story that everybody at the City thinks the new by-law is a mistake.",
      platforms: ["Twitter"],
      clauses: ["6.b"],
    },
  );
  await story(
    { report: -2, opened: -1, by: ruth, about: sam, reporter: null },
    {
      what: "The city manager shared a post that makes fun of a councillor, from the account that says what his job is.",
      platforms: ["LinkedIn"],
      clauses: ["6.c"],
    },
  );
}

/** Investigated, substantiated, and ended with a written warning that stands. */
async function warned(tale: Tale): Promise<void> {
  await investigate(tale, joanne, -29, -40);
  const { act, about, day } = tale;
  await act(-24, joanne, served("by-hand", day(-24), "Joanne Settee", "He signed for it."));
  await act(-22, ingrid, responded(tale, day(-22), "I was angry about my shift. I took it down."));
  await find(tale, -21, "He says himself that he wrote it, and both foremen are named in it.", tom);
  await act(-20, joanne, ({ kase, file }) =>
    proposalAct(
      kase,
      {
        ...{ respondentId: about.personId, measure: "written-warning", days: null, isPaid: null },
        ...{ grounds: [file.findings.at(-1)?.number ?? 0], sunsetOn: addDays(day(-20), 730) },
      },
      {
        words: "A first time, taken down the same day. It was read by people who work for the two.",
        ...{ mitigating: "He regretted it at once.", aggravating: "" },
      },
    ),
  );
  await act(
    -19,
    tom,
    last("proposed", (about) => ({ act: "confirmed", about, choice: "as-approver" })),
  );
  await act(-18, joanne, async (hand, at) => {
    const proposal = hand.standing.liveDiscipline.at(-1);
    if (!proposal) throw new Error("What is issued was proposed.");
    const letter = await writeDecision(at, hand, proposal);
    const said = { letter, on: day(-18), by: "Joanne Settee", proof: "He signed for it." };
    const { personId } = about;
    return { act: "issued", about: proposal.number, personId, choice: "by-hand", said };
  });
  await act(-17, joanne, () => ({ act: "reporter-told", said: { words: "Told by phone." } }));
  await act(-17, joanne, ({ today }) => ({
    ...{ act: "closed", dueOn: addDays(today, 7 * 365), said: { words: "Nothing is open." } },
  }));
}

/** Substantiated; a suspension is proposed and waits for two others. */
async function waiting(tale: Tale): Promise<void> {
  await investigate(tale, tom, -25, -27);
  const { act, about, day } = tale;
  await act(-20, tom, served("registered-mail", day(-20), "Tom Baker", "Slip of the post office."));
  await act(-14, ingrid, responded(tale, day(-14), "She began it. I should have stopped."));
  await find(tale, -12, "Eleven comments over two evenings; three of them insult her.", joanne);
  await act(-1, tom, ({ kase, file }) =>
    proposalAct(
      kase,
      {
        ...{ respondentId: about.personId, measure: "suspension", days: 3, isPaid: false },
        ...{ grounds: [file.findings.at(-1)?.number ?? 0], sunsetOn: addDays(day(-1), 730) },
      },
      {
        words: "She had been asked to step away on the first evening, and went on.",
        mitigating: "Eleven years without any other.",
        aggravating: "The resident was named and insulted.",
      },
    ),
  );
}

/** Under investigation, with a notice that its respondent finds in the portal. */
async function noticed(tale: Tale): Promise<void> {
  await investigate(tale, joanne, -5, -8);
  await tale.act(-3, joanne, served("portal", tale.day(-3), "Joanne Settee", "In the portal."));
}

/** From triage to the notice of one allegation of clause 6.c; the notice is written three days after. */
async function investigate(tale: Tale, by: string, day: number, posted: number): Promise<void> {
  const { act, about } = tale;
  const reasons = { words: "It names the City, and may be true.", to: "" };
  await act(day, by, () => ({ act: "triaged", choice: "investigate", said: reasons }));
  const { personId } = await tale.who(ingrid);
  const why = { words: "From outside, and free this month." };
  await act(day, by, () => ({ act: "appointed", personId, said: why }));
  const free = { words: "I know nobody in this case." };
  await act(
    day + 1,
    ingrid,
    last("appointed", (number) => ({ act: "declared", about: number, said: free })),
  );
  const version = await tale.portal.shelf.inForce(tale.portal.now());
  await act(day + 1, ingrid, ({ kase }) =>
    allegationAct(
      kase,
      {
        ...{ respondentId: about.personId, versionId: version?.id ?? "", clause: "6.c" },
        ...{ postedFrom: tale.day(posted), postedUntil: tale.day(posted), isOffDuty: true },
      },
      {
        particulars: "A public post, and what was written under it, as the report has it.",
        ...{ addresses: [], whyVersion: "", link: "The profile names the City as employer." },
      },
    ),
  );
  await act(day + 2, ingrid, async (hand, at) => {
    const dueOn = addDays(hand.today, 14);
    const to = personOf(hand.file, about.personId);
    const letter = await writeAllegationNotice(at, hand, { to, dueOn });
    return { act: "noticed", personId: about.personId, dueOn, said: { letter } };
  });
}

const served = (
  choice: "portal" | "by-hand" | "registered-mail",
  on: Day,
  by: string,
  proof: string,
) => last("noticed", (about) => ({ act: "served", about, choice, said: { on, by, proof } }));

const responded = ({ about: { personId } }: Tale, on: Day, words: string) =>
  last("noticed", (about) => ({
    ...{ act: "responded", about, personId, choice: "response", said: { words, on } },
  }));

/** Substantiated, and reviewed the day after. */
async function find(tale: Tale, days: number, words: string, reviewer: string): Promise<void> {
  const respondentId = tale.about.personId;
  await tale.act(days, ingrid, ({ kase, file }) => {
    const allegation = file.allegations.at(-1)?.number ?? 0;
    const acts = file.acts.filter(({ act }) => act === "responded").map(({ number }) => number);
    return findingAct(
      kase,
      { allegation, respondentId, outcome: "substantiated" },
      { words, acts, files: [] },
    );
  });
  await tale.act(
    days + 1,
    reviewer,
    last("found", (about) => ({ act: "confirmed", about, choice: "as-approver" })),
  );
}
