import { describe, expect, test } from "vitest";
import { readOverview } from "#app/administration/overview.ts";
import { isCaseRole } from "#app/auth/case-roles.ts";
import { askConfirmation } from "#app/auth/confirmations/ask-confirmation.ts";
import type { ConfirmationKind } from "#app/auth/confirmations/confirmation-words.ts";
import {
  countConfirmations,
  readConfirmation,
  readConfirmations,
  readOpenConfirmation,
  readWaitingConfirmations,
} from "#app/auth/confirmations/read-confirmations.ts";
import { settleConfirmation } from "#app/auth/confirmations/settle-confirmation.ts";
import { grantRole } from "#app/auth/grant.ts";
import { countFactors } from "#app/auth/second-factor/factors.ts";
import { removeFactor } from "#app/auth/second-factor/remove.ts";
import { howToReset, resetSecondFactor } from "#app/auth/second-factor/reset-of-another.ts";
import { setUp } from "#app/auth/set-up.ts";
import { codeDoesNotWork, issueSetUpCode } from "#app/auth/set-up-code.ts";
import type { GrantedRole, Viewer } from "#app/auth/viewer.ts";
import { clockOf } from "#app/clock.ts";
import { addMara, byPassword, cookieOf } from "#tests/auth/someone.ts";
import { enrolAppOf } from "#tests/support/factors.ts";
import { giveCaseRole } from "#tests/support/grants.ts";
import { aMonday, testPortal } from "#tests/support/portal.ts";

const city = testPortal({ asksForSecondFactor: true });

/** Somebody with these roles: those with a part in cases as a second person confirmed them. */
async function holding(roles: GrantedRole[], password: string | null = null): Promise<Viewer> {
  const own = roles.filter((role) => !isCaseRole(role));
  const someone = await addMara(city.portal.db, { roles: own, password });
  for (const role of roles.filter(isCaseRole)) await giveCaseRole(city, someone.handle, role);
  return { ...someone, roles };
}

/** The same with an app. */
async function enrolled(roles: GrantedRole[] = []): Promise<Viewer> {
  const someone = await holding(roles, "an older password");
  await enrolAppOf(someone, city.portal);
  return someone;
}

const administrator = () => addMara(city.portal.db, { roles: ["administrator"] });
const reset = (by: Viewer, { personId }: Viewer) => resetSecondFactor(by, city.portal, personId);

async function ask(by: Viewer, about: Viewer, kind: ConfirmationKind = "reset-second-factor") {
  const { personId } = about;
  const asked = await askConfirmation(by, city.portal, { kind, personId });
  if ("refused" in asked) throw new Error(asked.refused);
  const open = { kind, personId, now: city.portal.now() };
  const confirmation = await readOpenConfirmation(by, city.portal.db, open);
  if (!confirmation) throw new Error("Nothing waits.");
  return confirmation;
}

async function codeFor(by: Viewer, { personId }: Viewer, now = city.portal.now()) {
  const { today } = await clockOf(city.portal);
  return city.portal.db.transaction((tx) =>
    issueSetUpCode(tx, { personId, by: by.personId, today, now }),
  );
}

