import type { importStage } from "#drizzle/schema/imports.ts";

export type ImportStage = (typeof importStage.enumValues)[number];

/** The stage of an import in words. */
export const stageWords: Record<ImportStage, string> = {
  reading: "Being read",
  faulty: "Has faults",
  ready: "Waits for you",
  merging: "Being merged",
  merged: "Merged",
  discarded: "Discarded",
};

/** How many people a file is about, by what it would change. */
export type ImportCounts = {
  rows: number;
  new: number;
  returning: number;
  changed: number;
  unchanged: number;
  absent: number;
  departments: number;
};
