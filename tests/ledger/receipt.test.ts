import { randomUUID } from "node:crypto";
import { CompactSign, type JSONWebKeySet } from "jose";
import { beforeAll, describe, expect, it } from "vitest";
import { canonicalJson } from "#app/ledger/canonical.ts";
import { publicKeySet } from "#app/ledger/keys.ts";
import { inclusionOf } from "#app/ledger/proof.ts";
import { makeReceipt, shownDigest, verifyReceipt } from "#app/ledger/receipt.ts";
import { type Receipt, writeReceipt } from "#app/ledger/receipt-file.ts";
import { writeRecord } from "#app/ledger/record.ts";
import { sealCommitted } from "#app/ledger/seal.ts";
import { signText } from "#app/ledger/signature.ts";
import { testDatabase } from "#tests/support/database.ts";
import { anAct, newKeys, noon } from "./written-ledger.ts";

const database = testDatabase();
const keys = await newKeys();
const issuer = "Town of Example, https://portal.example.ca";
const shown = {
  person: "Zoë O’Neill",
  organization: "Town of Example",
  policy: { number: "1.23", title: "A “policy” with 🌾" },
  version: 1,
  version_digest: "5d".repeat(32),
  track: "personal-use",
  statement: "I have read the policy.\nI understand it.",
  acknowledged_at: "2026-03-02T12:00:00.000Z",
  reference: "R-7F3K-Q2",
};

let trusted: JSONWebKeySet;
let text: string;
let receipt: Receipt;
let material: Parameters<typeof makeReceipt>[1];

beforeAll(async () => {
  const { db, owner } = database;
  const person = randomUUID();
  const facts = { version_digest: shown.version_digest, shown_digest: shownDigest(shown) };
  for (let other = 0; other < 4; other++) await writeRecord(db, anAct());
  const act = { act: "acknowledge", by: person, about: person, at: noon, facts } as const;
  const { id, body } = await writeRecord(db, act);
  await sealCommitted(owner, keys, noon);
  const inclusion = await inclusionOf(db, id);
  if (!inclusion) throw new Error("The record is not sealed.");
  material = { issuer, body, shown, inclusion };
  text = await makeReceipt(keys, material);
  receipt = JSON.parse(text);
  trusted = publicKeySet(keys);
});

const verify = (changed: string | Uint8Array) =>
  verifyReceipt(typeof changed === "string" ? Buffer.from(changed) : changed, trusted);

/** A receipt that says something else, signed again with the portal's own key. */
async function signedAnew(change: (receipt: Receipt) => void): Promise<string> {
  const { signature: _, ...unsigned } = structuredClone(receipt);
  const changed = { ...unsigned, signature: "" };
  change(changed);
  const { signature: __, ...rest } = changed;
  const signature = await signText(keys, "receipt", canonicalJson(rest));
  return writeReceipt({ ...changed, signature });
}

describe("a receipt", () => {
  it("verifies, and says what was shown, recorded and sealed", async () => {
    expect(await verify(text)).toEqual({ receipt });
    expect(receipt).toMatchObject({ signpost_receipt: 1, issuer, shown });
    expect(receipt.record).toEqual(JSON.parse(material.body));
    expect(Object.keys(receipt).slice(0, 3)).toEqual(["signpost_receipt", "issuer", "shown"]);
    expect(text.endsWith("}\n")).toBe(true);
  });

  it("is the same to the byte when it is made again", async () => {
    const reordered = Object.fromEntries(Object.entries(shown).reverse());
    expect(await makeReceipt(keys, { ...material, shown: reordered })).toBe(text);
  });

  it("is not made for other words than the record binds", async () => {
    const words = { ...shown, statement: "I agree to everything." };
    await expect(makeReceipt(keys, { ...material, shown: words })).rejects.toThrow(/other words/);
  });

  it("still verifies once its key signs no more but is published", async () => {
    const next = await newKeys();
    const set = { keys: [...publicKeySet(next).keys, ...trusted.keys] };
    expect(await verifyReceipt(Buffer.from(text), set)).toHaveProperty("receipt");
  });
});