describe("a second factor of another", () => {
  test("is reset by an administrator, and the person begins anew at the next sign-in", async () => {
    const { sessions } = city.portal;
    const [lena, omar] = [await administrator(), await enrolled(["auditor"])];
    const before = cookieOf(
      await sessions.start(omar.personId, { ...byPassword, withSecondFactor: true }),
    );
    expect(await reset(lena, omar)).toEqual({ reset: true });
    expect((await sessions.signedInBy(before)).viewer).toBeNull();
    const after = cookieOf(await sessions.start(omar.personId, byPassword));
    expect((await sessions.signedInBy(after)).half?.owes).toBe("enrolment");
    expect(await reset(lena, omar)).toHaveProperty("refused");
    const [kept] = await city.database.owner`
      select secret, wrapped_key from authenticator_apps where person_id = ${omar.personId}`;
    expect(kept).toEqual({ secret: null, wrapped_key: null });
    const [record] = await city.database.owner`
      select body from ledger_records where about = ${omar.personId} and act = 'reset-second-factor'`;
    expect(JSON.parse(record?.body)).toMatchObject({
      by: lena.personId,
      facts: { confirmation: null },
    });
  });

  test("is reset by HR, training, only of who holds no role", async () => {
    const hr = await addMara(city.portal.db, { roles: ["hr-training"] });
    expect(await reset(hr, await enrolled())).toEqual({ reset: true });
    expect(await reset(hr, await enrolled(["hr-training"]))).toHaveProperty("refused");
    expect(await reset(hr, await enrolled(["auditor"]))).toHaveProperty("refused");
  });

  test("is reset by nobody else, nor by oneself", async () => {
    const [mara, other] = [await addMara(city.portal.db), await enrolled()];
    expect(await reset(mara, other)).toHaveProperty("refused");
    const lena = await enrolled(["administrator"]);
    expect(await reset(lena, lena)).toMatchObject({
      refused: expect.stringContaining("your own second step"),
    });
  });

  test.each(["hr-cases", "city-manager", "outside-officer"] as const)(
    "of a holder of %s is reset only when a second person confirmed it",
    async (role) => {
      const [lena, holder] = [await administrator(), await enrolled([role])];
      const second = await holding(["hr-cases"]);
      expect(await howToReset(lena, city.portal.db, holder.personId)).toEqual({
        how: "with-a-second-person",
      });
      expect(await reset(lena, holder)).toHaveProperty("refused");
      const asked = await ask(lena, holder);
      expect(await countFactors(city.portal.db, holder.personId)).toBe(1);
      expect(await settleConfirmation(second, city.portal, asked, "confirmed")).toEqual({
        ended: "confirmed",
      });
      expect(await countFactors(city.portal.db, holder.personId)).toBe(0);
    },
  );
});

describe("a confirmation", () => {
  test("is given by a second holder, never by who asked, by whom it is about, or by anyone else", async () => {
    const [lena, holder] = [await administrator(), await enrolled(["hr-cases"])];
    const other = await administrator();
    const asked = await ask(lena, holder);
    for (const by of [lena, holder, other, await addMara(city.portal.db)]) {
      expect(await settleConfirmation(by, city.portal, asked, "confirmed")).toHaveProperty(
        "refused",
      );
    }
    expect(await countFactors(city.portal.db, holder.personId)).toBe(1);
  });

  test("is declined by whom it is about, withdrawn by an administrator, and settled once", async () => {
    const [lena, holder] = [await administrator(), await enrolled(["hr-cases"])];
    const second = await holding(["city-manager"]);
    const first = await ask(lena, holder);
    expect(await settleConfirmation(holder, city.portal, first, "declined")).toEqual({
      ended: "declined",
    });
    expect(await settleConfirmation(second, city.portal, first, "confirmed")).toHaveProperty(
      "refused",
    );
    const again = await ask(lena, holder);
    expect(await settleConfirmation(lena, city.portal, again, "withdrawn")).toHaveProperty("ended");
    const last = await ask(lena, holder);
    const answers = await Promise.all([
      settleConfirmation(second, city.portal, last, "confirmed"),
      settleConfirmation(second, city.portal, last, "declined"),
    ]);
    expect(answers.filter((answer) => "ended" in answer)).toHaveLength(1);
  });

  test("asked for twice waits once", async () => {
    const [lena, holder] = [await administrator(), await enrolled(["hr-cases"])];
    const asks = await Promise.all([ask(lena, holder), ask(lena, holder), ask(lena, holder)]);
    expect(new Set(asks.map(({ id }) => id)).size).toBe(1);
  });

  test("is told to all who hold a case grant, in a mail that says nothing of it", async () => {
    const [lena, holder] = [await administrator(), await enrolled(["hr-cases"])];
    const second = await holding(["city-manager"]);
    const asked = await ask(lena, holder);
    const told = async (kind: string) => {
      const rows = await city.database.owner`
        select person_id from notices where kind::text = ${kind} and key like ${`%${asked.id}%`}`;
      return rows.map(({ person_id }) => person_id);
    };
    const joanne = await city.viewer("1014");
    const all = [holder.personId, second.personId, joanne.personId];
    expect(await told("confirmation-waiting")).toEqual(expect.arrayContaining(all));
    expect(await told("confirmation-waiting")).not.toContain(lena.personId);
    expect(await told("confirmation-given")).toEqual([]);
    await settleConfirmation(second, city.portal, asked, "confirmed");
    expect(await told("confirmation-given")).toEqual(expect.arrayContaining(all));
    const content = await city.portal.contentFiles();
    if ("faults" in content) throw new Error("The content has faults.");
    for (const kind of ["confirmation-waiting", "confirmation-given"] as const) {
      const letter = JSON.stringify(content.content.letters?.[kind]);
      expect(letter).not.toMatch(/case|report|password|second/i);
    }
  });

  test("is there for holders and administrators, and for nobody else", async () => {
    const [lena, holder] = [await administrator(), await enrolled(["hr-cases"])];
    const { db } = city.portal;
    const { id } = await ask(lena, holder);
    const sees = async (viewer: Viewer) => [
      (await readConfirmation(viewer, db, id))?.id,
      (await readConfirmations(viewer, db, { place: null })).rows.some((row) => row.id === id),
    ];
    const joanne = await city.viewer("1014");
    expect(await sees(joanne)).toEqual([id, true]);
    expect(await sees(lena)).toEqual([id, true]);
    expect(await countConfirmations(joanne, db)).toBeGreaterThan(0);
    const auditor = await addMara(db, { roles: ["auditor", "hr-training"] });
    expect(await sees(auditor)).toEqual([undefined, false]);
    expect(await countConfirmations(auditor, db)).toBe(0);
  });
});

