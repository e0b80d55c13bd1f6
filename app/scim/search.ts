import { sql } from "drizzle-orm";
import { clockOf } from "../clock.ts";
import type { Portal } from "../portal.ts";
import { answer } from "./answer.ts";
import { mistake } from "./fault.ts";
import { readFilter } from "./filter.ts";
import { inSql } from "./filter-in-sql.ts";
import { listSchema, mostResults } from "./names.ts";
import { project, readProjection } from "./project.ts";
import { listUsers, writeUser } from "./user.ts";

/** What a list is asked for, by address or by a body: as it came. */
export type Search = {
  filter?: unknown;
  startIndex?: unknown;
  count?: unknown;
  attributes?: unknown;
  excludedAttributes?: unknown;
};

/** A page of users (RFC 7644, 3.4.2). What asks for an order of them is not heeded: the order is that of ids. */
export async function searchUsers(portal: Portal, search: Search): Promise<Response> {
  const { today } = await clockOf(portal);
  const projection = readProjection(search.attributes, search.excludedAttributes);
  const startIndex = Math.max(1, readNumber(search.startIndex, 1));
  const count = Math.max(0, readNumber(search.count, mostResults));
  const { filter } = search;
  if (filter !== undefined && filter !== null && typeof filter !== "string") {
    throw mistake("invalidFilter", "Send a text as filter.");
  }
  const where = filter ? inSql(readFilter(filter), today) : sql`true`;
  const { totalResults, users } = await listUsers(portal.db, today, { where, startIndex, count });
  return answer({
    schemas: [listSchema],
    totalResults,
    startIndex,
    itemsPerPage: users.length,
    Resources: users.map((user) => project(writeUser(user, portal.publicUrl), projection)),
  });
}

function readNumber(given: unknown, otherwise: number): number {
  if (given === undefined || given === null || given === "") return otherwise;
  const text = String(given);
  if (!/^-?\d{1,9}$/.test(text)) {
    throw mistake("invalidValue", "Send whole numbers as startIndex and count.");
  }
  return Number(text);
}
