import { isDay } from "../../days.ts";
import type { ExportText } from "./case-export.ts";

/** What each part of what is said is called. */
const labels: Record<string, string> = {
  words: "Words",
  to: "To whom",
  particulars: "Particulars",
  addresses: "Addresses of posts",
  link: "Link to the workplace",
  whyVersion: "Why this version",
  on: "Day",
  by: "By whom",
  proof: "Proof",
  who: "Who",
  present: "Who was present",
  mitigating: "Mitigating",
  aggravating: "Aggravating",
  what: "What happened",
  platforms: "Platforms",
  recognizable: "How one can tell",
  witnesses: "Who else saw it",
  pasted: "Pasted text",
  when: "When",
  subjects: "Whom it is about",
  name: "Name",
  email: "E-mail address",
  phone: "Phone",
  reach: "How to reach them",
  messages: "Messages",
  reason: "Reason",
  isUrgent: "Urgent",
  from: "Where it comes from",
  shows: "What it shows",
};

const isId = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * Every text in something that was said, each with what it is called, whatever its shape: so that what is added to
 * it later stands in exports too. Ids are left out. `left` names parts that are told in another way.
 */
export function textsOf(said: unknown, left: string[] = [], label = ""): ExportText[] {
  if (typeof said === "string") {
    const words = said.trim();
    return words === "" || isId.test(words) ? [] : [{ label: label || "Words", words }];
  }
  if (Array.isArray(said)) return said.flatMap((one) => textsOf(one, left, label));
  if (said === null || typeof said !== "object") return [];
  return Object.entries(said)
    .filter(([name]) => !left.includes(name))
    .flatMap(([name, part]) => {
      const called = labels[name] ?? spell(name);
      const isPart = typeof part === "string" && !isDay(part) && label !== "";
      return textsOf(part, left, isPart ? `${label}: ${called.toLowerCase()}` : called);
    });
}

/** "toldOn" as "Told on". */
function spell(name: string): string {
  const words = name.replace(/([a-z])([A-Z])/g, "$1 $2").toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
