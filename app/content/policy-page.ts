import { writeDay, writeMoment } from "../days.ts";
import type { Portal } from "../portal.ts";
import type { PolicyVersion } from "./version.ts";

/** What the public page of a version shows: its words, where they come from, and the other versions. */
export async function policyPage(portal: Portal, version: PolicyVersion) {
  const { locale, timeZone } = await portal.organization();
  const { policy } = version.content;
  const inForce = await portal.shelf.inForce(portal.now());
  const versions = await portal.shelf.all();
  const day = (text: string) => writeDay(locale, text);
  return {
    title: policy.title,
    number: policy.number,
    version: version.number,
    isInForce: inForce?.id === version.id,
    html: policy.html,
    contents: policy.contents,
    facts: [
      ["Policy number", policy.number],
      ["Procedure number", policy.procedure ?? "none"],
      ["Replaces", policy.replaces ?? "none"],
      ["Revises", policy.revises ?? "none"],
      ["Date approved", day(policy.approvedOn)],
      ["Method of approval", policy.methodOfApproval],
      ["File number", policy.fileNumber],
      ["Distribution", policy.distribution.join(", ")],
      ["Version here", `${version.number}, effective ${day(version.effectiveOn)}`],
      ["Published here", writeMoment(locale, timeZone, version.publishedAt)],
      ["Digest (SHA-256)", version.versionDigest],
    ] as [string, string][],
    others: versions
      .filter(({ id }) => id !== version.id)
      .map(({ policy, number, effectiveOn }) => ({
        to: `/policy/${policy}/${number}`,
        label: `Version ${number}, effective ${day(effectiveOn)}`,
      })),
  };
}

export type PolicyPage = Awaited<ReturnType<typeof policyPage>>;
