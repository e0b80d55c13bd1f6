import type { Standing } from "../content/standing-of-version.ts";

const words: Record<Standing, { label: string; look: string }> = {
  "in force": { label: "In force", look: "acknowledged" },
  "to come": { label: "To come", look: "assigned" },
  earlier: { label: "Earlier", look: "ended" },
};

/** Whether a version is in force, in a word. */
export function VersionStanding({ standing }: { standing: Standing }) {
  const { label, look } = words[standing];
  return <span className={`state state--${look}`}>{label}</span>;
}
