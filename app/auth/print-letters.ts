import { clockOf } from "../clock.ts";
import { writeMoment } from "../days.ts";
import { sha256Hex } from "../ledger/canonical.ts";
import type { Circle } from "../people/circle.ts";
import type { Portal } from "../portal.ts";
import type { LetterFilter } from "./letter-filter.ts";
import { type LetterPerson, readLetterPeople } from "./letter-people.ts";
import { drawQrCode, type QrCode } from "./qr-code.ts";
import { issueSetUpCode } from "./set-up-code.ts";
import type { Viewer } from "./viewer.ts";

/** How many letters one form makes. */
export const mostLetters = 500;

/** A set-up letter, with the code that is shown on it and nowhere else. */
export type SetUpLetter = { handle: string; name: string; code: string; qr: QrCode; until: string };

/**
 * Makes a code for each person a filter asks for, the first 500 by name, in one transaction: each has one
 * ledger record, and codes made before no longer work. Once a form: sent again, it is refused, since what
 * it made was shown. Refuses also when there is nobody left.
 */
export async function printLetters(
  viewer: Viewer,
  portal: Portal,
  circle: Circle,
  { form, filter }: { form: string; filter: LetterFilter },
): Promise<{ letters: SetUpLetter[] } | { refused: string }> {
  const { locale, timeZone, today } = await clockOf(portal);
  const now = portal.now();
  try {
    const letters = await portal.db.transaction(async (tx) => {
      const question = { circle, filter, today, now };
      const people = await readLetterPeople(viewer, tx, question, mostLetters);
      if (people.length === 0) throw new Refused(nobodyLeft);
      const made = new Map<string, SetUpLetter>();
      // In one order, whatever the names: two who print at once never wait for each other in a ring.
      for (const { personId, handle, name } of people.toSorted(byId)) {
        const issued = await issueSetUpCode(tx, {
          ...{ personId, by: viewer.personId, today, now },
          formId: ownForm(form, personId),
        });
        if ("refused" in issued) throw new Refused(issued.refused);
        made.set(personId, {
          ...{ handle, name, code: issued.code },
          qr: drawQrCode(codeAddress(portal, issued.code)),
          until: writeMoment(locale, timeZone, issued.expiresAt),
        });
      }
      return people.flatMap(({ personId }) => made.get(personId) ?? []);
    });
    return { letters };
  } catch (problem) {
    if (problem instanceof Refused) return { refused: problem.message };
    throw problem;
  }
}

const nobodyLeft = "Choose others: nobody is left whom these letters would be for";

/** Takes the transaction back, and says why. */
class Refused extends Error {}

const byId = (one: LetterPerson, other: LetterPerson) => (one.personId < other.personId ? -1 : 1);

/** A code is made once a form: each person's letter counts as a form of its own. */
function ownForm(form: string, personId: string): string {
  const digest = sha256Hex(`${form} ${personId}`);
  return digest.slice(0, 32).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

/** What the QR code opens: the set-up page, which takes the code out of its address at once. */
function codeAddress(portal: Portal, code: string): string {
  const address = new URL("/set-up", portal.publicUrl);
  address.searchParams.set("code", code.replaceAll("-", ""));
  return address.href;
}
