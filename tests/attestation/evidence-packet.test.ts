import { readFile } from "node:fs/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { acknowledge } from "#app/attestation/acknowledge.ts";
import { passSecondFactor } from "#app/auth/second-factor/pass.ts";
import { resetSecondFactor } from "#app/auth/second-factor/reset-of-another.ts";
import type { Viewer } from "#app/auth/viewer.ts";
import { findSubject, makeEvidencePacket } from "#app/evidence/make-packet.ts";
import type { EvidencePacket } from "#app/evidence/packet.ts";
import { readPacket, writePacket } from "#app/evidence/packet-file.ts";
import { writePacketPage } from "#app/evidence/packet-page.ts";
import { signPacket } from "#app/evidence/sign-packet.ts";
import { verifyPacket } from "#app/evidence/verify-packet.ts";
import { publicKeySet } from "#app/ledger/keys.ts";
import { startSealing } from "#app/ledger/sealing.ts";
import { demoPassword } from "#server/demo/cast.ts";
import { projectFolder } from "#server/settings.ts";
import { inSession } from "#tests/auth/someone.ts";
import { newKeys } from "#tests/ledger/written-ledger.ts";
import { enrolAppOf } from "#tests/support/factors.ts";
import { aMonday, testPortal } from "#tests/support/portal.ts";
import { completeLessons, dutyOf } from "#tests/support/training.ts";

const city = testPortal();
let sealing: ReturnType<typeof startSealing>;
let hr: Viewer;
let packet: EvidencePacket;

async function make(handle: string, viewer = hr, atMostMs = 5000) {
  const address = { handle, policy: "3.51", version: "1" };
  const subject = await findSubject(viewer, city.portal, address);
  if (!subject) throw new Error(`There is nothing about ${handle}.`);
  return makeEvidencePacket(viewer, city.portal, subject, { atMostMs });
}

beforeAll(async () => {
  hr = await city.viewer("1002");
  sealing = startSealing(city.database.owner, city.portal.keys, {
    ...{ now: () => city.portal.now(), everyMs: 20 },
    onError: (problem) => {
      throw problem;
    },
  });
  packet = await make("1008");
});
afterAll(() => sealing.stop());

const trusted = () => publicKeySet(city.portal.keys);

/** As the command checks a JSON file. */
async function verify(text: string | Uint8Array, keys = trusted()) {
  const read = readPacket(typeof text === "string" ? Buffer.from(text) : text);
  return "refused" in read ? read : verifyPacket(read.packet, keys);
}

const refused = (because: RegExp) => ({ refused: expect.stringMatching(because) });

/** All words of the readable part. */
const wordsOf = ({ document }: EvidencePacket) => JSON.stringify(document);

