import { type SQL, sql } from "drizzle-orm";
import type { Day } from "../days.ts";
import { mistake } from "./fault.ts";
import type { Filter, FilterValue, Operator } from "./filter.ts";
import { base, enterpriseSchema, isForgotten, isReadOnly, userSchema } from "./names.ts";
import { changedAt, isActive, userName } from "./users-in-sql.ts";

/** How an attribute is compared: `text` without regard to case. */
type Kind = "text" | "exact" | "boolean" | "moment" | "schemas";
type Column = { kind: Kind; at: SQL; equal?: (value: string) => SQL };

/** The attributes that can be asked for. `equal` finds people along an index. */
function columnsOn(day: Day): Record<string, Column> {
  const fullName = sql`(p.given_name || ' ' || p.family_name)`;
  const email: Column = { kind: "text", at: sql`p.email`, equal: withEmail };
  const manager: Column = { kind: "text", at: sql`m.id::text` };
  return {
    id: { kind: "exact", at: sql`p.id::text`, equal: withId },
    externalid: { kind: "exact", at: sql`r.external_id`, equal: withExternalId },
    username: { kind: "text", at: userName, equal: withUserName },
    "name.givenname": { kind: "text", at: sql`p.given_name` },
    "name.familyname": { kind: "text", at: sql`p.family_name` },
    "name.formatted": { kind: "text", at: fullName },
    name: { kind: "text", at: fullName },
    displayname: { kind: "text", at: fullName },
    emails: email,
    "emails.value": email,
    "emails.type": { kind: "text", at: sql`case when p.email is not null then 'work' end` },
    "emails.primary": { kind: "boolean", at: sql`case when p.email is not null then true end` },
    active: { kind: "boolean", at: isActive(day) },
    title: { kind: "text", at: sql`e.position` },
    usertype: { kind: "text", at: sql`e.type::text` },
    "enterprise:employeenumber": {
      kind: "text",
      at: sql`p.employee_number`,
      equal: (value) =>
        sql`p.id in (select id from people where lower(employee_number) = lower(${value}))`,
    },
    "enterprise:department": { kind: "text", at: sql`d.name` },
    "enterprise:manager": manager,
    "enterprise:manager.value": manager,
    "enterprise:manager.displayname": {
      kind: "text",
      at: sql`(m.given_name || ' ' || m.family_name)`,
    },
    "meta.created": { kind: "moment", at: sql`p.created_at` },
    "meta.lastmodified": { kind: "moment", at: changedAt },
    "meta.resourcetype": { kind: "exact", at: sql`'User'::text` },
    "meta.location": { kind: "exact", at: sql`('${sql.raw(base)}/Users/' || p.id)` },
    schemas: { kind: "schemas", at: sql`array[${userSchema}::text, ${enterpriseSchema}::text]` },
  };
}

/**
 * A filter as a condition on the users of `usersOn`. An attribute of the standard that this portal does not keep
 * has no value; one that nobody knows is refused as `invalidFilter`.
 */
export function inSql(filter: Filter, day: Day): SQL {
  const columns = columnsOn(day);
  const write = (one: Filter, within: string): SQL => {
    switch (one.is) {
      case "and":
      case "or": {
        const all = one.all.map((part) => write(part, within));
        return sql`(${sql.join(all, one.is === "and" ? sql` and ` : sql` or `)})`;
      }
      case "not":
        return sql`(not ${write(one.one, within)})`;
      case "within":
        if (within !== "") throw invalid("Write no [ ] within [ ]");
        return sql`(${compare(columnOf(one.name), "pr", null)} and ${write(one.one, `${one.name}.`)})`;
      case "comparison":
        return compare(columnOf(within + one.name), one.operator, one.value);
    }
  };
  const columnOf = (name: string): Column => {
    const column = Object.hasOwn(columns, name) ? columns[name] : undefined;
    if (column) return column;
    if (isForgotten(name) || isReadOnly(name)) return { kind: "text", at: sql`null::text` };
    throw invalid(`Ask for an attribute of this portal: there is no ${name.slice(0, 100)}`);
  };
  return write(filter, "");
}

