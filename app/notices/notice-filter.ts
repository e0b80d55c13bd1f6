import { z } from "zod";
import { noticeKind } from "#drizzle/schema/notices.ts";
import { peopleFields, readFilter } from "../people/people-filter.ts";
import type { NoticeState } from "./notice.ts";
import { isPrivateKind } from "./private-kinds.ts";
import { noticeStateWords } from "./words.ts";

const states = Object.keys(noticeStateWords) as [NoticeState, ...NoticeState[]];

const noticeFilter = z.object({
  q: peopleFields.q,
  kind: z
    .enum(noticeKind.enumValues, { error: "Choose a kind from the list" })
    .refine((kind) => !isPrivateKind(kind), "Choose a kind from the list")
    .optional(),
  state: z.enum(states, { error: "Choose a state from the list" }).optional(),
});

/** Which notices a list shows. */
export type NoticeFilter = z.output<typeof noticeFilter>;

/** Reads the filter of an address. Refuses, in a sentence, what no form of the portal sends. */
export function readNoticeFilter(parameters: URLSearchParams) {
  return readFilter(noticeFilter, parameters);
}
