import { dayIn } from "../days.ts";
import type { PolicyVersion, VersionHead } from "./version.ts";

/** Whether a version is in force, will be, or was. */
export type Standing = "in force" | "to come" | "earlier";

/** Where a version stands at a moment, as days are in the time zone of its own organization. */
export function standingOf(
  version: PolicyVersion,
  { inForce, now }: { inForce: VersionHead | null; now: Date },
): Standing {
  if (version.id === inForce?.id) return "in force";
  const today = dayIn(version.content.organization.timeZone, now);
  return version.effectiveOn > today ? "to come" : "earlier";
}
