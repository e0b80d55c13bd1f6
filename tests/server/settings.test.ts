import { describe, expect, test } from "vitest";
import { readSettings } from "#server/settings.ts";

const mail = {
  SMTP_URL: "smtp://user:pass%40word@mail.example:2525",
  MAIL_FROM: "Training <t@city.example>",
};

describe("mail settings", () => {
  test("say which mail server, and who the mail is from", () => {
    expect(readSettings(mail).mail).toEqual({
      ...{ url: mail.SMTP_URL, perSecond: 20 },
      from: { name: "Training", address: "t@city.example" },
    });
    expect(readSettings({ ...mail, MAIL_FROM: "t@city.example" }).mail?.from.name).toBe("");
  });

  test("are absent where no mail is to go out", () => {
    expect(readSettings({}).mail).toBeNull();
  });

  test.each([
    ["a mail server without a sender", { SMTP_URL: mail.SMTP_URL }],
    ["a sender without a mail server", { MAIL_FROM: mail.MAIL_FROM }],
    ["an address that is none", { ...mail, MAIL_FROM: "Training" }],
    ["a web address", { ...mail, SMTP_URL: "https://mail.example" }],
    ["a header smuggled in", { ...mail, MAIL_FROM: "A\r\nBcc: x <t@city.example>" }],
  ])("the portal does not start with %s", (_, env) => {
    expect(() => readSettings(env)).toThrow(/SMTP_URL|MAIL_FROM/);
  });
});

describe("the database's settings", () => {
  const urls = {
    DATABASE_URL: "postgres://portal@pooler.example:6432/signpost",
    DATABASE_OWNER_URL: "postgres://owner@database.example/signpost",
  };

  test("say whether the portal's way leads through a pooler", () => {
    expect(readSettings(urls).database).toMatchObject({ isPooled: false });
    const pooled = readSettings({ ...urls, DATABASE_POOLER: "transaction" }).database;
    expect(pooled).toEqual({
      ...{ portalUrl: urls.DATABASE_URL, ownerUrl: urls.DATABASE_OWNER_URL, isPooled: true },
    });
  });

  test.each([
    ["a pooler of another kind", { ...urls, DATABASE_POOLER: "statement" }],
    ["a pooler before the embedded database", { DATABASE_POOLER: "transaction" }],
  ])("the portal does not start with %s", (_, env) => {
    expect(() => readSettings(env)).toThrow(/DATABASE_POOLER/);
  });
});
