import { data } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { forRole, notFound, refuse, seeOther, type Visit } from "../auth/guard.ts";
import { clockOf } from "../clock.ts";
import { isDay } from "../days.ts";
import { readForm, refuseForm } from "../form.ts";
import { type Place, readPlace } from "../keyset.ts";
import { chooseLeavers } from "../people/import/choose-leavers.ts";
import { type Consequences, readConsequences } from "../people/import/consequences.ts";
import { discardImport, startMerge } from "../people/import/decide-import.ts";
import {
  absentOrder,
  type ChangeKind,
  changeOrder,
  countLeavers,
  readAbsent,
  readChanges,
  readFaults,
  readImportFile,
} from "../people/import/imports.ts";
import { readLostZeros } from "../people/import/lost-zeros.ts";
import { whyNotMergedBy } from "../people/import/own-reports.ts";
import { pageAddresses } from "../people/people-filter.ts";
import { ErrorSummary } from "../ui/field.tsx";
import { ImportFaults } from "../ui/import-faults.tsx";
import { ImportOutcome } from "../ui/import-outcome.tsx";
import { ImportPreview } from "../ui/import-preview.tsx";
import { ImportProgress } from "../ui/import-progress.tsx";
import { Page } from "../ui/page.tsx";

const nothing: Consequences = { departments: [], starting: 0, withoutEmail: 0 };
const kinds = ["new", "returning", "changed", "absent", "leaving"] as const;

export const loader = forRole("hr-training", async (visit) => {
  const { viewer, portal, url } = visit;
  const file = await fileOf(visit);
  const path = `/hr/people/import/${file.number}`;
  const kind = kinds.find((one) => one === url.searchParams.get("show")) ?? null;
  const isStill = url.searchParams.has("still");
  const [clock, { employmentTypes }, faults, leaving, zeros, whyNot, consequences, list] =
    await Promise.all([
      clockOf(portal),
      portal.organization(),
      file.stage === "faulty" ? readFaults(viewer, portal, file.number, 200) : [],
      countLeavers(viewer, portal, file.number),
      file.stage === "ready" ? readLostZeros(viewer, portal, file.number) : null,
      file.stage === "ready" ? whyNotMergedBy(portal.db, file.number, viewer.personId) : null,
      file.stage === "ready" ? readConsequences(viewer, portal, file.number) : nothing,
      kind && readList(visit, file.number, kind),
    ]);
  const isBusy = file.stage === "reading" || file.stage === "merging";
  const seconds = isBusy && !isStill ? 2 : null;
  return data(
    {
      ...{ clock, path, file, faults, leaving, zeros, whyNot, consequences },
      ...{ kind, isStill },
      types: employmentTypes,
      changes: (list && "changes" in list ? list.changes : null) ?? null,
      absent: (list && "absent" in list ? list.absent : null) ?? null,
      ...(kind && list
        ? pageAddresses(path, { show: kind }, kind, list.page)
        : { next: null, previous: null }),
    },
    { headers: seconds === null ? {} : { Refresh: String(seconds) } },
  );
});

/** A page about work that goes on asks for itself again. */
export const headers = ({ loaderHeaders }: { loaderHeaders: Headers }) => loaderHeaders;

const fields = z.object({
  act: z.enum(["merge", "discard", "leave", "stay"], {
    error: "Press one of the buttons of this page",
  }),
  seen: z.string().max(64).optional(),
  people: z.array(z.string().max(100)).max(100),
  lastOn: z.string().optional(),
});

export const action = forRole("hr-training", async (visit) => {
  const { viewer, portal, request, url } = visit;
  const file = await fileOf(visit);
  const read = await readForm(request, fields);
  if ("refusal" in read) return data(read, { status: 400 });
  const { act, seen, people, lastOn } = read.value;
  const path = `/hr/people/import/${file.number}`;
  if (act === "merge" || act === "discard") {
    const done =
      act === "merge"
        ? await startMerge(viewer, portal, file.number, seen ?? "")
        : await discardImport(viewer, portal, file.number);
    if ("refused" in done) return data(refuseForm({}, { form: done.refused }), { status: 409 });
    return seeOther(path);
  }
  if (people.length === 0) {
    return data(refuseForm({ lastOn }, { people: "Tick the people it is about" }), { status: 400 });
  }
  if (act === "leave" && !(lastOn && isDay(lastOn))) {
    const refused = "Enter the last day as year-month-day, such as 2026-03-31";
    return data(refuseForm({ lastOn, people }, { lastOn: refused }), { status: 400 });
  }
  const chosen = await chooseLeavers(viewer, portal, file.number, {
    handles: people,
    lastOn: act === "leave" ? (lastOn ?? null) : null,
  });
  if ("refused" in chosen) {
    return data(refuseForm({ lastOn, people }, { lastOn: chosen.refused }), { status: 409 });
  }
  return seeOther(`${path}${url.search}`);
});

export default function ImportPage() {
  const { file, faults, ...shown } = useLoaderData<typeof loader>();
  const refusal = useActionData<typeof action>()?.refusal ?? null;
  const { clock, path, isStill } = shown;
  return (
    <Page
      title={titles[file.stage]}
      caption={`${file.number}. ${file.fileName}`}
      back={{ to: "/hr/people/import", label: "Import the directory" }}
      failed={refusal !== null}
      wide
    >
      <ErrorSummary refusal={refusal} />
      {file.stage === "reading" || file.stage === "merging" ? (
        <ImportProgress {...{ file, path, isStill }} locale={clock.locale} />
      ) : null}
      {file.stage === "faulty" ? (
        <ImportFaults {...{ file, faults, path }} locale={clock.locale} />
      ) : null}
      {file.stage === "ready" ? <ImportPreview {...shown} {...{ file, refusal }} /> : null}
      {file.stage === "merged" ? <ImportOutcome {...shown} file={file} /> : null}
      {file.stage === "discarded" ? (
        <p className="govuk-body">
          {file.decidedBy} discarded this file. Nothing of it was merged, and what it held is gone.
        </p>
      ) : null}
    </Page>
  );
}

const titles = {
  reading: "Reading the file",
  faulty: "The file has faults",
  ready: "What would change",
  merging: "Merging the file",
  merged: "The file is merged",
  discarded: "The file is discarded",
};

async function fileOf({ viewer, portal, params }: Visit) {
  const file = await readImportFile(viewer, portal, params.number ?? "");
  if (!file) throw notFound();
  return file;
}

async function readList(
  { viewer, portal, url }: Visit,
  number: number,
  kind: ChangeKind | "absent",
) {
  const order = kind === "absent" ? absentOrder : changeOrder;
  const from = readPlace(url.searchParams, kind, order);
  if ("refused" in from) throw refuse(400, `${from.refused}.`);
  const place: Place | null = from.place;
  if (kind === "absent") {
    const page = await readAbsent(viewer, portal, number, place);
    return { page, absent: page.rows.map(({ key: _, ...row }) => row) };
  }
  const page = await readChanges(viewer, portal, { number, kind }, place);
  return { page, changes: page.rows.map(({ key: _, ...row }) => row) };
}
