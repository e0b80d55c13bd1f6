import { writeDay, writeMoment } from "../days.ts";
import type { Portal } from "../portal.ts";
import { linkClauses } from "./clause-links.ts";
import type { Draft } from "./draft.ts";
import type { FrozenPolicy } from "./frozen-version.ts";
import { standingOf } from "./standing-of-version.ts";
import type { PolicyVersion } from "./version.ts";

/** What the public page of a version shows: its words, where they come from, and the other versions. */
export async function policyPage(portal: Portal, version: PolicyVersion) {
  const { locale, timeZone } = await portal.organization();
  const { policy } = version.content;
  const inForce = await portal.shelf.inForce(portal.now());
  const versions = await portal.shelf.all();
  const day = (text: string) => writeDay(locale, text);
  return {
    ...wordsOf(policy),
    version: version.number,
    standing: standingOf(version, { inForce, now: portal.now() }),
    effectiveOn: day(version.effectiveOn),
    facts: [
      ...approvalFacts(policy, locale),
      ["Version here", `${version.number}, effective ${day(version.effectiveOn)}`],
      ["Published here", writeMoment(locale, timeZone, version.publishedAt)],
      ["Digest (SHA-256)", version.versionDigest],
    ] satisfies [string, string][],
    others: versions
      .filter(({ id }) => id !== version.id)
      .map(({ policy, number, effectiveOn }) => ({
        to: `/policy/${policy}/${number}`,
        label: `Version ${number}, effective ${day(effectiveOn)}`,
      })),
  };
}

/** The same page as it will be, from the content files. */
export function policyPreview({ content, number }: Draft, locale: string): PolicyPage {
  return {
    ...wordsOf(content.policy),
    version: number,
    standing: "to come",
    effectiveOn: "the day that is chosen",
    facts: approvalFacts(content.policy, locale),
    others: [],
  };
}

/** Where a policy comes from, as its files say. */
export function approvalFacts(policy: FrozenPolicy, locale: string): [string, string][] {
  return [
    ["Policy number", policy.number],
    ["Procedure number", policy.procedure ?? "none"],
    ["Replaces", policy.replaces ?? "none"],
    ["Revises", policy.revises ?? "none"],
    ["Date approved", writeDay(locale, policy.approvedOn)],
    ["Method of approval", policy.methodOfApproval],
    ["File number", policy.fileNumber],
    ["Distribution", policy.distribution.join(", ")],
  ];
}

function wordsOf({ title, number, contents, html }: FrozenPolicy) {
  return { title, number, contents, html: linkClauses(html) };
}

export type PolicyPage = Awaited<ReturnType<typeof policyPage>>;
