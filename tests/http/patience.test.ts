import { once } from "node:events";
import { createServer, type Server } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { losePatience } from "#server/http/patience.ts";

let server: Server;
beforeAll(async () => {
  server = createServer((request, response) => {
    losePatience(request, { everyMs: 200, fewestBytes: 1000 });
    request.resume().on("end", () => response.end("whole"));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
});
afterAll(() => void server.close());

/** Sends a body of 100,000 bytes, so many every 50 ms, and answers with the first line that comes back. */
async function sendSlowly(path: string, bytes: number): Promise<string> {
  const socket = connect((server.address() as AddressInfo).port, "127.0.0.1");
  socket.on("error", () => {});
  socket.write(`POST ${path} HTTP/1.1\r\nHost: x\r\nContent-Length: 100000\r\n\r\n`);
  let left = 100_000;
  const sending = setInterval(() => {
    socket.write("a".repeat(Math.min(bytes, left)));
    left -= Math.min(bytes, left);
  }, 50);
  const [said] = await once(socket, "data");
  clearInterval(sending);
  socket.destroy();
  return String(said).split("\r\n")[0] ?? "";
}

test("a form that arrives slowly is given up", async () => {
  expect(await sendSlowly("/sign-in", 5000)).toBe("HTTP/1.1 408 Request Timeout");
});

test("files may take longer while they come", async () => {
  expect(await sendSlowly("/report/evidence", 5000)).toBe("HTTP/1.1 200 OK");
});

test("files that hardly come are given up too", async () => {
  expect(await sendSlowly("/report/follow-up/evidence", 10)).toBe("HTTP/1.1 408 Request Timeout");
});
