import type { Page } from "@playwright/test";

/** A device of the browser's own that asks for a finger and gets one, until it is told not to. */
export async function addDevice(page: Page) {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send("WebAuthn.enable");
  const { authenticatorId } = await devtools.send("WebAuthn.addVirtualAuthenticator", {
    options: {
      ...{ protocol: "ctap2", transport: "internal" },
      ...{ hasResidentKey: true, hasUserVerification: true, isUserVerified: true },
      automaticPresenceSimulation: true,
    },
  });
  return {
    keeps: async () =>
      (await devtools.send("WebAuthn.getCredentials", { authenticatorId })).credentials.length,
    showsNoFinger: () =>
      devtools.send("WebAuthn.setUserVerified", { authenticatorId, isUserVerified: false }),
  };
}
