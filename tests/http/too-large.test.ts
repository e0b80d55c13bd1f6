import type { IncomingMessage } from "node:http";
import { expect, test } from "vitest";
import { whyRefused } from "#server/http/refusal.ts";

test("a directory file over the limit is refused with the way back to the import", () => {
  const request = {
    method: "POST",
    url: "/hr/people/import?index",
    headers: { origin: "http://127.0.0.1:3000", "content-length": String(30 * 1024 * 1024) },
  };
  expect(whyRefused(request as unknown as IncomingMessage, "http://127.0.0.1:3000")).toMatchObject({
    status: 413,
    back: { to: "/hr/people/import" },
  });
});