describe("what waits", () => {
  test("is counted and listed for administrators, and for holders who can answer it", async () => {
    const [lena, holder] = [await administrator(), await enrolled(["hr-cases"])];
    const { db } = city.portal;
    const before = (await readOverview(lena, city.portal)).waiting;
    const asked = await ask(lena, holder);
    expect((await readOverview(lena, city.portal)).waiting).toBe(before + 1);
    const isListed = async (viewer: Viewer, about: string | null = null) =>
      (await readWaitingConfirmations(viewer, db, about)).some(({ id }) => id === asked.id);
    const second = await holding(["city-manager"]);
    expect(await isListed(lena)).toBe(true);
    expect(await isListed(lena, holder.personId)).toBe(true);
    expect(await isListed(lena, second.personId)).toBe(false);
    expect(await isListed(second)).toBe(true);
    expect(await isListed(holder)).toBe(false);
    expect(await isListed(await addMara(db, { roles: ["auditor"] }))).toBe(false);
    await settleConfirmation(second, city.portal, asked, "declined");
    expect(await isListed(lena)).toBe(false);
    expect((await readOverview(lena, city.portal)).waiting).toBe(before);
  });
});

describe("a set-up code for a holder of a case grant", () => {
  test("is made once each time a second person confirmed it, by who asked", async () => {
    const [lena, another] = [await administrator(), await administrator()];
    const holder = await enrolled(["hr-cases"]);
    const second = await city.viewer("1001");
    expect(await codeFor(lena, holder)).toMatchObject({
      refused: expect.stringContaining("a second person confirms"),
    });
    const asked = await ask(lena, holder, "reset-password");
    expect(await codeFor(lena, holder)).toHaveProperty("refused");
    await settleConfirmation(second, city.portal, asked, "confirmed");
    expect(await codeFor(another, holder)).toHaveProperty("refused");
    expect(await codeFor(lena, holder)).toHaveProperty("code");
    expect(await codeFor(lena, holder)).toHaveProperty("refused");
    expect(await countFactors(city.portal.db, holder.personId)).toBe(1);
  });

  test("is no longer made 14 days after it was confirmed", async () => {
    const [lena, holder] = [await administrator(), await enrolled(["hr-cases"])];
    const asked = await ask(lena, holder, "reset-password");
    await settleConfirmation(await city.viewer("1001"), city.portal, asked, "confirmed");
    const late = new Date(aMonday.getTime() + 14 * 86_400_000);
    expect(await codeFor(lena, holder, late)).toHaveProperty("refused");
    expect(await codeFor(lena, holder)).toHaveProperty("code");
  });

  test("is not the one from before the grant: that is withdrawn with whatever is granted", async () => {
    const lena = await administrator();
    for (const role of ["hr-cases", "auditor"] as const) {
      const someone = await holding([], "an older password");
      const before = await codeFor(lena, someone);
      if ("refused" in before) throw new Error(before.refused);
      if (role === "hr-cases") await giveCaseRole(city, someone.handle, role);
      else {
        const { personId } = someone;
        const granting = { personId, role, now: city.portal.now() };
        const asker = await city.viewer("1012");
        expect(await grantRole(asker, city.portal.db, granting)).toHaveProperty("granted");
      }
      const used = { code: before.code, newPassword: "words of somebody else" };
      expect(await setUp(city.portal, { ...used, address: "192.0.2.78" })).toMatchObject({
        refused: codeDoesNotWork,
      });
    }
  });

  test("waits for a second person also where they have only ever come by an account of the City", async () => {
    const holder = await holding(["hr-cases"]);
    const { owner } = city.database;
    await owner`
      insert into providers (id, label, issuer, is_offered, has_passwords_off, spares_administrators, noted_at)
      values ('city', 'City account', 'https://id.city.example', true, false, true, now())`;
    await owner`
      insert into sessions (id, person_id, expires_at, ends_at, started_at, method, has_second_factor)
      values ('here', ${holder.personId}, now() + interval '1 hour', now() + interval '1 hour', now(), 'passkey', true)`;
    await owner`
      insert into provider_links (person_id, provider, issuer, subject, matched_by, linked_at, within_session)
      values (${holder.personId}, 'city', 'https://id.city.example', 'holder', 'email', now(), 'here')`;
    expect(await codeFor(await administrator(), holder)).toMatchObject({
      refused: expect.stringContaining("a second person confirms"),
    });
  });

  test("who never had a password needs no second person: it resets nothing", async () => {
    const holder = await holding(["hr-cases"]);
    expect(await codeFor(await administrator(), holder)).toHaveProperty("code");
  });
});