describe("a changed receipt fails", () => {
  it("with any single byte changed, whichever it is", async () => {
    const bytes = Buffer.from(text);
    for (let at = 0; at < bytes.length; at++) {
      const changed = Buffer.from(bytes);
      changed[at] = (bytes[at] as number) ^ 1;
      expect(await verify(changed), `byte ${at}`).toEqual({ refused: expect.any(String) });
    }
  });

  it("with a byte cut off or added at an end", async () => {
    const ends = [text.slice(1), text.slice(0, -1), text.slice(0, -2), `${text}\n`, ` ${text}`];
    for (const changed of [...ends, `\ufeff${text}`, `${text}\u0000`]) {
      expect(await verify(changed)).toHaveProperty("refused");
    }
  });

  it("with the last character of a base64url part replaced by one that decodes alike", async () => {
    const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    let tried = 0;
    for (const jws of [receipt.signature, receipt.proof.seal]) {
      for (const part of jws.split(".")) {
        const meant = Buffer.from(part, "base64url");
        for (const character of alphabet) {
          const alias = part.slice(0, -1) + character;
          if (alias === part || !Buffer.from(alias, "base64url").equals(meant)) continue;
          tried++;
          expect(await verify(text.replace(jws, jws.replace(part, alias)))).toHaveProperty(
            "refused",
          );
          // Also where the receipt around the seal was signed for it.
          const resealed = await signedAnew((changed) => {
            changed.proof.seal = changed.proof.seal.replace(part, alias);
          });
          if (jws === receipt.proof.seal) expect(await verify(resealed)).toHaveProperty("refused");
        }
      }
    }
    expect(tried).toBeGreaterThan(15);
  });

  it("written in another way: compact, with other line ends, its parts moved or repeated", async () => {
    const { issuer: first, ...rest } = receipt;
    const { person, ...others } = receipt.shown;
    for (const written of [
      JSON.stringify(receipt),
      text.replaceAll("\n", "\r\n"),
      text.replace('  "issuer"', '   "issuer"'),
      text.replace("“", "\\u201c"),
      text.replace('"version": 1,', '"version": 1.0,'),
      text.replace('  "issuer"', '  "issuer": "Somebody else",\n  "issuer"'),
      `${JSON.stringify({ issuer: first, ...rest }, null, 2)}\n`,
      `${JSON.stringify({ ...receipt, shown: { person, ...others } }, null, 2)}\n`,
    ]) {
      expect(written).not.toBe(text);
      expect(await verify(written)).toEqual({
        refused: expect.stringMatching(/not exactly as the portal wrote it/),
      });
    }
  });

  it("with other words put in and everything written anew but the signature", async () => {
    const changed = writeReceipt({ ...receipt, shown: { ...shown, person: "Somebody Else" } });
    expect(await verify(changed)).toEqual({
      refused: "What this receipt says is not what was signed: it was changed afterwards.",
    });
  });

  it("with the payload of another receipt under the same header and signature", async () => {
    const other = await signedAnew((changed) => {
      changed.issuer = "Somebody else";
    });
    const [, payload] = JSON.parse(other).signature.split(".");
    const [header, , signature] = receipt.signature.split(".");
    const swapped = { ...JSON.parse(other), signature: `${header}.${payload}.${signature}` };
    expect(await verify(writeReceipt(swapped))).toEqual({
      refused: expect.stringMatching(/^The signature of the receipt is wrong/),
    });
  });

  it("with a header of its own: alg none, another type, another kid, more than ours", async () => {
    const [, payload, signature] = receipt.signature.split(".");
    const { kid } = keys;
    for (const header of [
      { alg: "none" },
      { alg: "none", kid, typ: "signpost-receipt" },
      { alg: "HS256", kid, typ: "signpost-receipt" },
      { alg: "EdDSA", kid, typ: "signpost-seal" },
      { alg: "EdDSA", kid: "x", typ: "signpost-receipt" },
      { alg: "EdDSA", typ: "signpost-receipt" },
      { kid, alg: "EdDSA", typ: "signpost-receipt" },
      { alg: "EdDSA", kid, typ: "signpost-receipt", jwk: trusted.keys[0] },
    ]) {
      const encoded = Buffer.from(JSON.stringify(header)).toString("base64url");
      for (const end of [signature, ""]) {
        const forged = writeReceipt({ ...receipt, signature: `${encoded}.${payload}.${end}` });
        expect(await verify(forged)).toHaveProperty("refused");
      }
    }
    const signed = await new CompactSign(Buffer.from(payload as string, "base64url"))
      .setProtectedHeader({ alg: "EdDSA", kid, typ: "signpost-receipt", extra: true })
      .sign(keys.signingKey);
    expect(await verify(writeReceipt({ ...receipt, signature: signed }))).toHaveProperty("refused");
  });

  it("against another portal's keys, or none, whatever key it brings along", async () => {
    const others = publicKeySet(await newKeys());
    for (const set of [others, { keys: [] }]) {
      expect(await verifyReceipt(Buffer.from(text), set)).toEqual({
        refused: expect.stringMatching(/not signed .* public keys/),
      });
    }
    const posing = { keys: [{ ...others.keys[0], kid: keys.kid }] };
    expect(await verifyReceipt(Buffer.from(text), posing)).toHaveProperty("refused");
  });
});

