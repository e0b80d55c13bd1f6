import { pino } from "pino";
import { beforeEach, expect, test } from "vitest";
import { changePassword } from "#app/auth/change-password.ts";
import { endProviderLink } from "#app/auth/provider/end-link.ts";
import { passwordIsOff } from "#app/auth/provider/passwords-off.ts";
import type { Provider } from "#app/auth/provider/provider.ts";
import { readProviderLinks } from "#app/auth/provider/read-links.ts";
import { countFactors } from "#app/auth/second-factor/factors.ts";
import { signIn } from "#app/auth/sign-in.ts";
import type { Viewer } from "#app/auth/viewer.ts";
import { demoPassword } from "#server/demo/cast.ts";
import { enrolAppOf } from "#tests/support/factors.ts";
import { type HandMadeProvider, startHandMadeProvider } from "#tests/support/hand-made-provider.ts";
import { testPortal } from "#tests/support/portal.ts";
import { offer, sendOff, signInWith } from "#tests/support/providers.ts";

const city = testPortal();
const newStarter = "1006";
const left = "1013";
let there: HandMadeProvider;

beforeEach(async () => {
  city.portal.log.level = "error";
  await city.database.owner`update provider_links set ended_at = linked_at, ended_by = (
    select id from people where handle = '1012') where ended_at is null`;
  await city.database.owner`delete from sessions`;
  there = await startHandMadeProvider(() => city.portal.now());
});

async function known(changes: Partial<Provider> = {}) {
  const provider = there.provider(changes);
  await offer(city.portal, provider);
  return (claims: Record<string, unknown>, viewer: Viewer | null = null) =>
    signInWith(city.portal, provider, (address) => there.signIn(address, claims), { viewer });
}

/** Somebody signed in here whole: with a password, and with a second factor where they have one. */
async function signedInHere(handle: string): Promise<Viewer> {
  const { personId } = await city.viewer(handle);
  const withSecondFactor = (await countFactors(city.portal.db, personId)) > 0;
  const shown = { method: "password", withSecondFactor } as const;
  const viewer = await viewerFrom({ setCookie: await city.portal.sessions.start(personId, shown) });
  if (!viewer) throw new Error("Nobody is signed in.");
  return viewer;
}

const byEmail = (verifiedBy: "email_verified" | "xms_edov" | "the-directory") =>
  ({ people: { by: "email", claim: "email", verifiedBy } }) as const;

const viewerFrom = async (signedIn: object) => {
  const setCookie = "setCookie" in signedIn ? String(signedIn.setCookie) : "";
  return (await city.portal.sessions.signedInBy(setCookie.split(";")[0] ?? "")).viewer;
};

test("whoever the directory knows by employee number is signed in, and linked to the account once", async () => {
  const come = await known();

  const first = await come({ sub: "mara", employee_number: "1006" });
  const again = await come({ sub: "mara", employee_number: "1006" });

  expect(await viewerFrom(first)).toMatchObject({
    ...{ handle: newStarter, method: "provider", hasSecondFactor: false },
  });
  expect(await viewerFrom(again)).toMatchObject({ handle: newStarter });
  const mara = await city.viewer(newStarter);
  const open = (await readProviderLinks(mara, city.portal.db, mara.personId)).filter(
    ({ endedAt }) => endedAt === null,
  );
  expect(open).toMatchObject([{ label: "City account", matchedBy: "employee-number" }]);
  const records = await city.database.owner`
    select body::json -> 'facts' as facts from ledger_records
    where act = 'link-provider' and about = ${mara.personId}`;
  expect(records).toHaveLength(1);
  expect(JSON.stringify(records[0]?.facts)).not.toContain('"mara"');
});

test("two first sign-ins at once make one link", async () => {
  const come = await known();

  const both = await Promise.all([1, 2].map(() => come({ sub: "mara-2", employee_number: 1006 })));

  for (const one of both) expect(await viewerFrom(one)).toMatchObject({ handle: newStarter });
  const links = await city.database.owner`
    select from provider_links where subject = 'mara-2'`;
  expect(links).toHaveLength(1);
});

