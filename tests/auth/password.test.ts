import { expect, test } from "vitest";
import { hashPassword, isPassword, whyNoPassword } from "#app/auth/password.ts";

test("a password is kept as Argon2id and is known again, also from a keyboard that composes é", async () => {
  const kept = await hashPassword("caf\u00e9 by the water");
  expect(kept).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  expect(await isPassword(kept, "cafe\u0301 by the water")).toBe(true);
  expect(await isPassword(kept, "cafe by the water")).toBe(false);
});

test("where there is no account no password is right", async () => {
  expect(await isPassword(null, "")).toBe(false);
  expect(await isPassword(null, "northern lights over main")).toBe(false);
});

test("short, repeated, common and telling passwords are refused with what to do", () => {
  const names = ["Mara", "Sinclair", "1006"];
  for (const weak of [
    "short",
    "aaaaaaaaaaaa",
    "1234567890",
    "password123",
    "mara at the lake",
    "number 1006 is me",
  ]) {
    expect(whyNoPassword(weak, names)).toMatch(/^Choose a password/);
  }
  expect(whyNoPassword("a".repeat(201), names)).toMatch(/^Choose a password/);
  expect(whyNoPassword("northern lights over main", names)).toBeNull();
});