/** True or false, never null: `not` turns it round. */
function compare(column: Column, operator: Operator, value: FilterValue): SQL {
  const { kind, at, equal } = column;
  if (kind === "schemas") return compareSchemas(at, operator, value);
  if (operator === "pr" || (operator === "ne" && value === null)) return sql`(${at} is not null)`;
  if (operator === "eq" && value === null) return sql`(${at} is null)`;
  const asked = valueFor(kind, operator, value);
  if (operator === "eq" && equal && typeof value === "string") return equal(value);
  const fold = (text: SQL) => (kind === "text" ? sql`lower(${text})` : text);
  const [one, other] = [fold(at), fold(asked)];
  switch (operator) {
    case "eq":
      return sql`coalesce(${one} = ${other}, false)`;
    case "ne":
      return sql`(${one} is distinct from ${other})`;
    case "co":
      return sql`coalesce(strpos(${one}, ${other}) > 0, false)`;
    case "sw":
      return sql`coalesce(starts_with(${one}, ${other}), false)`;
    case "ew":
      return sql`coalesce(right(${one}, length(${other})) = ${other}, false)`;
    default: {
      const order = kind === "moment" ? sql`` : sql` collate "C"`;
      return sql`coalesce(${one} ${sql.raw(signs[operator])} ${other}${order}, false)`;
    }
  }
}

const signs = { gt: ">", ge: ">=", lt: "<", le: "<=" } as const;

function valueFor(kind: Kind, operator: Operator, value: FilterValue): SQL {
  if (kind === "boolean") {
    const said = String(value).toLowerCase();
    if ((operator === "eq" || operator === "ne") && (said === "true" || said === "false")) {
      return said === "true" ? sql`true` : sql`false`;
    }
    throw invalid("Compare this attribute by eq or ne with true or false");
  }
  if (typeof value !== "string") throw invalid("Compare this attribute with a text in quotes");
  if (kind !== "moment") return sql`${plain(value)}::text`;
  if (!isMoment(value) || ["co", "sw", "ew"].includes(operator)) {
    throw invalid("Compare this attribute by eq, ne, gt, ge, lt or le with a moment of XML Schema");
  }
  return sql`${new Date(value).toISOString()}::timestamptz`;
}

function compareSchemas(at: SQL, operator: Operator, value: FilterValue): SQL {
  if (operator === "pr") return sql`true`;
  if (operator !== "eq" || typeof value !== "string") throw invalid("Compare schemas by eq");
  return sql`(${plain(value)}::text = any(${at}))`;
}

const isMoment = (text: string) =>
  /^(19|20|21)\d\d-\d\d-\d\d(T[\d:.]+(Z|[+-]\d\d:\d\d)?)?$/.test(text) &&
  !Number.isNaN(Date.parse(text));

/** The database takes every character but this one. */
function plain(text: string): string {
  if (text.includes("\0")) throw invalid("Leave out the character U+0000");
  return text;
}

const withEmail = (value: string) =>
  sql`p.id in (select id from people where lower(email) = lower(${plain(value)}))`;
const withExternalId = (value: string) =>
  sql`p.id in (select person_id from provisioned_people where external_id = ${plain(value)})`;
const withId = (value: string) => (isUuid(value) ? sql`p.id = ${value}::uuid` : sql`false`);

/** As it was written, or else by address or number: so somebody who came another way is found and adopted. */
const withUserName = (value: string) => sql`p.id in (
  select person_id from provisioned_people where lower(user_name) = lower(${plain(value)})
  union all
  select x.id from people x
  where (lower(x.email) = lower(${value}) or lower(x.employee_number) = lower(${value}))
    and not exists (
      select from provisioned_people y where y.person_id = x.id and y.user_name is not null
    )
)`;

/** The id of a person, as PostgreSQL writes it. */
export const isUuid = (text: string) =>
  /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/.test(text);

const invalid = (words: string) => mistake("invalidFilter", `${words}.`);