test("an address counts only where the provider says it is verified, or the settings speak for it", async () => {
  const mara = await city.database.owner`select email from people where handle = ${newStarter}`;
  const email = mara[0]?.email;
  const come = await known(byEmail("email_verified"));

  for (const email_verified of [undefined, false, "false", null]) {
    expect(await come({ email, email_verified })).toMatchObject({
      status: 403,
      refused: expect.stringContaining("did not say that it has checked your e-mail address"),
    });
  }
  expect(await city.database.owner`select from provider_links where ended_at is null`).toEqual([]);

  expect(await viewerFrom(await come({ email, email_verified: true }))).toMatchObject({
    handle: newStarter,
  });
});

test("what Entra ID calls verified counts where the settings name it", async () => {
  const [mara] = await city.database.owner`select email from people where handle = ${newStarter}`;
  const come = await known(byEmail("xms_edov"));

  expect(await come({ email: mara?.email, email_verified: true })).toMatchObject({ status: 403 });
  expect(
    await viewerFrom(await come({ email: mara?.email.toUpperCase(), xms_edov: 1 })),
  ).toMatchObject({ handle: newStarter });
});

test.each([
  [
    "an employee number the directory does not have",
    { employee_number: "9999" },
    /nobody with the/,
  ],
  ["no employee number at all", {}, /gave no employee number \(claim employee_number\)/],
  [
    "a number that is nothing of the kind",
    { employee_number: { is: "1006" } },
    /gave no employee number/,
  ],
  ["two employee numbers", { employee_number: ["1006", "1007"] }, /more than one employee number/],
  ["somebody who left", { employee_number: left }, /your work has ended/],
  ["a character no database keeps", { employee_number: "1006\u0000" }, /gave no employee number/],
])("nobody is signed in or added by %s", async (_, claims, sentence) => {
  const come = await known();
  const [before] = await city.database.owner`select count(*) from people`;

  const refused = await come(claims);

  expect(refused).toMatchObject({ status: 403, refused: expect.stringMatching(sentence) });
  expect(await city.database.owner`select count(*) from people`).toEqual([before]);
  expect(await city.database.owner`select from sessions`).toEqual([]);
});

