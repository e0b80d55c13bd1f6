import { inArray } from "drizzle-orm";
import { z } from "zod";
import { people } from "#drizzle/schema/people.ts";
import { isDay } from "../days.ts";
import { type FormRefusal, line, readForm, refuseForm } from "../form.ts";
import type { Portal } from "../portal.ts";
import type { NewAuthorization } from "./authorization.ts";
import { anywhere } from "./channels.ts";

const day = (missing: string) =>
  z
    .string({ error: missing })
    .trim()
    .refine(isDay, "Enter a day as year-month-day, such as 2026-03-31");

const words = {
  subject: line("Enter on what the person may speak, such as recreation programs", 120),
  channels: z.array(z.string()).min(1, "Choose where the person may speak"),
  authorizedBy: line("Enter the number of the person who authorized them", 100),
  basis: line("Enter how it was given, such as a resolution or a letter with its date", 200),
  fromOn: day("Enter the first day"),
  untilOn: day("Enter the last day").optional(),
};
const reason = line("Enter why this is changed", 300);

const given = z.object({ person: line("Enter the number of the person", 100), ...words });
const corrected = z.object({ seen: z.uuid(reopen()), ...words, reason });
const ended = z.object({ seen: z.uuid(reopen()), lastOn: day("Enter the last day"), reason });

/** `typed` is for showing the form again when the act refuses. */
type Read<V> = { value: V; typed: FormRefusal["typed"] } | { refusal: FormRefusal };

/** The form that enters an authorization: who is in the directory and what is a channel is looked up. */
export async function readGivenForm(
  portal: Portal,
  request: Request,
): Promise<Read<NewAuthorization>> {
  const form = await readForm(request, given);
  if ("refusal" in form) return form;
  const { person, authorizedBy, channels, ...rest } = form.value;
  const [ids, places] = await Promise.all([
    findPeople(portal, [person, authorizedBy]),
    readChannels(portal, channels),
  ]);
  const [personId, authorizerId] = [ids.get(person), ids.get(authorizedBy)];
  if (!personId || !authorizerId || "refused" in places) {
    return refuseForm(form.value, {
      ...(personId ? {} : { person: unknown }),
      ...(authorizerId ? {} : { authorizedBy: unknown }),
      ...("refused" in places ? { channels: places.refused } : {}),
    });
  }
  const value = { ...rest, ...places, ...period(rest), personId, authorizedBy: authorizerId };
  return { value, typed: form.value };
}

/** The form that corrects an entry; `seen` is the row that stood on the page. */
export async function readCorrectedForm(
  portal: Portal,
  request: Request,
  entry: { personId: string; channels: string[] },
): Promise<Read<NewAuthorization & { seen: string; reason: string }>> {
  const form = await readForm(request, corrected);
  if ("refusal" in form) return form;
  const { authorizedBy, channels, ...rest } = form.value;
  const [ids, places] = await Promise.all([
    findPeople(portal, [authorizedBy]),
    readChannels(portal, channels, entry.channels),
  ]);
  const authorizerId = ids.get(authorizedBy);
  if (!authorizerId || "refused" in places) {
    return refuseForm(form.value, {
      ...(authorizerId ? {} : { authorizedBy: unknown }),
      ...("refused" in places ? { channels: places.refused } : {}),
    });
  }
  const { personId } = entry;
  const value = { ...rest, ...places, ...period(rest), personId, authorizedBy: authorizerId };
  return { value, typed: form.value };
}

/** The form that ends an entry. */
export function readEndedForm(request: Request) {
  return readForm(request, ended);
}

const unknown = "Enter the number of somebody in the directory, as it stands on their file";

function reopen() {
  return "Open this page again, and make the change there";
}

const period = ({ untilOn }: { untilOn?: string | undefined }) => ({ untilOn: untilOn ?? null });

async function findPeople(portal: Portal, handles: string[]): Promise<Map<string, string>> {
  const found = await portal.db
    .select({ id: people.id, handle: people.handle })
    .from(people)
    .where(inArray(people.handle, handles));
  return new Map(found.map(({ id, handle }) => [handle, id]));
}

/** Channels as the organization names them, or as the entry named them before. */
async function readChannels(
  portal: Portal,
  chosen: string[],
  before: string[] = [],
): Promise<{ channels: string[] } | { refused: string }> {
  if (chosen.includes(anywhere)) {
    return chosen.length === 1
      ? { channels: [] }
      : { refused: "Choose either anywhere online, or the channels" };
  }
  const { channels } = await portal.organization();
  const known = [...new Set([...channels, ...before])];
  return chosen.every((channel) => known.includes(channel))
    ? { channels: known.filter((channel) => chosen.includes(channel)) }
    : { refused: "Choose from the channels below" };
}
