import type { Answers } from "./answers.ts";

/** By what reports of a list are told apart: whom each is about, and where it was posted; null: not said. */
export type ToldApart = { who: string | null; where: string | null };

/** At most two of whom a report is about, and the platform, or else the host of the first address. */
export function tellApart({
  subjects,
  platforms,
  addresses,
}: Pick<Answers, "subjects" | "platforms" | "addresses">): ToldApart {
  const names = subjects.map((one) => ("words" in one ? one.words : one.name));
  const more = names.length > 2 ? " and others" : "";
  return {
    who: names.length > 0 ? `${names.slice(0, 2).join(", ")}${more}` : null,
    where: platforms[0] ?? hostOf(addresses[0] ?? ""),
  };
}

function hostOf(address: string): string | null {
  const url = URL.parse(/^[a-z][a-z0-9+.-]*:\/\//i.test(address) ? address : `https://${address}`);
  return url?.hostname.includes(".") ? url.hostname.replace(/^(www|m|mobile)\./, "") : null;
}
