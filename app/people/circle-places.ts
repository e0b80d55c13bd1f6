import type { Circle } from "./circle.ts";

/** Where a circle's pages begin. */
export const circlePlaces: Record<Circle, { to: string; label: string; person: string }> = {
  hr: { to: "/hr", label: "Human Resources", person: "/hr/people" },
  team: { to: "/team", label: "My people", person: "/team" },
};
