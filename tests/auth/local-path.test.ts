import fc from "fast-check";
import { expect, test } from "vitest";
import { localPath } from "#app/auth/local-path.ts";

test("after signing in one comes back to where one was", () => {
  for (const to of ["/", "/training/step-away#q2", "/hr/people?q=a&after=1001", "/policy#6.c"]) {
    expect(localPath(to)).toBe(to);
  }
  expect(localPath("/hr/people?q=Zoë")).toBe("/hr/people?q=Zo%C3%AB");
});

test("no address leads away from the portal", () => {
  const away = [
    null,
    "",
    "training",
    "https://elsewhere.example",
    "//elsewhere.example",
    "///elsewhere.example",
    "/\\elsewhere.example",
    "\\\\elsewhere.example",
    "/\t/elsewhere.example",
    "/\n/elsewhere.example",
    "/.//elsewhere.example",
    "/a/..//elsewhere.example",
    "/%2e//elsewhere.example",
    "javascript:alert(1)",
    " //elsewhere.example",
    "/a\r\nSet-Cookie: b=c",
    `/${"a".repeat(3000)}`,
  ];
  for (const to of away) expect(localPath(to)).toBe("/");
});

test("whatever is asked for, a browser stays here and the header can be written", () => {
  const odd = fc.array(
    fc.constantFrom(
      "/",
      "\\",
      ".",
      "..",
      "@",
      ":",
      "#",
      "?",
      "%2f",
      "%5c",
      "\t",
      "a",
      "é",
      "\ud800",
    ),
  );
  const anything = fc.oneof(
    fc.string({ unit: "binary" }),
    odd.map((parts) => `/${parts.join("")}`),
  );
  fc.assert(
    fc.property(anything, (to) => {
      const path = localPath(to);
      expect(new URL(path, "https://portal.example/sign-in").origin).toBe("https://portal.example");
      expect(() => new Headers({ Location: path })).not.toThrow();
    }),
    { numRuns: 2000 },
  );
});
