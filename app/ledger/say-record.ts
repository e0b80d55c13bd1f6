import { confirmationWords } from "../auth/confirmations/confirmation-words.ts";
import { roleWords } from "../auth/role.ts";
import { endingReasons, isEndingReason } from "../auth/session-words.ts";
import type { Organization } from "../content/frozen-version.ts";
import { titleOf } from "../content/title-of.ts";
import { isDay, writeDay } from "../days.ts";
import { kindWords } from "../notices/words.ts";
import { wordsOfAct } from "./act-words.ts";
import type { Act, Facts, RecordBody } from "./record.ts";

/** What a sentence is made of: names, and facts in words. */
type Told = {
  by: string;
  about: string;
  isOwn: boolean;
  fact: (name: string) => string;
  /** "provisioning token 1, “Okta”", with its name where that is told. */
  token: () => string;
  day: (name: string) => string;
  track: () => string;
  /** ", until 31 March 2027", where there is a last day. */
  until: () => string;
};

type Sentence = (told: Told) => string;

const aNotice =
  (what: string): Sentence =>
  ({ about, fact }) =>
    `The notice “${noticeTitle(fact("kind"))}” for ${about} ${what}.`;

const byHand =
  (what: string): Sentence =>
  ({ by, about, fact }) =>
    `${by} ${what} the notice “${noticeTitle(fact("kind"))}” for ${about}.`;

/** Every act whose records may be read, as one sentence each. */
const sentences: { [A in Act]?: Sentence } = {
  acknowledge: ({ by, about, isOwn, fact, track }) =>
    fact("grade") === "refused"
      ? `${by} recorded that ${about} refused to sign, before a witness: ${track()}.`
      : isOwn
        ? `${by} acknowledged the policy: ${track()}. Receipt ${fact("reference")}.`
        : `${by} recorded on paper that ${about} acknowledged the policy: ${track()}. Receipt ${fact("reference")}.`,
  "publish-version": ({ by, fact, day }) =>
    `${by} published version ${fact("number")} of policy ${fact("policy")}, in effect from ${day("effective_on")}.`,
  assign: ({ by, about, day, track }) =>
    `${by} assigned ${track()} to ${about}, due ${day("due_on")}.`,
  "end-assignment": ({ by, about }) => `${by} ended an assignment of ${about}.`,
  "move-due-day": ({ by, about, day }) =>
    `${by} moved a due day of ${about} from ${day("from_on")} to ${day("to_on")}.`,
  "make-rule": ({ by, fact, track }) =>
    `${by} made assignment rule ${fact("rule")}, for ${track()}.`,
  "end-rule": ({ by, fact }) => `${by} ended assignment rule ${fact("rule")}.`,
  "grant-role": ({ by, about, fact, until }) =>
    `${by} granted ${about} the role ${role(fact("role"))}${until()}.`,
  "revoke-role": ({ by, about, fact }) =>
    `${by} revoked the role ${role(fact("role"))} of ${about}.`,
  "make-provisioning-token": ({ by, token }) => `${by} made ${token()}.`,
  "revoke-provisioning-token": ({ by, token }) => `${by} revoked ${token()}.`,
  "deprovision-person": ({ by, about }) =>
    `${by} removed ${about} from its list, who can sign in no more; everything recorded stays.`,
  "configure-provider": ({ fact }) =>
    `The settings of the identity provider ${fact("provider")} were changed.`,
  "link-provider": ({ by, fact }) =>
    `${by} signed in at the identity provider ${fact("provider")} for the first time, and was linked to the account there by ${fact("matched_by") === "email" ? "e-mail address" : "employee number"}.`,
  "end-provider-link": ({ by, about, fact }) =>
    `${by} ended the link of ${about} to an account at the identity provider ${fact("provider")}.`,
  "sign-out-from-provider": ({ about, fact }) =>
    `${about} signed out at the identity provider ${fact("provider")}, and so was signed out here.`,
  "ask-for-grant": ({ by, about, fact, until }) =>
    `${by} asked for the role ${role(fact("role"))} for ${about}${until()}. It waits for a second person.`,
  "confirm-grant": ({ by, about, fact, until }) =>
    `${by} confirmed the role ${role(fact("role"))} for ${about}, who holds it from then on${until()}.`,
  "decline-grant": ({ by, about, fact }) =>
    `${by} declined the role ${role(fact("role"))} for ${about}.`,
  "withdraw-grant-request": ({ by, about, fact }) =>
    `${by} took back the request for the role ${role(fact("role"))} for ${about}.`,
  "end-grant": ({ about, fact, day }) =>
    `The role ${role(fact("role"))} of ${about} ended: ${fact("until_on") ? `its last day was ${day("until_on")}` : "they had left"}.`,
  "end-sessions": ({ by, about, fact }) =>
    `${by} signed ${about} out everywhere. ${endingReason(fact("reason"))}.`,
  "issue-set-up-code": ({ by, about }) => `${by} made a set-up code for ${about}.`,
  "set-password": ({ by, fact }) =>
    `${by} set a password${fact("method") === "set-up-code" ? " with a set-up code" : ""}.`,
  "rotate-signing-key": () =>
    "Another key signs from here on. What was signed before keeps its key.",
  "enrol-second-factor": ({ by, fact }) =>
    `${by} set up ${factorWords(fact("factor"))} as a second step at sign-in.`,
  "remove-second-factor": ({ by, fact }) =>
    `${by} removed ${factorWords(fact("factor"))} as a second step at sign-in.`,
  "refuse-passkey": ({ about }) =>
    `A passkey of ${about} was refused: it counted backwards, and may have been copied.`,
  "make-recovery-codes": ({ by, fact }) => `${by} made ${fact("count")} recovery codes.`,
  "use-recovery-code": ({ by, fact }) => `${by} used a recovery code; ${fact("left")} are left.`,
  "reset-second-factor": ({ by, about, fact }) =>
    `${by} reset the second step at sign-in of ${about}${fact("confirmation") ? ", confirmed by a second person" : ""}.`,
  "ask-confirmation": ({ by, about, fact }) =>
    `${by} asked that a second person confirm for ${about}: ${toConfirm(fact("kind"))}.`,
  "end-confirmation": ({ by, about, fact }) =>
    `${by} ${fact("ended")} for ${about}: ${toConfirm(fact("kind"))}.`,
  "add-person": ({ by, about }) => `${by} added ${about} to the directory.`,
  "change-person": ({ by, about }) =>
    `${by} corrected the name, number or address of ${about} in the directory.`,
  "record-employment": ({ by, about, day }) =>
    `${by} recorded an employment of ${about} from ${day("fromOn")}.`,
  "record-leave": ({ by, about }) => `${by} recorded a leave of ${about}.`,
  "record-exemption": ({ by, about }) => `${by} exempted ${about} from training.`,
  "end-exemption": ({ by, about }) => `${by} ended an exemption of ${about}.`,
  "import-directory": ({ by, fact }) =>
    `${by} merged file ${fact("import")} of people into the directory.`,
  "change-employment": ({ by, about, fact }) => {
    if (fact("how") === "left") return `${by} ended the work of ${about}, who can sign in no more.`;
    if (fact("how") === "came-back") return `${by} had ${about} work here again.`;
    return `${by} changed what is recorded of the work of ${about}.`;
  },
  "change-leave": ({ by, about }) => `${by} changed a leave of ${about}.`,
  "notice-sent": aNotice("was taken by the mail server"),
  "notice-refused": aNotice("was refused by the mail server"),
  "notice-handed-over": byHand("handed over"),
  "notice-counted-as-sent": byHand("counted as sent"),
  "notice-came-back": aNotice("came back"),
  "notice-withdrawn": byHand("withdrew"),
  "notice-asked-again": byHand("asked again for"),
  "remind-by-hand": ({ by, about }) => `${by} reminded ${about} of open training.`,
  "export-attestations": ({ by }) => `${by} exported attestations as a file.`,
  "record-authorization": ({ by, about, fact }) =>
    `${by} recorded entry ${fact("reference")} of the register of who may speak, about ${about}.`,
  "export-authorizations": ({ by }) => `${by} exported the register of who may speak as a file.`,
  "make-evidence-packet": ({ by, about }) => `${by} made an evidence packet about ${about}.`,
  "export-ledger": ({ by, fact }) => `${by} downloaded the ledger up to seal ${fact("seal")}.`,
};

