import { z } from "zod";
import type { UnseenVisit } from "../../auth/guard.ts";
import type { Viewer } from "../../auth/viewer.ts";
import type { FormRefusal } from "../../form.ts";
import type { Subject } from "../answers.ts";
import { type Colleague, findColleagues, isColleague, readColleagues } from "./colleagues.ts";
import type { DraftReport } from "./draft-report.ts";
import { toldInLines } from "./told.ts";

/** `person` and `chosen`: found in the directory now, and before. `words`: everybody else, one a line. */
export const whoForm = z.object({
  person: z.array(z.string()),
  chosen: z.array(z.string()),
  words: toldInLines({ most: 10, max: 200 }),
  unknown: z.string().optional(),
  q: z.string().optional(),
});

/** What the page of the question asks with. */
export type WhoPage = {
  /** Null for somebody who may not search the directory. */
  search: { typed: string; found: Colleague[]; isMore: boolean } | null;
  chosen: Colleague[];
  words: string;
  isUnknown: boolean;
};

/**
 * Who may search the directory for this draft: somebody who gives their name, and is signed in as somebody
 * who works here. Of an anonymous reporter nobody asks.
 */
export async function searcherFor(
  { portal, whoIsSignedIn }: UnseenVisit,
  { kind }: DraftReport,
): Promise<Viewer | null> {
  const givesName = kind === "named" || kind === "confidential";
  const viewer = givesName ? await whoIsSignedIn() : null;
  return viewer && (await isColleague(viewer, portal)) ? viewer : null;
}

/** What stands on the page: what was answered, or typed and left, and who was found. */
export async function readWhoPage(
  visit: UnseenVisit,
  draft: DraftReport,
  left: FormRefusal | null,
): Promise<WhoPage> {
  const viewer = await searcherFor(visit, draft);
  const typed = (visit.url.searchParams.get("q") ?? "").slice(0, 100);
  const wanted = left ? idsIn(left.typed) : null;
  return {
    search: viewer && {
      typed,
      ...(await findColleagues(viewer, visit.portal, typed)),
    },
    chosen: await chosenOf(visit, draft, viewer, wanted),
    words: (draft.who ?? []).flatMap((one) => ("words" in one ? one.words : [])).join("\n"),
    isUnknown: draft.who?.length === 0,
  };
}

/** Whom a form names by ticking them. */
export function idsIn({ chosen = [], person = [] }: FormRefusal["typed"]): string[] {
  return [chosen, person].flat();
}

/**
 * The people somebody chose: those they may find in the directory, and those who stood in the draft before,
 * of whom only the name is there where the viewer may not find them any more. `wanted` null: those of the
 * draft.
 */
export async function chosenOf(
  { portal }: UnseenVisit,
  draft: DraftReport,
  viewer: Viewer | null,
  wanted: string[] | null,
): Promise<Colleague[]> {
  const before = (draft.who ?? []).flatMap((one) => ("personId" in one ? one : []));
  const all = [...new Set(wanted ?? before.map(({ personId }) => personId))];
  const ids = all.filter((id) => z.uuid().safeParse(id).success).slice(0, 50);
  const found = viewer ? await readColleagues(viewer, portal, ids) : [];
  return all.flatMap((id) => {
    const known = found.find(({ personId }) => personId === id);
    const one = before.find(({ personId }) => personId === id) ?? known;
    return one ? { ...{ position: "", department: "" }, ...known, ...one } : [];
  });
}

/** Whom the answer names; nobody: the reporter does not know. A sentence where it says neither, or both. */
export function subjectsIn(
  chosen: { personId: string; name: string }[],
  { words, unknown }: z.output<typeof whoForm>,
): { subjects: Subject[] } | { refused: string } {
  const subjects: Subject[] = [
    ...chosen.slice(0, 20).map(({ personId, name }) => ({ personId, name })),
    ...words.map((one) => ({ words: one })),
  ];
  const isUnknown = unknown === "yes";
  if (subjects.length === 0 && !isUnknown) {
    return { refused: "Write who it was, or tick that you do not know" };
  }
  if (subjects.length > 0 && isUnknown) {
    return { refused: "Write who it was, or tick that you do not know, but not both" };
  }
  return { subjects };
}