describe("one's own last factor", () => {
  test("stays for who needs one, and goes for who does not, with its recovery codes", async () => {
    const omar = await enrolled(["auditor"]);
    expect(await removeFactor(omar, city.portal, "app")).toHaveProperty("refused");
    const mara = await enrolled();
    expect(await removeFactor(mara, city.portal, "app")).toEqual({ removed: true });
    expect(await removeFactor(mara, city.portal, "app")).toEqual({ removed: false });
    const codes = await city.database.owner`
      select code_hash from recovery_codes
      where person_id = ${mara.personId} and withdrawn_at is null`;
    expect(codes).toEqual([]);
  });
});

describe("around the application", () => {
  const then = aMonday.toISOString();
  const end = (personId: string, by: string | null) => city.database.portal`
    update authenticator_apps
    set ended_at = ${then}, ended_by = ${by}, secret = null, wrapped_key = null, wrapped_by = null
    where person_id = ${personId} and ended_at is null`;
  const unconfirmed = { constraint_name: "second_factors_are_reset_by_two" };

  test("nobody takes away the second factor of a holder of a case grant alone", async () => {
    const [lena, holder] = [await administrator(), await enrolled(["outside-officer"])];
    await expect(end(holder.personId, lena.personId)).rejects.toMatchObject(unconfirmed);
    await expect(end(holder.personId, null)).rejects.toMatchObject(unconfirmed);
    await ask(lena, holder);
    await expect(end(holder.personId, lena.personId)).rejects.toMatchObject(unconfirmed);
  });

  test("nor does HR that of somebody who holds a role, or a colleague that of anybody", async () => {
    const hr = await addMara(city.portal.db, { roles: ["hr-training"] });
    const omar = await enrolled(["auditor"]);
    await expect(end(omar.personId, hr.personId)).rejects.toMatchObject(unconfirmed);
    const mara = await addMara(city.portal.db);
    await expect(end((await enrolled()).personId, mara.personId)).rejects.toMatchObject(
      unconfirmed,
    );
  });

  test("a confirmation is given by a second holder, once, and of what an administrator asked", async () => {
    const { portal } = city.database;
    const [lena, holder] = [await administrator(), await enrolled(["hr-cases"])];
    const { id } = await ask(lena, holder);
    const confirm = (by: string) => portal`
      update confirmations set ended_as = 'confirmed', ended_by = ${by}, ended_at = ${then}
      where id = ${id}`;
    const bySecond = { constraint_name: "confirmations_are_given_by_a_second_person" };
    await expect(confirm(holder.personId)).rejects.toMatchObject(bySecond);
    const other = await administrator();
    const byHolder = { constraint_name: "confirmations_are_given_by_holders" };
    await expect(confirm(other.personId)).rejects.toMatchObject(byHolder);
    const joanne = await city.viewer("1014");
    await confirm(joanne.personId);
    const sam = await city.viewer("1001");
    await expect(confirm(sam.personId)).rejects.toMatchObject({
      constraint_name: "confirmations_end_once",
    });
    await expect(portal`
      insert into confirmations (kind, person_id, asked_by, asked_at)
      values ('reset-password', ${holder.personId}, ${joanne.personId}, ${then})`).rejects.toMatchObject(
      { constraint_name: "confirmations_are_asked_by_an_administrator" },
    );
    await expect(portal`delete from confirmations where id = ${id}`).rejects.toMatchObject({
      code: "42501",
    });
  });

  test("a code that resets the password of a holder of a case grant waits for a second person", async () => {
    const [lena, holder] = [await administrator(), await enrolled(["hr-cases"])];
    await expect(city.database.portal`
      insert into set_up_codes (code_hash, person_id, issued_by, issued_at, expires_at)
      values ('around', ${holder.personId}, ${lena.personId}, ${then}, ${then})`).rejects.toMatchObject(
      { constraint_name: "set_up_codes_are_confirmed_by_a_second_person" },
    );
  });

  test("a code from before a grant is withdrawn by the database too", async () => {
    const someone = await holding([], "an older password");
    await codeFor(await administrator(), someone);
    await city.database.owner`
      insert into given_grants (person_id, role, granted_at) values (${someone.personId}, 'auditor', now())`;
    const open = await city.database.owner`
      select from set_up_codes where person_id = ${someone.personId} and withdrawn_at is null`;
    expect(open).toHaveLength(0);
  });

  test("a code is used once, a passkey counts on, and a recovery code does not come back", async () => {
    const { owner } = city.database;
    const mara = await enrolled();
    const { personId } = mara;
    await expect(owner`
      update authenticator_apps set last_step = last_step - 1 where person_id = ${personId}`).rejects.toMatchObject(
      { constraint_name: "authenticator_apps_use_a_code_once" },
    );
    await owner`
      insert into passkeys (id, person_id, credential_id, public_key, counter, transports, name, made_at)
      values (gen_random_uuid(), ${personId}, ${personId}, '\\x00', 7, '{}', 'Phone', now())`;
    await expect(
      owner`update passkeys set counter = 6 where person_id = ${personId}`,
    ).rejects.toMatchObject({ constraint_name: "passkeys_count_on" });
    await owner`update recovery_codes set used_at = now() where person_id = ${personId}`;
    await expect(
      owner`update recovery_codes set used_at = null where person_id = ${personId}`,
    ).rejects.toMatchObject({ constraint_name: "recovery_codes_are_used_once" });
  });
});
