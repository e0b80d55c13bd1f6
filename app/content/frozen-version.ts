import type { LetterKind } from "./letter-kinds.ts";

/**
 * What a published policy version holds: everything a person sees, as plain data. Its canonical JSON is
 * what `policy_versions.content` stores and `version_digest` covers.
 */
export type FrozenContent = {
  format: 1;
  policy: FrozenPolicy;
  /** `text` is the same words without markup, for the receipt. */
  statement: { title: string; html: string; text: string };
  /** What the portal tells people before it keeps something about them, by occasion. */
  privacy: Record<string, { title: string; html: string }>;
  /** By the kind of notice. Versions published before there were letters have none. */
  letters?: Partial<Record<LetterKind, FrozenLetter>>;
  organization: Organization;
  tracks: FrozenTrack[];
};

/** A letter with places for its values: `{name}` in the subject, `{{name}}` in the text, tags in the HTML. */
export type FrozenLetter = { subject: string; html: string; text: string };

export type FrozenPolicy = {
  number: string;
  title: string;
  procedure: string | null;
  replaces: string | null;
  revises: string | null;
  approvedOn: string;
  methodOfApproval: string;
  fileNumber: string;
  /** The day the files give for the first edition. */
  effectiveOn: string;
  distribution: string[];
  /** Whom a notice is sent when a version is published. */
  announceTo?: ("department-heads" | "all-staff")[];
  html: string;
  /** Headings in order, for the table of contents. `id` is the heading's address on the page. */
  contents: { id: string; title: string; level: 2 | 3 }[];
  clauses: Record<string, FrozenClause>;
};

export type FrozenClause = {
  /** As a person would say it: "section 6, third guideline". */
  label: string;
  /** The clause's own words, plain, white space folded. */
  text: string;
  /** Set for a definition: the defined word. */
  term: string | null;
};

export type FrozenTrack = {
  id: string;
  title: string;
  summary: string;
  for: "everyone" | "role";
  daysToComplete: number;
  lessons: FrozenLesson[];
};

export type FrozenLesson = {
  slug: string;
  title: string;
  summary: string;
  minutes: number;
  teaches: string[];
  /** Clause ids of the definitions the lesson's words link to. */
  terms: string[];
  /** The lesson in order: rendered words, and the places of its scenarios. */
  pieces: ({ html: string } | { scenario: string })[];
  scenarios: FrozenScenario[];
};

export type FrozenScenario = {
  id: string;
  /** Paragraphs of plain text. */
  situation: string[];
  ask: string;
  choices: FrozenChoice[];
};

export type FrozenChoice = {
  id: string;
  text: string;
  right: boolean;
  feedback: string;
  clause: string;
  quote: string;
};

/** `content/organization.yaml`, checked. */
export type Organization = {
  name: string;
  shortName: string;
  province: string;
  locale: string;
  timeZone: string;
  colours: { brand: string; brandDark: string };
  contacts: {
    id: string;
    title: string;
    does: string;
    phone: string | null;
    email: string | null;
  }[];
  documents: { id: string; title: string; url: string | null; ask: string }[];
  channels: string[];
  tracks: {
    id: string;
    title: string;
    summary: string;
    for: "everyone" | "role";
    daysToComplete: number;
  }[];
  authority: string;
  retention: Record<string, string>;
  employmentTypes: { id: string; title: string }[];
  /** What the City's own system calls the columns of a directory, beside the names the portal knows. */
  directoryColumns?: { [field in DirectoryColumn]?: string[] };
  /**
   * The clause by which some people may speak for the City, and the contact to ask about it. Null where
   * the policy has none; absent in versions frozen before there was a register.
   */
  authorizations?: { clause: string; ask: string } | null;
  reminders?: ReminderDays;
  holidays?: HolidayRegion;
  reports?: ReportSettings;
  exchanges?: ExchangeSettings;
  cases?: CaseSettings;
};

/** How cases are handled; absent in versions frozen before there were any. */
export type CaseSettings = {
  /** Working days within which a case is to be concluded. */
  concludeWithin: number;
  /** Working days a respondent has to answer a notice of allegations, at least. */
  respondWithin: number;
  /** Working days within which discipline can be grieved in time. */
  grieveWithin: number;
  /** Months after which a warning, a suspension and a demotion no longer count, as first proposed. */
  sunsetAfter: number;
  /** Years a closed case is kept: after one without substantiated finding, and after one with. */
  keepYears: { unsubstantiated: number; substantiated: number };
  /** Who may come along to a meeting, in a sentence. */
  accompanied: string;
  /** Figures of fewer cases are not shown, nor anything they could be worked out from. */
  smallestFigure: number;
  /** On what grounds words are removed from an export; absent in versions frozen before there were any. */
  severingGrounds?: { id: string; title: string; words: string }[];
};

/** How advice about exchanges is given; absent in versions frozen before there was any. */
export type ExchangeSettings = {
  /** The clause that asks to step away and seek advice: lessons that teach it stand beside the figures. */
  clause: string;
  /** Sentences to leave an exchange with. */
  leavePolitely: string[];
  /** Whom to call when somebody threatens you or is in danger now; absent where the organization says nothing. */
  danger?: string;
  /** Figures of fewer exchanges are not shown, nor anything they could be worked out from. */
  smallestFigure: number;
  /** Departments of fewer people have no figures of their own. */
  departmentsFrom: number;
};

/** How violation reports are taken; absent in versions frozen before there were any. */
export type ReportSettings = {
  /** Working days within which a reporter hears from a person. */
  acknowledgeWithin: number;
  /** Whom to call first when somebody is in danger: paragraphs. */
  danger: string;
  /** Ids of contacts: about comments on the City's own channels, and about reporting. */
  commentsAsk: string;
  ask: string;
  platforms: string[];
  /** What a reporter may have seen, in plain words, and the clause it seems to break. */
  rules: { clause: string; says: string; onChannels: boolean }[];
};

/** What a file of the directory says of a person, column by column. */
export type DirectoryColumn =
  | "number"
  | "givenName"
  | "familyName"
  | "email"
  | "department"
  | "position"
  | "type"
  | "supervisor"
  | "fromOn"
  | "untilOn"
  | "leaveFromOn"
  | "leaveUntilOn";

/** When people are reminded, in days before and after the due day. */
export type ReminderDays = {
  before: number[];
  after: number[];
  thenEvery: number;
  escalateAfter: number;
};

/** Public holidays of a region (`CA-MB`), and further days: `09-30`, `2026-12-24`, `1st monday in August`. */
export type HolidayRegion = { region: string; also: string[] };