test("the log says why a provider signed in nobody, and not who it was", async () => {
  const come = await known({ people: { by: "employee-number", claim: "employeeid" } });
  const { log } = city.portal;
  const lines: string[] = [];
  city.portal.log = pino({ level: "warn" }, { write: (line: string) => lines.push(line) });

  await come({ sub: "the account", employee_number: "9876" });
  await come({ sub: "the account", employeeid: "9876" });
  city.portal.log = log;

  expect(lines).toHaveLength(2);
  expect(JSON.parse(lines[0] ?? "")).toMatchObject({
    provider: "city",
    why: expect.stringContaining("gave no employee number (claim employeeid)"),
  });
  expect(lines[1]).toContain("nobody with the employee number");
  expect(lines.join()).not.toMatch(/9876|the account"/);
});

test("who came with the wrong account is asked there who they are, and not sent back with it", async () => {
  await known();
  const [provider] = city.portal.providers.offered;
  if (!provider) throw new Error("No provider is offered.");

  const first = await sendOff(city.portal, provider);
  const again = await sendOff(city.portal, provider, { asAnother: true });

  expect(new URL(first.address).searchParams.get("prompt")).toBeNull();
  expect(new URL(again.address).searchParams.get("prompt")).toBe("login");
  expect(new URL(again.address).searchParams.get("max_age")).toBeNull();
});

test("once linked, the account says who it is, whatever becomes of the number it gives", async () => {
  const come = await known();
  await come({ sub: "mara-3", employee_number: "1006" });

  expect(await viewerFrom(await come({ sub: "mara-3" }))).toMatchObject({ handle: newStarter });
  expect(await viewerFrom(await come({ sub: "mara-3", employee_number: "9999" }))).toMatchObject({
    handle: newStarter,
  });
});

test("an account that now carries another person's number signs in neither", async () => {
  const come = await known();
  await come({ sub: "mara-4", employee_number: "1006" });
  await city.database.owner`delete from sessions`;

  expect(await come({ sub: "mara-4", employee_number: "1007" })).toMatchObject({
    status: 409,
    refused: expect.stringContaining("of somebody else"),
  });
  expect(await city.database.owner`select from sessions`).toEqual([]);
});

test("a second account with one person's number is refused until an administrator ends the link", async () => {
  const come = await known();
  await come({ sub: "old", employee_number: "1006" });
  const administrator = await city.viewer("1012");
  const mara = await city.viewer(newStarter);

  expect(await come({ sub: "new", employee_number: "1006" })).toMatchObject({
    status: 409,
    refused: expect.stringContaining("knows you by another City account"),
  });

  const [link] = (await readProviderLinks(administrator, city.portal.db, mara.personId)).filter(
    ({ endedAt }) => endedAt === null,
  );
  const toEnd = { personId: mara.personId, linkId: link?.id ?? "" };
  expect(await endProviderLink(mara, city.portal, toEnd)).toHaveProperty("refused");
  expect(await endProviderLink(administrator, city.portal, toEnd)).toHaveProperty("ended");
  expect(await endProviderLink(administrator, city.portal, toEnd)).toHaveProperty("refused");
  expect(await city.database.owner`select from sessions`).toEqual([]);
  expect(await viewerFrom(await come({ sub: "new", employee_number: "1006" }))).toMatchObject({
    handle: newStarter,
  });
});

test("somebody who leaves is not signed in any more by an account that still works there", async () => {
  const come = await known();
  await come({ sub: "mara-5", employee_number: "1006" });
  city.at(new Date("2037-01-04T15:00:00Z"));
  await city.database.owner`
    update employments set superseded_at = now()
    where person_id = (select id from people where handle = ${newStarter}) and superseded_at is null`;
  await city.database.owner`
    insert into employments
      (person_id, department_id, position, type, from_on, until_on, recorded_at)
    select person_id, department_id, position, type, from_on, '2036-12-31', now()
    from employments where person_id = (select id from people where handle = ${newStarter})
    order by recorded_at limit 1`;

  const refused = await come({ sub: "mara-5", employee_number: "1006" });

  city.at(new Date("2026-11-23T15:30:00Z"));
  expect(refused).toMatchObject({ refused: expect.stringContaining("your work has ended") });
});

test.each([
  ["nothing", {}, false],
  ["one factor", { amr: ["pwd"] }, false],
  ["two factors", { amr: ["pwd", "mfa"] }, true],
  ["two factors, in another claim than the settings name", { acr: "mfa" }, false],
])("a second factor counts where the token says so: %s", async (_, claims, counts) => {
  const come = await known({ secondFactor: { claim: "amr", oneOf: ["mfa", "hwk"] } });

  const viewer = await viewerFrom(await come({ employee_number: "1005", ...claims }));

  expect(viewer?.hasSecondFactor).toBe(counts);
});

test.each([
  ["an administrator", "1012"],
  ["a holder of a role for cases", "1014"],
  ["the city manager", "1001"],
  ["the auditor", "omar.haddad@example.net"],
])(
  "%s is linked within a session of their own alone, whatever address the directory has",
  async (_, name) => {
    const { owner } = city.database;
    const { personId, handle } = await city.viewer(name);
    await owner`update people set email = 'swapped@example.net' where id = ${personId}`;
    const come = await known(byEmail("email_verified"));
    const claims = { sub: `of ${handle}`, email: "swapped@example.net", email_verified: true };

    const alone = await come(claims);
    const asAnother = await come(claims, await signedInHere(newStarter));
    const over = { ...(await signedInHere(handle)), sessionId: "over" };
    const afterwards = await come(claims, over);

    for (const refused of [alone, asAnother, afterwards]) {
      expect(refused).toMatchObject({
        status: 403,
        refused: expect.stringContaining("then link your account on your account page"),
      });
    }
    expect(await owner`select from provider_links where ended_at is null`).toEqual([]);
    expect(await viewerFrom(await come(claims, await signedInHere(handle)))).toMatchObject({
      handle,
    });
    expect(await viewerFrom(await come(claims))).toMatchObject({ handle });
    await owner`update people set email = ${`${handle}@example.org`} where id = ${personId}`;
  },
);

test("nobody comes past somebody's own second factor by a first link to an account that vouches for one", async () => {
  const come = await known({ secondFactor: { claim: "amr", oneOf: ["mfa"] } });
  await enrolAppOf(await city.viewer("1007"), city.portal);
  const claims = { sub: "dale", employee_number: "1007", amr: ["mfa"] };

  expect(await come(claims)).toMatchObject({ status: 403 });
  const half = { ...(await city.viewer("1007")), sessionId: "half" };
  expect(await come(claims, half)).toMatchObject({ status: 403 });

  expect(await viewerFrom(await come(claims, await signedInHere("1007")))).toMatchObject({
    ...{ handle: "1007", hasSecondFactor: true },
  });
});

test("a changed password leaves a session by the City's own sign-in one by that account", async () => {
  const come = await known();
  const viewer = await viewerFrom(await come({ sub: "jesse", employee_number: "1009" }));
  if (!viewer) throw new Error("Nobody is signed in.");

  const changed = await changePassword(viewer, city.portal, {
    presentPassword: demoPassword,
    newPassword: "quite another password",
  });

  expect(viewer.link).toBeDefined();
  expect(await viewerFrom(changed)).toMatchObject({ method: "provider", link: viewer.link });
});

test("a second factor counts for nothing where the settings do not say that the provider vouches", async () => {
  const come = await known();

  const viewer = await viewerFrom(await come({ employee_number: "1005", amr: ["mfa"] }));

  expect(viewer?.hasSecondFactor).toBe(false);
});

test("where passwords are off, whoever is linked has none; administrators keep theirs", async () => {
  const come = await known({ passwords: "off" });
  const byPassword = (name: string, password = demoPassword) =>
    signIn({ portal: city.portal, name, password, address: "198.51.100.7" });
  expect(await byPassword("1005")).toHaveProperty("setCookie");

  await come({ sub: "nadia", employee_number: "1005" });
  await come({ sub: "lena", employee_number: "1012" }, await signedInHere("1012"));

  const kept = await city.database.owner`
    select s.method from sessions s join people p on p.id = s.person_id where p.handle = '1005'`;
  expect(kept.map(({ method }) => method)).toEqual(["provider"]);
  expect(await byPassword("1005")).toEqual({ refused: passwordIsOff });
  const wrong = await byPassword("1005", "a wrong password");
  expect(wrong).toEqual(await byPassword("nobody-here"));
  expect(wrong).not.toEqual({ refused: passwordIsOff });
  expect(await byPassword("1012")).toHaveProperty("setCookie");
  expect(await byPassword("1004")).toHaveProperty("setCookie");
});

test("sessions by password end at the start that switches passwords off, and passwords work again when it is undone", async () => {
  const come = await known();
  await come({ sub: "nadia-2", employee_number: "1005" });
  const name = {
    portal: city.portal,
    name: "1005",
    password: demoPassword,
    address: "198.51.100.8",
  };
  await signIn(name);

  await offer(city.portal, there.provider({ passwords: "off" }));
  const methods = await city.database.owner`
    select s.method from sessions s join people p on p.id = s.person_id where p.handle = '1005'`;
  expect(methods.map(({ method }) => method)).toEqual(["provider"]);
  expect(await signIn(name)).toHaveProperty("refused");

  await offer(city.portal);
  expect(await signIn(name)).toHaveProperty("setCookie");
});
