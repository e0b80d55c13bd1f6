import { acknowledgeMeasure } from "./acknowledge.ts";
import { answerMeasure } from "./answer.ts";
import { dashboardMeasure } from "./dashboard.ts";
import { deadlineMeasure } from "./deadline.ts";
import { exportMeasure } from "./export.ts";
import { importMeasure } from "./import.ts";
import { journeyMeasure } from "./journey.ts";
import { lessonMeasure } from "./lesson.ts";
import { listsMeasure } from "./lists.ts";
import type { Measure } from "./measure.ts";
import { reportsMeasure } from "./reports.ts";
import { sealMeasure } from "./seal.ts";
import { startMeasure } from "./start.ts";
import { twoMeasure } from "./two.ts";
import { verifyMeasure } from "./verify.ts";
import { weightMeasure } from "./weight.ts";

/** Every measure, in the order they are taken. A new one is a file of its own and a line here. */
export const measures: Measure[] = [
  lessonMeasure,
  answerMeasure,
  acknowledgeMeasure,
  journeyMeasure,
  deadlineMeasure,
  importMeasure,
  dashboardMeasure,
  listsMeasure,
  exportMeasure,
  reportsMeasure,
  sealMeasure,
  verifyMeasure,
  weightMeasure,
  startMeasure,
  twoMeasure,
];
