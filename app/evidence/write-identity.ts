import { roleWords } from "../auth/role.ts";
import type { GrantedRole } from "../auth/viewer.ts";
import { endSentence } from "../end-sentence.ts";
import { type Block, type Section, tableOr } from "./document.ts";
import type { PacketFactor, PacketIdentity, PacketRole, PacketSecondStep } from "./packet.ts";
import type { Writing } from "./write-document.ts";

/** How it was checked who acted. */
export function writeIdentity(writing: Writing): Section {
  const { packet, moment } = writing;
  const { codes, passwords, links = [], second_step, roles } = packet.identity;
  return {
    id: "identity",
    title: "How identity was checked",
    blocks: [
      {
        words:
          "A person gets in with a one-time set-up code that somebody hands over after seeing them, sets " +
          "a password of their own with it, and to acknowledge enters that password again, or shows a " +
          "passkey. Nobody can read a password or a used code: the portal keeps neither. A new code for " +
          "somebody who has a password already is a reset. Who acknowledges on paper needs none of this: there a witness " +
          "says who signed.",
      },
      { heading: "Set-up codes and resets" },
      tableOr(
        "No set-up code was made.",
        ["Made", "Handed over by", "What became of it"],
        codes.map((code) => [
          moment(code.issued_at),
          code.issued_by ?? "whoever runs the server",
          code.used_at
            ? `used ${moment(code.used_at)}`
            : code.withdrawn_at
              ? `withdrawn ${moment(code.withdrawn_at)}`
              : `not used; works or worked until ${moment(code.expires_at)}`,
        ]),
      ),
      { heading: "Passwords set" },
      tableOr(
        links.length > 0
          ? "No password was set."
          : "No password was set: this person could not sign in.",
        ["When", "Shown to be theirs to set by"],
        passwords.map(({ set_at, proof }) => [moment(set_at), proofWords(proof)]),
      ),
      ...linkBlocks(links, writing),
      ...secondStepBlocks(second_step, writing),
      { heading: "Roles this person held" },
      tableOr("None.", roleColumns, roleRows(roles.toReversed(), writing)),
    ],
  };
}

/** Nothing where there was no other way in than a password. */
function linkBlocks(links: NonNullable<PacketIdentity["links"]>, { moment }: Writing): Block[] {
  if (links.length === 0) return [];
  return [
    { heading: "Accounts at the City's own sign-in" },
    {
      words:
        "With such an account a person signs in at the provider named, without a password here. To acknowledge they sign " +
        "in there anew, and the provider says when. That it lets nobody else into the account rests on the provider.",
    },
    {
      table: {
        columns: ["Provider", "Linked", "The directory and the provider agreed on", "Until"],
        rows: links.map(({ provider, linked_at, matched_by, ended_at, ended_by }) => [
          provider,
          moment(linked_at),
          matched_by === "email" ? "the e-mail address" : "the employee number",
          ended_at ? `${moment(ended_at)}, ended by ${ended_by}` : "linked still",
        ]),
      },
    },
  ];
}

function secondStepBlocks(step: PacketSecondStep | undefined, { moment }: Writing): Block[] {
  const heading = { heading: "Second steps at sign-in" };
  if (!step) return [heading, { words: "This person never set up a second step." }];
  return [
    heading,
    {
      words:
        "A second step is shown besides the password, and a passkey can stand in for both. An app shows a new code every " +
        "half minute; a passkey stays on its device, which asks for a finger, a face or a PIN. A reset ends them all.",
    },
    {
      table: {
        columns: ["What", "Set up", "Until"],
        rows: step.factors
          .toReversed()
          .map((one) => [
            capital(factorWords(one.factor)),
            moment(one.since),
            one.until ? `${moment(one.until)}, ${endWords(one)}` : "still stands",
          ]),
      },
    },
    ...(step.recovery_codes_used.length === 0
      ? []
      : [
          {
            words: `Recovery codes were used in place of the second step: ${endSentence(step.recovery_codes_used.toReversed().map(moment).join("; "))}`,
          },
        ]),
  ];
}

/** What a second step is, in words within a sentence. */
export const factorWords = (factor: string) =>
  factor === "app" ? "an app for codes" : "a passkey";

function endWords({ ended, reset_by }: PacketFactor): string {
  if (ended === "reset") return `reset by ${reset_by ?? "whoever runs the server"}`;
  return ended === "replaced" ? "replaced by another app" : "removed by the person";
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

function proofWords(proof: string | null): string {
  if (proof === "set-up-code") return "a set-up code";
  if (proof === "present-password") return "the password before it";
  return "No code is on record for this password";
}

export const roleColumns = ["Who", "Role", "From", "Until"];

/** Roles with who held them, from when to when, and who granted and revoked them. */
export function roleRows(roles: PacketRole[], { moment }: Pick<Writing, "moment">): string[][] {
  return roles.map((role) => [
    role.name,
    roleWords[role.role as GrantedRole]?.title ?? role.role,
    `${moment(role.granted_at)}, granted by ${role.granted_by ?? "whoever set up the portal"}`,
    role.revoked_at
      ? `${moment(role.revoked_at)}, ${role.revoked_by ? `revoked by ${role.revoked_by}` : "by its last day, or by leaving"}`
      : "held still",
  ]);
}