/** A record that may be read as one plain sentence; `nameOf` gives the person of an id, `tokenName` the name of a token. */
export function sayRecord(
  { act, by, about, facts }: Pick<RecordBody, "act" | "by" | "about" | "facts">,
  nameOf: (personId: string) => string,
  { locale, tracks }: Pick<Organization, "locale" | "tracks">,
  tokenName: (token: string) => string | null = () => null,
): string {
  const say = sentences[act as Act];
  if (!say) return `${wordsOfAct(act)}.`;
  const fact = (name: string) => textOf(facts, name);
  return say({
    by: by === null ? nobodyBy(act as Act, fact("provisioning"), tokenName) : nameOf(by),
    about: about === null ? "nobody in particular" : nameOf(about),
    isOwn: by !== null && by === about,
    fact,
    token: () => {
      const name = tokenName(fact("token"));
      return `provisioning token ${fact("token")}${name === null ? "" : `, “${name}”`}`;
    },
    day: (name) => (isDay(fact(name)) ? writeDay(locale, fact(name)) : "an unknown day"),
    track: () => `“${titleOf(tracks, fact("track"))}”`,
    until: () => (isDay(fact("until_on")) ? `, until ${writeDay(locale, fact("until_on"))}` : ""),
  });
}

function textOf(facts: Facts, name: string): string {
  const value = Object.hasOwn(facts, name) ? facts[name] : null;
  return typeof value === "string" || typeof value === "number" ? String(value) : "";
}

/** What nobody of the portal did came from whoever runs the server, by a provisioning token, or from the portal itself. */
function nobodyBy(act: Act, token: string, tokenName: (token: string) => string | null): string {
  if (act === "confirm-grant" || act === "reset-second-factor") return "Whoever runs the server";
  if (token === "") return "The portal";
  const name = tokenName(token);
  return name === null ? `Provisioning, by token ${token},` : `The directory service “${name}”`;
}

const role = (name: string) =>
  `“${Object.hasOwn(roleWords, name) ? roleWords[name as keyof typeof roleWords].title : name}”`;

const factorWords = (factor: string) => (factor === "app" ? "an app for codes" : "a passkey");

const toConfirm = (kind: string) =>
  Object.hasOwn(confirmationWords, kind)
    ? confirmationWords[kind as keyof typeof confirmationWords].title.toLowerCase()
    : kind;
const endingReason = (name: string) =>
  isEndingReason(name) ? endingReasons[name] : "No reason is known";

const noticeTitle = (kind: string) =>
  Object.hasOwn(kindWords, kind) ? kindWords[kind as keyof typeof kindWords] : kind;
