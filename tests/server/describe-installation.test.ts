import { expect, test } from "vitest";
import { describeInstallation } from "#server/describe-installation.ts";
import { readSettings } from "#server/settings.ts";

test("settings are said in words, and no password among them", async () => {
  const settings = readSettings({
    DATABASE_URL: "postgres://portal:secret-one@db.example.ca:6543/signpost?password=secret-two",
    DATABASE_OWNER_URL: "postgres://owner:secret-three@db.example.ca/signpost",
    SMTP_URL: "smtps://mailer:secret-four@mail.example.ca:465",
    MAIL_FROM: "Training <training@example.ca>",
    TRUSTED_PROXIES: "10.0.0.1",
  });
  const { settings: said, version } = await describeInstallation(settings, "https://a.example.ca");
  const values = Object.fromEntries(said.map(({ title, value }) => [title, value]));
  expect(values).toMatchObject({
    "Address that people type": "https://a.example.ca",
    Database: "postgres://db.example.ca:6543/signpost",
    "Mail server": "smtps://mail.example.ca:465",
    "Mail is from": "Training <training@example.ca>",
    "Trusted proxies": "10.0.0.1",
  });
  expect(JSON.stringify(said)).not.toMatch(/secret|mailer|portal:|owner:/);
  expect(version).toMatch(/^\d+\.\d+\.\d+/);
});
