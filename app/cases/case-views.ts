import { sql } from "drizzle-orm";
import type { Viewer } from "../auth/viewer.ts";
import { type PageOf, type Place, readPage, type Stretch } from "../keyset.ts";
import type { Portal } from "../portal.ts";
import type { CasePerson } from "./case-file.ts";
import { readCouldSee } from "./could-see.ts";
import type { CaseViewing } from "./note-case-view.ts";
import type { OpenCase } from "./open-case.ts";

/** That somebody saw something of a case. */
export type CaseView = {
  caseId: string;
  number: string;
  person: CasePerson;
  viewing: CaseViewing;
  /** Of evidence: which file. */
  fileId: string | null;
  at: Date;
};

/** What one person saw of a case in one way within a minute; `files` says of how many files. */
type CaseViewsOfMinute = CaseView & { files: number };

/**
 * Rows of one page as one line for each person, case, kind and minute, with the moment of the first in order: who
 * opens a case with pictures looks at each of them.
 */
export function foldViews(rows: CaseView[]): CaseViewsOfMinute[] {
  const alike = Map.groupBy(rows, ({ caseId, person, viewing, at }) =>
    [caseId, person.id, viewing, Math.floor(at.getTime() / 60_000)].join(" "),
  );
  return [...alike.values()].flatMap((same) =>
    same.slice(0, 1).map((first) => ({
      ...first,
      files: new Set(same.flatMap(({ fileId }) => fileId ?? [])).size,
    })),
  );
}

/** Newest first, along the indexes of views by case and by person. */
export const viewOrder: Stretch[] = [
  {
    columns: [
      { at: "v.viewed_at", holds: "moment" },
      { at: "v.id", holds: "uuid" },
    ],
    indexed: 2,
    falling: true,
  },
];

/** A page of who saw what of a case, for whoever handles it and opened it. */
export function readViewsOfCase(
  { db }: Portal,
  { id }: Pick<OpenCase, "id">,
  { place, size = 50 }: { place: Place | null; size?: number },
): Promise<PageOf<CaseView>> {
  return readViews({ place, size }, ({ key, where, order, limit }) =>
    db.execute(sql`
      select ${columns}, ${key} as key from case_views v ${joined}
      where v.case_id = ${id} and ${where} order by ${order} limit ${limit}`),
  );
}

/** A page of what somebody saw, of the cases that the viewer handles or decides in, as for `readViewsOfCase`. */
export async function readViewsBy(
  viewer: Viewer,
  portal: Portal,
  personId: string,
  { place, size = 50 }: { place: Place | null; size?: number },
): Promise<PageOf<CaseView>> {
  const { tables, today, isOf, isThere } = await readCouldSee(viewer, portal);
  const of = sql`${viewer.personId}, t.case_id, ${today}`;
  const isTheirs = sql`${isThere} and (handles_case(${of}) or decides_case(${of}))`;
  return readViews({ place, size }, ({ key, where, order, limit }) =>
    portal.db.execute(sql`
      with recursive ${tables}
      select ${columns}, v.key from (
        select v.*, ${key} as key from case_views v join case_standings t on t.case_id = v.case_id
        where v.person_id = ${personId} and ${where} and case when ${isOf} then ${isTheirs} else false end
        order by ${order} limit ${limit}
      ) v ${joined} order by ${order}`),
  );
}

/** Somebody of the directory by their handle, to ask what they saw. */
export async function readViewingPerson(
  { db }: Portal,
  handle: string,
): Promise<CasePerson | undefined> {
  const [person] = await db.execute<CasePerson>(sql`
    select id, handle, given_name || ' ' || family_name as name from people where handle = ${handle.slice(0, 100)}`);
  return person;
}

const columns = sql`v.case_id as "caseId", c.number, v.viewing, v.file_id as "fileId", v.viewed_at as at,
  json_build_object('id', p.id, 'handle', p.handle, 'name', p.given_name || ' ' || p.family_name) as person`;

const joined = sql`join cases c on c.id = v.case_id join people p on p.id = v.person_id`;

type ViewRow = Omit<CaseView, "at"> & { at: string; key: string[] };

async function readViews(
  from: { place: Place | null; size: number },
  read: Parameters<typeof readPage<ViewRow>>[2],
): Promise<PageOf<CaseView>> {
  const page = await readPage<ViewRow>(viewOrder, from, read);
  return {
    ...page,
    rows: page.rows.map(({ key: _, at, ...row }) => ({ ...row, at: new Date(at) })),
  };
}
