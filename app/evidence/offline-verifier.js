// Stands inside the page of an evidence packet and checks it against public keys that the reader brings along.
// It runs from disk, without a network, and shares no code with the portal: two checks that agree are worth more.
(() => {
  const encoder = new TextEncoder();

  /** @param {string} id @returns {HTMLElement} */
  const element = (id) => {
    const found = document.getElementById(id);
    if (!found) throw new Error(`The page is damaged: ${id} is missing.`);
    return found;
  };

  /** The one spelling of a value as JSON (RFC 8785). @param {any} value @returns {string} */
  const canonical = (value) => {
    if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
    if (value === null || typeof value !== "object") return JSON.stringify(value);
    const members = Object.keys(value).sort();
    return `{${members.map((name) => `${JSON.stringify(name)}:${canonical(value[name])}`).join(",")}}`;
  };

  /** @param {Uint8Array<ArrayBuffer>} bytes */
  const hash = async (bytes) => new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));

  /** @param {Uint8Array} bytes */
  const toHex = (bytes) => [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");

  /** @param {string} hex */
  const fromHex = (hex) =>
    Uint8Array.from(hex.match(/../g) ?? [], (byte) => Number.parseInt(byte, 16));

  /** @param {unknown} value */
  const digestOf = async (value) => toHex(await hash(encoder.encode(canonical(value))));

  /** @param {Uint8Array} bytes */
  const toBase64url = (bytes) =>
    btoa(String.fromCharCode(...bytes))
      .replaceAll("+", "-")
      .replaceAll("/", "_")
      .replaceAll("=", "");

  /** Refuses every spelling but the one there is. @param {string} text */
  const fromBase64url = (text) => {
    const plain = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
    const bytes = Uint8Array.from(plain, (character) => character.charCodeAt(0));
    if (toBase64url(bytes) !== text) throw new Error("It is not written as a signature.");
    return bytes;
  };

  /** @param {number} prefix @param {Uint8Array[]} parts */
  const hashParts = (prefix, ...parts) => {
    const bytes = new Uint8Array(1 + parts.reduce((sum, part) => sum + part.length, 0));
    bytes[0] = prefix;
    let at = 1;
    for (const part of parts) {
      bytes.set(part, at);
      at += part.length;
    }
    return hash(bytes);
  };

  /** The root that a leaf and its path give (RFC 9162). @param {Uint8Array} leaf @param {number} index @param {number} size @param {string[]} path */
  const rootOf = async (leaf, index, size, path) => {
    const rest = [...path];
    let reached = leaf;
    let at = index;
    for (let last = size - 1; last > 0; last = Math.floor(last / 2)) {
      const isRight = at % 2 === 1;
      if (isRight || at < last) {
        const sibling = fromHex(rest.shift() ?? "");
        reached = isRight
          ? await hashParts(1, sibling, reached)
          : await hashParts(1, reached, sibling);
      }
      at = Math.floor(at / 2);
    }
    return rest.length === 0 && index < size ? toHex(reached) : "";
  };

  /** @typedef {{ kid: string, key: CryptoKey }} TrustedKey */

  /** @param {string} text @returns {Promise<TrustedKey[]>} */
  const readKeys = async (text) => {
    let set;
    try {
      set = JSON.parse(text);
    } catch {
      throw new Error("These are no public keys: they are not written as a list of keys (JSON).");
    }
    /** @type {TrustedKey[]} */
    const keys = [];
    for (const { kty, crv, x } of Array.isArray(set?.keys) ? set.keys : []) {
      if (kty !== "OKP" || crv !== "Ed25519" || typeof x !== "string") continue;
      const kid = toBase64url(await hash(encoder.encode(canonical({ crv, kty, x }))));
      let key;
      try {
        const jwk = { kty, crv, x };
        key = await crypto.subtle.importKey("jwk", jwk, { name: "Ed25519" }, false, ["verify"]);
      } catch {
        throw new Error(
          "This browser cannot check signatures of the kind used here (Ed25519), or a key is damaged. Use a newer browser, or the command named below.",
        );
      }
      keys.push({ kid, key });
    }
    if (keys.length === 0) throw new Error("There are no public keys of a portal in this text.");
    return keys;
  };

  /** What a signature covers, once it is right by one of the keys. @param {string} jws @param {string} thing @param {TrustedKey[]} keys */
  const openSigned = async (jws, thing, keys) => {
    const [head = "", body = "", mark = "", ...more] = jws.split(".");
    if (more.length > 0) throw new Error("It is not written as a signature.");
    for (const { kid, key } of keys) {
      const expected = encoder.encode(
        JSON.stringify({ alg: "EdDSA", kid, typ: `signpost-${thing}` }),
      );
      if (toBase64url(expected) !== head) continue;
      const signed = encoder.encode(`${head}.${body}`);
      const isRight = await crypto.subtle.verify("Ed25519", key, fromBase64url(mark), signed);
      if (!isRight) throw new Error("It was changed, or signed by another.");
      return new TextDecoder().decode(fromBase64url(body));
    }
    throw new Error("It is not signed with any of the keys you gave.");
  };

  /** @param {string} what @param {() => Promise<void> | void} check */
  const expectSound = async (what, check) => {
    try {
      await check();
    } catch (problem) {
      throw new Error(
        `${what} is not as it was. ${problem instanceof Error ? problem.message : ""}`,
      );
    }
  };

  /** @param {boolean} holds @param {string} otherwise */
  const must = (holds, otherwise) => {
    if (!holds) throw new Error(otherwise);
  };

  /** @param {any} packet @param {TrustedKey[]} keys */
  const checkRecords = async (packet, keys) => {
    /** @type {Map<number, { size: number, root: string }>} */
    const seals = new Map();
    for (const [number, jws] of Object.entries(packet.seals)) {
      await expectSound(`Seal ${number}`, async () => {
        const seal = JSON.parse(await openSigned(jws, "seal", keys));
        must(String(seal.number) === number, "It says that it is another.");
        seals.set(seal.number, seal);
      });
    }
    for (const { record, proof } of packet.records) {
      if (!proof) continue;
      await expectSound(`The record ${record.act} of ${record.at}`, async () => {
        const seal = seals.get(proof.seal);
        const leaf = await hashParts(0, encoder.encode(canonical(record)));
        const root = seal && (await rootOf(leaf, proof.position, seal.size, proof.path));
        must(root === seal?.root, `It is not among those seal ${proof.seal} covers.`);
      });
    }
  };

  /** @param {any} packet */
  const checkFacts = async (packet) => {
    const { version, records, assignments } = packet;
    /** @param {string} act @param {(facts: any) => boolean} fits */
    const factsOf = (act, fits) =>
      records.find((/** @type {any} */ { record }) => record.act === act && fits(record.facts))
        ?.record.facts;
    await expectSound("The version", async () => {
      must(
        (await digestOf(version.content)) === version.version_digest,
        "Its words do not have its digest.",
      );
      const published = factsOf(
        "publish-version",
        (facts) => facts.version_digest === version.version_digest,
      );
      must(Boolean(published), "No ledger record says that it was published.");
    });
    for (const { id, attempts, acknowledgement } of assignments) {
      if (!acknowledgement) continue;
      await expectSound(`The acknowledgement ${acknowledgement.reference}`, async () => {
        const facts = factsOf("acknowledge", ({ assignment }) => assignment === id);
        must(Boolean(facts), "Its ledger record is not in the packet.");
        must(
          facts.shown_digest === (await digestOf(acknowledgement.shown)),
          "Other words were shown when it was made.",
        );
        must(
          canonical(facts.session ?? null) === canonical(acknowledgement.session ?? null),
          "Its ledger record says something else of the session behind it.",
        );
        if (facts.answers_digest === undefined) return;
        must(
          facts.answers_digest === (await digestOf(attempts)),
          "An answer before it was changed, added or removed.",
        );
      });
    }
  };

  /** The act by which the ledger hears of a step of a notice. @param {any} step */
  const actOfStep = ({ step, by }) =>
    step === "again" ? by && "notice-asked-again" : heardSteps.includes(step) && `notice-${step}`;
  const heardSteps = [
    ...["sent", "refused", "handed-over", "counted-as-sent", "came-back", "withdrawn"],
  ];

  /** As many, and each at the same moment with the same facts. @param {any[]} said @param {any[]} told */
  const isSame = (said, told) =>
    canonical(said.map(canonical).sort()) === canonical(told.map(canonical).sort());

  /** What happened to assignments and notices later, papers, imports, and second steps. @param {any} packet */
  const checkLater = async ({ records, assignments, notices, history, identity }) => {
    /** @param {(record: any) => boolean} fits */
    const told = (fits) =>
      records
        .map((/** @type {any} */ { record }) => record)
        .filter((/** @type {any} */ record) => fits(record));
    for (const { id, changes, acknowledgement } of assignments) {
      await expectSound(`What happened to the assignment ${id} later`, () => {
        const said = changes.map((/** @type {any} */ { what, at, why, from_on, to_on }) =>
          what === "ended"
            ? { act: "end-assignment", at, facts: { assignment: id, why } }
            : { act: "move-due-day", at, facts: { assignment: id, from_on, to_on, why } },
        );
        const acts = ["end-assignment", "move-due-day"];
        const found = told(({ act, facts }) => acts.includes(act) && facts.assignment === id);
        const heard = found.map((/** @type {any} */ { act, at, facts }) => ({ act, at, facts }));
        must(isSame(said, heard), "Its ledger records say something else.");
      });
      const { paper, shown, reference } = acknowledgement ?? {};
      if (!paper) continue;
      await expectSound(`The paper behind the acknowledgement ${reference}`, () => {
        const { scan, ...rest } = paper;
        const onReceipt = { ...rest, scan_sha256: scan?.sha256 ?? null };
        must(canonical(onReceipt) === canonical(shown.paper), "The receipt says something else.");
      });
    }
    for (const { id, kind, steps } of notices) {
      await expectSound(`The notice ${id}`, () => {
        const said = steps.filter(actOfStep).map((/** @type {any} */ { digest, at, ...step }) => {
          return { act: actOfStep(step), at, facts: { notice: id, kind, digest } };
        });
        const heard = told(({ facts }) => facts.notice === id).map(
          (/** @type {any} */ { act, at, facts }) => ({ act, at, facts }),
        );
        must(isSame(said, heard), "Its ledger records say something else of how it was served.");
      });
    }
    const { factors = [], recovery_codes_used = [] } = identity.second_step ?? {};
    await expectSound("The second steps at sign-in", () => {
      /** @param {string} act @param {any[]} said */
      const isHeard = (act, said) =>
        isSame(
          said,
          told((record) => record.act === act).map((/** @type {any} */ { at, facts }) =>
            act === "enrol-second-factor" ? { at, factor: facts.factor } : { at },
          ),
        );
      /** @param {string} how */
      const ended = (how) =>
        [
          ...new Set(
            factors
              .filter((/** @type {any} */ one) => one.ended === how)
              .map((/** @type {any} */ { until }) => until),
          ),
        ].map((at) => ({ at }));
      must(
        isHeard(
          "enrol-second-factor",
          factors.map((/** @type {any} */ { since, factor }) => ({ at: since, factor })),
        ) &&
          isHeard("remove-second-factor", ended("removed")) &&
          isHeard("reset-second-factor", ended("reset")) &&
          isHeard(
            "use-recovery-code",
            recovery_codes_used.map((/** @type {any} */ at) => ({ at })),
          ),
        "Their ledger records say something else.",
      );
    });
    for (const { number, record, changes_digest } of history.imports) {
      await expectSound(`The import ${number}`, () => {
        const [found] = told(({ id, act }) => id === record && act === "import-directory");
        must(
          found?.facts.import === number && found.facts.changes === changes_digest,
          "Its ledger record says something else.",
        );
      });
    }
  };

  /** @param {any} packet @param {TrustedKey[]} keys */
  const checkWhole = async (packet, keys) => {
    const { signature, ...parts } = packet;
    let says = /** @type {any} */ (null);
    await expectSound("The signature of the packet", async () => {
      says = JSON.parse(await openSigned(signature, "packet", keys));
    });
    for (const name of new Set([...Object.keys(says.parts), ...Object.keys(parts)])) {
      await expectSound(`The part "${name}"`, async () => {
        must(
          parts[name] !== undefined && says.parts[name] === (await digestOf(parts[name])),
          "It is not what the portal signed.",
        );
      });
    }
  };

  /** The words a block puts on the page. @param {any} block @param {any} content @returns {string} */
  const wordsOf = (block, content) => {
    if ("heading" in block) return block.heading;
    if ("words" in block) return block.words;
    if ("facts" in block) return block.facts.flat().join("");
    if ("list" in block) return block.list.join("");
    if ("ordered" in block) return block.ordered.join("");
    if ("table" in block) return [...block.table.columns, ...block.table.rows.flat()].join("");
    const html = block.frozen.reduce(
      (/** @type {any} */ value, /** @type {string} */ step) => value?.[step],
      content,
    );
    const template = document.createElement("template");
    template.innerHTML = html;
    return template.content.textContent ?? "";
  };

  /** What stands on the page is what was signed. @param {any} packet */
  const checkPage = (packet) => {
    for (const section of packet.document) {
      const words = section.blocks.map((/** @type {any} */ block) =>
        wordsOf(block, packet.version.content),
      );
      const shown = document.getElementById(section.id)?.textContent;
      if (shown !== section.title + words.join("")) {
        throw new Error(
          `The words on this page under "${section.title}" are not as they were: they are not those that were signed.`,
        );
      }
    }
    const titles = packet.document.map((/** @type {any} */ { title }) => title).join("");
    const all = element("evidence").textContent ?? "";
    const length = packet.document.reduce(
      (/** @type {number} */ sum, /** @type {any} */ { id }) =>
        sum + (element(id).textContent ?? "").length,
      0,
    );
    const { person, version } = packet;
    const title = `${person.name}: policy ${version.policy}, version ${version.number}`;
    if (document.querySelector("h1")?.textContent !== title) {
      throw new Error("The title of this page is not as it was.");
    }
    if (all.length !== length || element("contents").textContent !== titles) {
      throw new Error("Words were added to this page.");
    }
  };

  /** @param {string} keysText */
  const check = async (keysText) => {
    if (!globalThis.crypto?.subtle) {
      throw new Error(
        "This browser cannot check signatures in a file from disk. Use another browser, or the command named below.",
      );
    }
    const keys = await readKeys(keysText);
    const text = element("packet").textContent ?? "";
    const packet = JSON.parse(text);
    must(
      canonical(packet).replaceAll("<", "\\u003c") === text,
      "The machine-readable part of this page is not as the portal wrote it.",
    );
    await checkRecords(packet, keys);
    await checkFacts(packet);
    await checkLater(packet);
    await checkWhole(packet, keys);
    checkPage(packet);
    const waiting = packet.records.filter((/** @type {any} */ { proof }) => proof === null).length;
    const sealed = packet.records.length - waiting;
    return {
      kids: keys.map(({ kid }) => kid),
      words:
        `${sealed} ledger records are under ${Object.keys(packet.seals).length} seals. ` +
        (waiting
          ? `${waiting} were not sealed yet when the packet was made: they are named below. `
          : "") +
        "The version, the answers, the acknowledgement, what became of each notice and every word on this page are what the portal recorded and signed.",
    };
  };

  /** @param {"verified" | "refused" | "busy"} state @param {string} title @param {string[]} paragraphs */
  const show = (state, title, paragraphs) => {
    const verdict = element("verdict");
    const heading = document.createElement("h3");
    heading.textContent = title;
    const rest = paragraphs.map((words) => {
      const paragraph = document.createElement("p");
      paragraph.textContent = words;
      return paragraph;
    });
    verdict.className = state;
    verdict.replaceChildren(heading, ...rest);
  };

  const pasted = /** @type {HTMLTextAreaElement} */ (element("keys"));
  const picked = /** @type {HTMLInputElement} */ (element("keys-file"));
  picked.addEventListener("change", async () => {
    pasted.value = (await picked.files?.[0]?.text()) ?? "";
  });
  element("check-form").addEventListener("submit", async (event) => {
    event.preventDefault();
    show("busy", "Checking…", []);
    try {
      const { kids, words } = await check(pasted.value);
      show("verified", "Verified: everything is as it was", [
        words,
        `Fingerprint of the keys you gave: ${kids.join(", ")}. The check is worth what these keys are worth: compare the fingerprint with one you have from elsewhere.`,
      ]);
    } catch (problem) {
      const why = problem instanceof Error ? problem.message : String(problem);
      show("refused", "Not verified", [why]);
    }
  });
  element("check").hidden = false;
  element("to-check").hidden = false;
})();