describe("a receipt signed by the portal's key fails all the same", () => {
  const fails = async (change: (receipt: Receipt) => void, because: RegExp) => {
    expect(await verify(await signedAnew(change))).toEqual({
      refused: expect.stringMatching(because),
    });
  };

  it("for a record that is not under the seal", () =>
    fails((changed) => {
      changed.record.at = "2026-03-01T12:00:00.000Z";
    }, /not among those its seal covers/));

  it("at another position, or with another path", async () => {
    await fails((changed) => {
      changed.proof.position = (changed.proof.position + 1) % 5;
    }, /not among/);
    await fails((changed) => {
      changed.proof.path.pop();
    }, /not among/);
  });

  it("for words the record does not bind", () =>
    fails((changed) => {
      changed.shown.person = "Somebody Else";
    }, /not what was recorded/));

  it("with something else for a seal", async () => {
    await fails((changed) => {
      changed.proof.seal = "a.b.c";
    }, /seal/);
    const notASeal = await signText(keys, "seal", '{"v":1}');
    await fails((changed) => {
      changed.proof.seal = notASeal;
    }, /not written as a seal/);
    const { signature } = receipt;
    await fails((changed) => {
      changed.proof.seal = signature;
    }, /not signed as a seal/);
  });
});

describe("a file that is no receipt is refused in words", () => {
  it.each([
    ["nothing", ""],
    ["text", "hello"],
    ["another JSON", "{}"],
    ["null", "null"],
    ["a list", "[]"],
    ["deep nesting", `${"[".repeat(100_000)}${"]".repeat(100_000)}`],
    ["half a character", '{"signpost_receipt":1,"issuer":"\\ud800"}'],
    ["a megabyte", "x".repeat(1_000_000)],
  ])("%s", async (_, file) => {
    expect(await verify(file)).toEqual({ refused: expect.stringMatching(/receipt/) });
  });

  it("bytes that are no text", async () => {
    const bytes = Buffer.from(text);
    bytes[text.indexOf("Town")] = 0xff;
    expect(await verify(bytes)).toHaveProperty("refused");
    expect(await verify(Uint8Array.of(0xff, 0xfe, 0x00))).toHaveProperty("refused");
  });
});
