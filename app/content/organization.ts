import { z } from "zod";
import type { employmentType } from "#drizzle/schema/people.ts";
import type { Fault } from "./fault.ts";
import { clauseId, count, orNone, slug, words } from "./fields.ts";
import type { DirectoryColumn, Organization, ReportSettings } from "./frozen-version.ts";
import { openYaml, type YamlFile } from "./yaml-file.ts";

/** Those of the directory. Named here, for loading the database's own list costs half of a content check. */
const employmentTypes = Object.keys({
  permanent: true,
  "part-time": true,
  temporary: true,
  casual: true,
  seasonal: true,
  contract: true,
  intern: true,
} satisfies Record<(typeof employmentType.enumValues)[number], true>);

const phone = z
  .string()
  .regex(/^\+?\d[\d ().-]{5,20}\d$/, "as a phone number: digits, spaces, hyphens and brackets");
const email = z.email("as an e-mail address, for example name@example.org");
const address = z
  .url({ protocol: /^https$/, error: "as an address that begins https://" })
  .max(500);
const colour = z.string().regex(/^#[0-9a-f]{6}$/i, 'as a colour in quotes, for example "#0b4a5c"');
const locale = z.string().refine(isLocale, "as a language and region, for example en-CA");
const timeZone = z
  .string()
  .refine(isTimeZone, "as a time zone of the IANA list, for example America/Winnipeg");
const region = z
  .string()
  .regex(/^[A-Z]{2}(-[A-Z0-9]{1,3})?$/, "as a country and region, for example CA-SK");
const furtherDay = z
  .string()
  .regex(
    /^(\d{4}-)?(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$|^([1-4](st|nd|rd|th)) (mon|tues|wednes|thurs|fri|satur|sun)day in (January|February|March|April|May|June|July|August|September|October|November|December)$/,
    "as a day, for example 09-30, 2026-12-24 or 1st monday in August",
  );
const titled = { id: slug, title: words(120) };

const contact = z.strictObject({
  ...titled,
  does: words(300),
  phone: orNone(phone),
  email: orNone(email),
});
const document = z.strictObject({ ...titled, url: orNone(address), ask: slug });
const track = z
  .strictObject({
    ...titled,
    summary: words(300),
    for: z.enum(["everyone", "role"]),
    days_to_complete: count(1, 999),
    teaches_all_of: z.array(clauseId).optional(),
  })
  .refine((found) => found.for === "role" || found.teaches_all_of, {
    path: ["teaches_all_of"],
    message:
      'as the sections of which this track teaches every clause, for example ["6"]; [] for none',
  });
const names = z.array(words(120)).min(1).optional();
/** By the name in `organization.yaml`: the column of a directory. */
const directoryColumn = {
  employee_number: "number",
  given_name: "givenName",
  family_name: "familyName",
  email: "email",
  department: "department",
  position: "position",
  employment_type: "type",
  supervisor: "supervisor",
  start_date: "fromOn",
  end_date: "untilOn",
  leave_from: "leaveFromOn",
  leave_to: "leaveUntilOn",
} as const satisfies Record<string, DirectoryColumn>;
type ColumnName = keyof typeof directoryColumn;
const columnNames = Object.keys(directoryColumn) as ColumnName[];
const file = z.strictObject({
  name: words(120),
  short_name: words(60),
  province: words(60),
  locale,
  time_zone: timeZone,
  colours: z.strictObject({ brand: colour, brand_dark: colour }),
  contacts: z.array(contact).min(1),
  documents: z.array(document),
  channels: z.array(words(60)),
  tracks: z.array(track).min(1),
  authority: words(2000),
  retention: z.record(slug, words(300)),
  employment_types: z
    .array(z.strictObject({ id: z.enum(employmentTypes), title: words(60) }))
    .min(1),
  directory_columns: z
    .strictObject(
      Object.fromEntries(columnNames.map((name) => [name, names])) as Record<
        ColumnName,
        typeof names
      >,
    )
    .optional(),
  authorizations: orNone(z.strictObject({ clause: clauseId, ask: slug })),
  reminders: z.strictObject({
    before: z.array(count(1, 90)),
    after: z.array(count(1, 365)),
    then_every: count(1, 365),
    escalate_after: count(1, 365),
  }),
  holidays: z.strictObject({ region, also: z.array(furtherDay) }),
  reports: z
    .strictObject({
      acknowledge_within: count(1, 30),
      danger: words(600),
      comments_ask: slug,
      ask: slug,
      platforms: z.array(words(60)).min(1),
      rules: z
        .array(
          z.strictObject({
            clause: clauseId,
            says: words(300),
            on_channels: z.literal("yes", "as yes, or leave it out").optional(),
          }),
        )
        .min(1),
    })
    .optional(),
  exchanges: z
    .strictObject({
      clause: clauseId,
      leave_politely: z.array(words(300)).min(1).max(8),
      danger: words(400).optional(),
      smallest_figure: count(3, 50),
      departments_from: count(5, 1000),
    })
    .optional(),
  cases: z
    .strictObject({
      conclude_within: count(5, 500),
      respond_within: count(1, 90),
      grieve_within: count(1, 365),
      sunset_after: count(1, 120),
      keep_years: z.strictObject({ unsubstantiated: count(1, 100), substantiated: count(1, 100) }),
      accompanied: words(300),
      smallest_figure: count(3, 50),
      severing_grounds: z
        .array(z.strictObject({ ...titled, words: words(300) }))
        .min(1)
        .optional(),
    })
    .optional(),
});

/** `organization.yaml`, read. `teachesAllOf` is for the check of the files only, so it is not frozen. */
export type OrganizationFile = {
  organization: Organization;
  /** By track: the sections of the policy of which its lessons must teach every clause. */
  teachesAllOf: Map<string, string[]>;
  yaml: YamlFile;
};

/** Reads `organization.yaml`; null, with the faults noted, when it cannot be used. */
export function readOrganization(
  text: string,
  path: string,
  faults: Fault[],
): OrganizationFile | null {
  const yaml = openYaml(text, path, faults);
  const found = yaml.read(file);
  if (!found) return null;
  for (const list of ["contacts", "documents", "tracks", "employment_types"] as const) {
    noteRepeatedIds(yaml, list, found[list]);
  }
  const contacts = new Set(found.contacts.map(({ id }) => id));
  found.documents.forEach(({ ask }, index) => {
    if (contacts.has(ask)) return;
    yaml.fault(
      ["documents", index, "ask"],
      `Write \`ask\` as the id of one of the contacts above: there is no \`${ask}\`.`,
    );
  });
  if (found.authorizations && !contacts.has(found.authorizations.ask)) {
    yaml.fault(
      ["authorizations", "ask"],
      `Write \`ask\` as the id of one of the contacts above: there is no \`${found.authorizations.ask}\`.`,
    );
  }
  for (const asked of ["ask", "comments_ask"] as const) {
    const named = found.reports?.[asked];
    if (!named || contacts.has(named)) continue;
    yaml.fault(
      ["reports", asked],
      `Write \`${asked}\` as the id of one of the contacts above: there is no \`${named}\`.`,
    );
  }
  const {
    short_name,
    time_zone,
    colours,
    tracks,
    employment_types,
    directory_columns,
    reminders,
    reports,
    exchanges,
    cases,
    ...same
  } = found;
  return {
    organization: {
      ...same,
      shortName: short_name,
      timeZone: time_zone,
      colours: { brand: colours.brand, brandDark: colours.brand_dark },
      tracks: tracks.map(({ days_to_complete, teaches_all_of: _, ...rest }) => ({
        ...rest,
        daysToComplete: days_to_complete,
      })),
      employmentTypes: employment_types,
      ...(directory_columns && { directoryColumns: byColumn(directory_columns) }),
      reminders: {
        before: reminders.before,
        after: reminders.after,
        thenEvery: reminders.then_every,
        escalateAfter: reminders.escalate_after,
      },
      ...(reports && { reports: readReports(reports) }),
      ...(cases && {
        cases: {
          concludeWithin: cases.conclude_within,
          respondWithin: cases.respond_within,
          grieveWithin: cases.grieve_within,
          sunsetAfter: cases.sunset_after,
          keepYears: cases.keep_years,
          accompanied: cases.accompanied,
          smallestFigure: cases.smallest_figure,
          ...(cases.severing_grounds && { severingGrounds: cases.severing_grounds }),
        },
      }),
      ...(exchanges && {
        exchanges: {
          clause: exchanges.clause,
          leavePolitely: exchanges.leave_politely,
          ...(exchanges.danger && { danger: exchanges.danger }),
          smallestFigure: exchanges.smallest_figure,
          departmentsFrom: exchanges.departments_from,
        },
      }),
    },
    teachesAllOf: new Map(tracks.map(({ id, teaches_all_of }) => [id, teaches_all_of ?? []])),
    yaml,
  };
}

function readReports({
  acknowledge_within,
  comments_ask,
  rules,
  ...same
}: NonNullable<z.infer<typeof file>["reports"]>): ReportSettings {
  return {
    ...same,
    acknowledgeWithin: acknowledge_within,
    commentsAsk: comments_ask,
    rules: rules.map(({ on_channels, ...rule }) => ({
      ...rule,
      onChannels: on_channels === "yes",
    })),
  };
}

/** The names the file gives to columns; one it does not name is left out, as content has no `undefined`. */
function byColumn(given: { [name in ColumnName]?: string[] | undefined }) {
  return Object.fromEntries(
    columnNames.flatMap((name) => (given[name] ? [[directoryColumn[name], given[name]]] : [])),
  ) as Organization["directoryColumns"];
}

function noteRepeatedIds(yaml: YamlFile, list: string, entries: { id: string }[]): void {
  entries.forEach(({ id }, index) => {
    const first = entries.findIndex((entry) => entry.id === id);
    if (first === index) return;
    const line = yaml.lineOf([list, first, "id"]);
    yaml.fault(
      [list, index, "id"],
      `Give this entry another id: \`${id}\` stands on line ${line} too.`,
    );
  });
}

function isLocale(text: string): boolean {
  try {
    return Intl.DateTimeFormat.supportedLocalesOf(text).length === 1;
  } catch {
    return false;
  }
}

function isTimeZone(text: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: text });
    return true;
  } catch {
    return false;
  }
}
