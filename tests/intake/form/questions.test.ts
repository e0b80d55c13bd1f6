import { describe, expect, test } from "vitest";
import { becomeAnonymous, namesTheReporter } from "#app/intake/form/become-anonymous.ts";
import { type DraftReport, newDraft } from "#app/intake/form/draft-report.ts";
import { finishReport } from "#app/intake/form/finished-report.ts";
import { firstUnanswered, progressAt, wayTo } from "#app/intake/form/questions.ts";
import { postTimeIn, whenForm } from "#app/intake/form/when-form.ts";

/** A draft of somebody who gives their name, with every question answered. */
const whole: DraftReport = {
  ...newDraft(),
  about: "yes",
  isUrgent: false,
  kind: "named",
  what: "A lifeguard wrote that the council is a circus.",
  where: { platforms: ["Facebook"], other: "", addresses: ["facebook.com/1"], onChannel: "no" },
  when: { kind: "unknown" },
  who: [{ personId: "11111111-1111-4111-8111-111111111111", name: "Jesse Flett" }],
  recognizable: "",
  rules: ["It ran down the City", "It sold something"],
  witnesses: "",
  pasted: "",
  contact: { personId: null, name: "Ann Reader", email: "", phone: "", reach: "" },
};

const settings = {
  ...{ acknowledgeWithin: 3, danger: "", commentsAsk: "", ask: "", platforms: [] },
  rules: [
    { clause: "6.c", says: "It ran down the City", onChannels: false },
    { clause: "6.c", says: "It harassed somebody", onChannels: false },
    { clause: "5.monitoring.h", says: "It sold something", onChannels: true },
  ],
};

describe("the way through the questions", () => {
  test("leads to the first without an answer, and back to any before it", () => {
    const begun: DraftReport = { ...newDraft(), about: "yes", isUrgent: true };
    expect(wayTo(begun, "evidence")).toBe("name");
    expect(wayTo(begun, "about")).toBe("about");
    expect(firstUnanswered(whole)).toBeNull();
  });

  test("does not go on from something no employee posted", () => {
    expect(firstUnanswered({ ...whole, about: "no" })).toBe("about");
  });

  test("has one question less for the anonymous", () => {
    expect(progressAt(whole, "what")).toBe("Question 4 of 12");
    expect(progressAt({ ...whole, kind: "anonymous" }, "what")).toBe("Question 4 of 11");
  });
});

describe("who becomes anonymous", () => {
  test("keeps what they told, and nothing about themselves", () => {
    const left = { contact: { name: "Ann" }, who: { chosen: ["x"] }, what: { what: "more" } };
    const { formId, ...anonymous } = becomeAnonymous({ ...whole, left });
    expect(JSON.stringify(anonymous)).not.toMatch(/Ann|1111/);
    expect(anonymous).toMatchObject({
      kind: "anonymous",
      what: whole.what,
      who: [{ words: "Jesse Flett" }],
      left: { what: { what: "more" } },
    });
  });

  test("is told so only where there was something to remove", () => {
    expect(namesTheReporter(whole)).toBe(true);
    expect(namesTheReporter(becomeAnonymous(whole))).toBe(false);
  });
});

describe("a finished report", () => {
  test("cites a ground of the channels only where the post is on one", () => {
    const clauses = (onChannel: "yes" | "not-sure") => {
      const where = { platforms: [], other: "", addresses: [], onChannel };
      return finishReport({ ...whole, where }, settings)?.answers.clauses;
    };
    expect(clauses("yes")).toEqual(["6.c", "5.monitoring.h"]);
    expect(clauses("not-sure")).toEqual(["6.c"]);
  });

  test("is none while a question has no answer", () => {
    const { when: _, ...rest } = whole;
    expect(finishReport(rest, settings)).toBeNull();
  });

  test("has no reporter when it is anonymous, whatever else stands in the draft", () => {
    const finished = finishReport({ ...whole, kind: "anonymous" }, settings);
    expect(finished).toMatchObject({
      reporter: null,
      answers: { subjects: [{ words: "Jesse Flett" }] },
    });
  });
});

describe("when it was posted", () => {
  const form = whenForm("2026-11-23");
  const wrong = (value: Record<string, string>) =>
    form.safeParse(value).error?.issues.map(({ path, message }) => [path[0], message]) ?? [];

  test("is a day, a span of days, or unknown", () => {
    const read = (value: Record<string, string>) => postTimeIn(form.parse(value));
    expect(read({ when: "day", on: "2026-11-23", from: "2020-01-01" })).toEqual({
      ...{ kind: "day", on: "2026-11-23" },
    });
    expect(read({ when: "span", from: "2026-11-01", until: "2026-11-01" })).toEqual({
      ...{ kind: "span", from: "2026-11-01", until: "2026-11-01" },
    });
    expect(read({ when: "unknown", on: "2026-11-23" })).toEqual({ kind: "unknown" });
  });

  test.each([
    [{}, "when", "Choose whether you know when it was posted"],
    [{ when: "yesterday" }, "when", "Choose whether you know when it was posted"],
    [{ when: "day" }, "on", "Enter the day, such as 2026-11-23"],
    [{ when: "day", on: "2026-02-30" }, "on", "Enter the day, such as 2026-11-23"],
    [{ when: "day", on: "2026-11-24" }, "on", "Enter a day that is not after today"],
    [{ when: "span", from: "2026-11-01" }, "until", "Enter the last day, such as 2026-11-23"],
    [
      { when: "span", from: "2026-11-02", until: "2026-11-01" },
      "until",
      "Enter a last day that is not before the first",
    ],
  ])("is refused in words: %j", (value, field, mend) => {
    expect(wrong(value)).toEqual([[field, mend]]);
  });
});