describe("an evidence packet", () => {
  test("verifies without the portal, with every record under a seal", async () => {
    expect(await verify(writePacket(packet))).toEqual({
      verdict: {
        records: packet.records.length,
        seals: Object.keys(packet.seals).length,
        unsealed: [],
        unbound: [],
      },
    });
    const acts = packet.records.map(({ record }) => record.act);
    expect(acts).toEqual(
      expect.arrayContaining([
        ...["publish-version", "add-person", "record-employment", "set-password", "assign"],
        ...["acknowledge", "record-authorization", "make-evidence-packet"],
      ]),
    );
  });

  test("is written into the ledger before it is made, with its id and whom it is about", async () => {
    const { personId } = await city.viewer("1008");
    const own = packet.records.find(
      ({ record }) => record.act === "make-evidence-packet" && record.facts.packet === packet.id,
    );
    expect(own?.record).toMatchObject({
      ...{ by: hr.personId, about: personId },
      facts: { version_digest: packet.version.version_digest },
    });
  });

  test("holds what was shown, each attempt in the order shown, and the acknowledgement with its receipt", async () => {
    const [assignment] = packet.assignments;
    expect(assignment).toMatchObject({ track: "personal-use", settled_as: "acknowledged" });
    expect(assignment?.acknowledgement?.receipt).toContain("signpost_receipt");
    const [attempt] = assignment?.attempts ?? [];
    const scenario = packet.version.content.tracks
      .flatMap(({ lessons }) => lessons)
      .flatMap(({ scenarios }) => scenarios)
      .find(({ id }) => id === attempt?.scenario);
    const blocks = packet.document.flatMap(({ blocks }) => blocks);
    const inOrder = attempt?.shown.map((id) => {
      const text = scenario?.choices.find((choice) => choice.id === id)?.text;
      return attempt.chosen.includes(id) ? `${text} (chosen)` : text;
    });
    expect(blocks).toContainEqual({ ordered: inOrder });
    expect(blocks).toContainEqual({ frozen: ["policy", "html"] });
  });

  test("says why in scope, how identity was checked, who could have altered it and what it does not prove", () => {
    const titles = packet.document.map(({ title }) => title);
    expect(titles.slice(0, 8)).toEqual([
      ...["In short", "What was in force", "Why it applied to this person"],
      ...["What this person did", "How identity was checked"],
      "Was this person told, when, and how is that known?",
      ...["Who could have altered it", "What this does not prove"],
    ]);
    const words = wordsOf(packet);
    expect(words).toContain(`"Reason, as told to them","“Your employment is permanent`);
    expect(words).toContain("Program Coordinator");
    expect(words).toContain("Helen Osei");
    expect(words).toMatch(/nobody is kept from it beforehand/);
  });

  test("says which second step stood when, who reset it, and whether the session behind an acknowledgement had shown one", async () => {
    expect(wordsOf(packet)).toContain("This person never set up a second step.");
    const [dale, lena] = [await city.viewer("1007"), await city.viewer("1012")];
    const at = (minute: number) => city.at(new Date(aMonday.getTime() + minute * 60_000));
    const { recoveryCodes } = await enrolAppOf(dale, city.portal);
    at(1);
    const half = { ...(await inSession(dale, city.portal)), owes: "second-factor" } as const;
    const code = recoveryCodes?.[0] ?? "";
    await passSecondFactor(half, city.portal, { by: "recovery-code", code });
    at(2);
    await completeLessons(dale, city.portal);
    const duty = await dutyOf(dale, city.portal);
    const { versionDigest } = duty.version;
    const stated = { versionDigest, agreed: true, typedName: "Dale", password: demoPassword };
    const whole = { ...dale, hasSecondFactor: true };
    expect(await acknowledge(whole, city.portal, duty, stated)).toHaveProperty("reference");
    at(3);
    await resetSecondFactor(lena, city.portal, dale.personId);

    const later = await make("1007");
    city.at(aMonday);
    const minute = (n: number) => new Date(aMonday.getTime() + n * 60_000).toISOString();
    expect(later.identity.second_step).toEqual({
      factors: [
        {
          ...{ factor: "app", since: minute(0), until: minute(3) },
          ...{ ended: "reset", reset_by: "Lena Dubois" },
        },
      ],
      recovery_codes_used: [minute(1)],
    });
    const words = wordsOf(later);
    expect(words).toMatch(/An app for codes","[^"]*","[^"]*, reset by Lena Dubois"/);
    expect(words).toContain('"Signed in by","Password; a second step was shown"');
    expect(words).toMatch(/Recovery codes were used [^"]*[ap]\.m\."/);
    expect(words).toMatch(/"Second step that stood then","An app for codes, set up /);
    expect(await verify(writePacket(later))).toHaveProperty("verdict");

    const resign = async (changed: (copy: EvidencePacket) => void) => {
      const { signature, ...copy } = structuredClone(later);
      changed(copy as EvidencePacket);
      return verifyPacket(await signPacket(city.portal.keys, copy), trusted());
    };
    const isNoMore = refused(/^The second steps at sign-in are not as they were/);
    expect(
      await resign((copy) => {
        Object.assign(copy.identity.second_step?.factors[0] ?? {}, { until: null, ended: null });
      }),
    ).toEqual(isNoMore);
    expect(
      await resign((copy) => {
        delete copy.identity.second_step;
      }),
    ).toEqual(isNoMore);
    expect(
      await resign((copy) => {
        for (const { acknowledgement } of copy.assignments) delete acknowledgement?.session;
      }),
    ).toEqual(refused(/its ledger record says something else of the session behind it/));
  });

  test("of somebody who did nothing yet says so, and verifies", async () => {
    const starter = await make("1006");
    expect(await verify(writePacket(starter))).toHaveProperty("verdict");
    expect(wordsOf(starter)).toContain("Not acknowledged when this packet was made.");
    const outside = await make((await handleOf("ingrid.vance@example.net")) ?? "");
    expect(await verify(writePacket(outside))).toHaveProperty("verdict");
    expect(wordsOf(outside)).toContain("Nothing of this version was assigned to this person.");
  });

  test("holds no other version's training, no address, no secret and nothing of a stranger", async () => {
    const text = writePacket(packet);
    for (const secret of ["argon2", "@example", "1007", "Kozak"])
      expect(text).not.toContain(secret);
  });

  test("is a few hundred kilobytes, made within a second once the records are sealed", async () => {
    const begun = performance.now();
    const again = await make("1008", hr, 0);
    const text = writePacket(again);
    expect(performance.now() - begun).toBeLessThan(1000);
    expect(text.length).toBeLessThan(1_000_000);
  });

  test("names the records that were not sealed in time, and verifies all the same", async () => {
    await sealing.stop();
    const early = await make("1008", hr, 0);
    sealing = startSealing(city.database.owner, city.portal.keys, {
      ...{ now: () => city.portal.now(), everyMs: 20, onError: () => {} },
    });
    const verified = await verify(writePacket(early));
    expect(verified).toHaveProperty("verdict.unsealed", [
      expect.stringContaining("make-evidence-packet"),
    ]);
    expect(wordsOf(early)).toContain("not yet sealed when it was made");
  });

  test("is there for HR only, and for people and versions that are there", async () => {
    const supervisor = await city.viewer("1001");
    const find = (viewer: Viewer, handle: string, version: string, policy = "3.51") =>
      findSubject(viewer, city.portal, { handle, policy, version });
    expect(await find(supervisor, "1008", "1")).toBeUndefined();
    for (const [handle, version, policy] of [
      ["nobody", "1", "3.51"],
      ["1008", "2", "3.51"],
      ["1008", "0", "3.51"],
      ["1008", "1e0", "3.51"],
      ["1008", "99999", "3.51"],
      ["1008", "1", "9.99"],
      ["1008", "1", "'; drop table people"],
    ] as const) {
      expect(await find(hr, handle, version, policy)).toBeUndefined();
    }
  });
});

async function handleOf(email: string): Promise<string | undefined> {
  const [person] = await city.database.owner`select handle from people where email = ${email}`;
  return person?.handle;
}

describe("a changed packet fails", () => {
  test("with one byte changed, wherever it is", async () => {
    const bytes = Buffer.from(writePacket(packet));
    // Each byte would take an hour: a stride that shares no factor with anything goes everywhere.
    for (let at = 0; at < bytes.length; at += 1499) {
      const changed = Buffer.from(bytes);
      changed[at] = (bytes[at] as number) ^ 1;
      expect(await verify(changed), `byte ${at}`).toEqual({ refused: expect.any(String) });
    }
  });

  const change = (changed: (packet: EvidencePacket) => void) => {
    const copy = structuredClone(packet);
    changed(copy);
    return copy;
  };
  type Case = [string, (packet: EvidencePacket) => void, RegExp];
  const first = <T>(list: T[]): T => {
    const [one] = list;
    if (one === undefined) throw new Error("The list is empty.");
    return one;
  };
  const acknowledged = (copy: EvidencePacket) => {
    const { acknowledgement } = first(copy.assignments);
    if (!acknowledgement) throw new Error("Nothing was acknowledged.");
    return acknowledgement;
  };

  /** What the ledger binds: it shows even when the portal's key signs the packet anew. */
  const bound: Case[] = [
    [
      "a record",
      (copy) => {
        first(copy.records).record.at = "2020-01-01T00:00:00.000Z";
      },
      /^The record .* is not as it was: it is not among those seal/,
    ],
    [
      "words of the policy",
      (copy) => {
        copy.version.content.policy.html += "<p>And more.</p>";
      },
      /^The words of the version/,
    ],
    [
      "an answer made right",
      (copy) => {
        first(first(copy.assignments).attempts).at = "2020-01-01T00:00:00.000Z";
      },
      /^The answers before the acknowledgement/,
    ],
    [
      "an attempt left out",
      (copy) => {
        first(copy.assignments).attempts.pop();
      },
      /^The answers before/,
    ],
    [
      "the name as typed",
      (copy) => {
        acknowledged(copy).shown.person = { name: "Somebody Else" };
      },
      /other words were shown/,
    ],
    [
      "the reason of an assignment",
      (copy) => {
        first(copy.assignments).reason = "No reason.";
      },
      /^The assignment .* is not as it was/,
    ],
    [
      "a receipt",
      (copy) => {
        acknowledged(copy).receipt = acknowledged(copy).receipt?.replace("Priya", "Someone") ?? "";
      },
      /^The receipt .* is not as it was/,
    ],
    [
      "a seal put under another number",
      (copy) => {
        const [number = "", jws = ""] = Object.entries(copy.seals)[0] ?? [];
        delete copy.seals[number];
        copy.seals["9999"] = jws;
      },
      /^Seal 9999 is not as it was/,
    ],
    [
      "the record of the acknowledgement left out",
      (copy) => {
        copy.records = copy.records.filter(({ record }) => record.act !== "acknowledge");
      },
      /its ledger record is not in the packet/,
    ],
  ];

  test.each(bound)("%s", async (_, changed, because) => {
    const copy = change(changed);
    expect(await verifyPacket(copy, trusted())).toEqual(refused(because));
    const { signature, ...unsigned } = copy;
    const resigned = await signPacket(city.portal.keys, unsigned);
    expect(await verifyPacket(resigned, trusted())).toEqual(refused(because));
  });

  test.each<Case>([
    [
      "a row of employment",
      (copy) => {
        first(copy.history.employments).position = "Mayor";
      },
      /^The part "history"/,
    ],
    [
      "what a notice was about",
      (copy) => {
        first(copy.notices).kind = "overdue";
      },
      /"notices"/,
    ],
    [
      "a word of the page",
      (copy) => {
        first(copy.document).title = "In long";
      },
      /"document"/,
    ],
    [
      "who made it",
      (copy) => {
        copy.made_by = "Somebody Else";
      },
      /"made_by"/,
    ],
    ["a part added", (copy) => Object.assign(copy, { more: 1 }), /"more"/],
  ])("%s", async (_, changed, because) => {
    expect(await verifyPacket(change(changed), trusted())).toEqual(refused(because));
  });

  test("checked against the keys of another ledger, or none", async () => {
    const others = publicKeySet(await newKeys());
    for (const keys of [others, { keys: [] }]) {
      expect(await verifyPacket(packet, keys)).toEqual(refused(/not signed as a packet/));
    }
  });

  test("signed as a packet by keys of another ledger, its own seals inside", async () => {
    const others = await newKeys();
    const { signature, ...unsigned } = packet;
    const forged = await signPacket(others, unsigned);
    expect(await verifyPacket(forged, publicKeySet(others))).toEqual(refused(/^Seal \d+/));
  });

  test("written in another way, or no packet at all, or far too long", async () => {
    const text = writePacket(packet);
    for (const file of [JSON.stringify(packet, null, 2), `${text}\n`, ` ${text}`]) {
      expect(await verify(file)).toEqual(refused(/not exactly as the portal wrote it/));
    }
    for (const file of ["", "{}", "[]", "null", "<!doctype html>", '{"signpost_packet":1}']) {
      expect(await verify(file)).toEqual(refused(/not an evidence packet/));
    }
    expect(await verify(Buffer.alloc(33 * 1024 * 1024, 32))).toEqual(refused(/too long/));
  });
});

describe("the page of a packet", () => {
  let page: string;
  beforeAll(async () => {
    const asset = (name: string) => readFile(`${projectFolder}/app/evidence/${name}`, "utf8");
    const assets = {
      script: await asset("offline-verifier.js"),
      style: await asset("packet-page.css"),
    };
    page = writePacketPage(packet, assets);
  });

  test("holds the packet itself, and loads nothing from outside", async () => {
    const read = readPacket(Buffer.from(page));
    expect(read).toEqual({ packet, isPage: true });
    const found = (pattern: RegExp) => pattern.exec(page)?.[0] ?? null;
    expect(found(/<(link|img|iframe|object|embed)\b|\bsrc=|@import|\burl\(/)).toBeNull();
    expect(found(/href="\/[^"]*"/)).toBeNull();
    expect(found(/content="default-src [^"]*"/)).toMatch(/script-src &#x27;sha256-/);
  });

  test("keeps words that look like markup harmless", async () => {
    const { signature, ...copy } = structuredClone(packet);
    copy.person.name = "</script><script>alert(1)</script>";
    copy.document[0]?.blocks.push({ words: "<img src=x onerror=alert(1)>" });
    const written = writePacketPage(await signPacket(city.portal.keys, copy), {
      ...{ script: "", style: "" },
    });
    expect(written).not.toContain("alert(1)</script>");
    expect(written).not.toContain("<img src=x");
  });
});
