import { beforeEach, expect, test } from "vitest";
import { proveAgain, readProvingThere } from "#app/auth/prove-again.ts";
import { provePassword } from "#app/auth/prove-password.ts";
import { passwordIsOff } from "#app/auth/provider/passwords-off.ts";
import type { Provider } from "#app/auth/provider/provider.ts";
import { signIn } from "#app/auth/sign-in.ts";
import type { Viewer } from "#app/auth/viewer.ts";
import { demoPassword } from "#server/demo/cast.ts";
import { type HandMadeProvider, startHandMadeProvider } from "#tests/support/hand-made-provider.ts";
import { aMonday, testPortal } from "#tests/support/portal.ts";
import { offer, signInWith } from "#tests/support/providers.ts";

const city = testPortal();
const page = "/account/second-factor/app";
const minutesLater = (count: number) => new Date(aMonday.getTime() + count * 60_000);
let there: HandMadeProvider;

beforeEach(async () => {
  city.at(aMonday);
  city.portal.log.level = "error";
  await city.database.owner`update provider_links set ended_at = linked_at, ended_by = (
    select id from people where handle = '1012') where ended_at is null`;
  there = await startHandMadeProvider(() => city.portal.now());
});

const viewerOf = async (signedIn: object): Promise<Viewer> => {
  const setCookie = "setCookie" in signedIn ? String(signedIn.setCookie) : "";
  const { viewer } = await city.portal.sessions.signedInBy(setCookie.split(";")[0] ?? "");
  if (!viewer) throw new Error("Nobody was signed in.");
  return viewer;
};

/** Signs in at the provider, where asked anew as of this moment. */
async function comeFrom(provider: Provider, handle: string, isAnew = false): Promise<Viewer> {
  const seconds = Math.floor(city.portal.now().getTime() / 1000);
  const claims = { sub: `account of ${handle}`, employee_number: handle, auth_time: seconds };
  const way = (address: string) => there.signIn(address, claims);
  return viewerOf(await signInWith(city.portal, provider, way, { isAnew }));
}

const byPassword = async (name: string) =>
  viewerOf(
    await signIn({
      ...{ portal: city.portal, name, password: demoPassword, address: "198.51.100.9" },
    }),
  );

test("who signed in at a provider proves it by signing in there anew, for five minutes, and not by a password", async () => {
  const provider = there.provider({ passwords: "off" });
  await offer(city.portal, provider);

  const before = await comeFrom(provider, "1006");
  expect(await readProvingThere(before, city.portal, page)).toEqual({
    label: "City account",
    there: `/sign-in/with/city?again=yes&to=${encodeURIComponent(page)}`,
    isShown: false,
  });
  expect(await proveAgain(before, city.portal, { password: demoPassword })).toMatchObject({
    ...{ at: "form", status: 400 },
    refused: expect.stringContaining("Show who you are with City account"),
  });

  const anew = await comeFrom(provider, "1006", true);
  expect(await readProvingThere(anew, city.portal, page)).toMatchObject({ isShown: true });
  expect(await proveAgain(anew, city.portal, { password: "" })).toEqual({
    ...{ proven: true, method: "provider" },
  });

  city.at(minutesLater(6));
  expect(await readProvingThere(anew, city.portal, page)).toMatchObject({ isShown: false });
  expect(await proveAgain(anew, city.portal, { password: "" })).toHaveProperty("refused");
});

test("who has a password, and signed in by it, proves it by the password", async () => {
  const provider = there.provider();
  await offer(city.portal, provider);
  await comeFrom(provider, "1006", true);

  const mara = await byPassword("1006");

  expect(await readProvingThere(mara, city.portal, page)).toBeNull();
  expect(await proveAgain(mara, city.portal, { password: "wrong" })).toMatchObject({
    at: "password",
  });
  expect(await proveAgain(mara, city.portal, { password: demoPassword })).toEqual({
    ...{ proven: true, method: "password" },
  });
});

test("who is linked and never set a password shows at the provider who they are, however they signed in", async () => {
  const provider = there.provider();
  await offer(city.portal, provider);
  const mara = await comeFrom(provider, "1006");
  const cookie = await city.portal.sessions.start(mara.personId, {
    ...{ method: "passkey", withSecondFactor: true },
  });
  const byPasskey = await viewerOf({ setCookie: cookie });
  expect(await readProvingThere(byPasskey, city.portal, page)).toBeNull();
  const [kept] = await city.database.owner`
    delete from credentials where person_id = ${mara.personId} returning *`;

  const proving = await readProvingThere(byPasskey, city.portal, page);
  await city.database.owner`insert into credentials ${city.database.owner({ ...kept })}`;

  expect(proving).toMatchObject({ label: "City account", isShown: false });
});

test("a password proves nothing where passwords are off, and does again when they are on", async () => {
  const provider = there.provider({ passwords: "off" });
  await offer(city.portal, provider);
  const nadia = await comeFrom(provider, "1005");
  const prove = () => provePassword(nadia, city.portal, { password: demoPassword });

  expect(await prove()).toEqual({ refused: passwordIsOff, status: 400 });
  expect(passwordIsOff).toContain("sign in with your account of the City");

  await offer(city.portal, there.provider());
  expect(await prove()).toEqual({ proven: true });
});
