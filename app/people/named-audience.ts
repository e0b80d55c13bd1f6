import { sql } from "drizzle-orm";
import { z } from "zod";
import { isSeenBy } from "../attestation/access.ts";
import type { Viewer } from "../auth/viewer.ts";
import { paragraphs } from "../form.ts";
import type { Portal } from "../portal.ts";
import { type Audience, audience } from "./audience.ts";

/** An audience as a form sends it: positions a line each, what is left empty leaves nobody out. */
export const audienceFields = {
  department: z
    .array(z.string().max(200, "Choose departments from the list"))
    .max(500, "Choose fewer departments"),
  type: z.array(z.string()),
  positions: paragraphs("Write a position a line", 5000).optional(),
  from: audience.shape.startedFrom,
  until: audience.shape.startedUntil,
};

type Typed = z.output<z.ZodObject<typeof audienceFields>>;

/**
 * The audience that was typed. Refuses, by field, a department, position or type that nobody has or will
 * have: a misspelt one would leave people out without a word.
 */
export async function readAudience(
  viewer: Viewer,
  portal: Portal,
  { department, type, positions = "", from, until }: Typed,
): Promise<{ audience: Audience } | { errors: Record<string, string> }> {
  const errors: Record<string, string> = {};
  const known = await readWorkWords(viewer, portal);
  const spelled = spelledAs(known.positions);
  const asked = positions
    .split("\n")
    .map((line) => line.trim())
    .filter(Boolean);
  const unknown = asked.find((position) => !spelled.has(position.toLowerCase()));
  if (unknown) {
    errors.positions = `Write positions as the directory has them: nobody is “${unknown.slice(0, 60)}”`;
  }
  if (department.some((name) => !known.departments.includes(name))) {
    errors.department = "Choose departments from the list";
  }
  if (from && until && from > until)
    errors.until = "Choose a last day that is not before the first";
  const lists = {
    departments: department,
    positions: asked.flatMap((position) => spelled.get(position.toLowerCase()) ?? []),
    types: type,
  };
  const given = Object.entries({ ...lists, startedFrom: from, startedUntil: until }).filter(
    ([, value]) => value !== undefined && value.length > 0,
  );
  const parsed = audience.safeParse(Object.fromEntries(given));
  if (!parsed.success) errors.type ??= "Choose employment types from the list";
  return parsed.success && Object.keys(errors).length === 0
    ? { audience: parsed.data }
    : { errors };
}

/** Departments and positions that somebody has or will have, as the directory spells them. */
async function readWorkWords(
  viewer: Viewer,
  portal: Portal,
): Promise<{ departments: string[]; positions: string[] }> {
  const [words] = await portal.db.execute<{ departments: string[]; positions: string[] }>(sql`
    select array(select name from departments where ${isSeenBy(viewer)}) as departments,
      array(
        select distinct position from employments where superseded_at is null and ${isSeenBy(viewer)}
      ) as positions`);
  return words ?? { departments: [], positions: [] };
}

function spelledAs(positions: string[]): Map<string, string[]> {
  return Map.groupBy(positions, (position) => position.toLowerCase());
}
