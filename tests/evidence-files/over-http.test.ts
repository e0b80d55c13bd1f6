import { once } from "node:events";
import { request } from "node:http";
import { beforeAll, describe, expect, test } from "vitest";
import { listEvidence } from "#app/evidence-files/list-evidence.ts";
import type { OpenReport } from "#app/intake/open-report.ts";
import { demoPassword } from "#server/demo/cast.ts";
import { aPicture, upload } from "#tests/support/evidence.ts";
import { httpPortal } from "#tests/support/http-portal.ts";
import { fileReport } from "#tests/support/reports.ts";

const { city, at } = httpPortal();
let report: OpenReport;
const cookies: Record<string, string> = {};

const own = () => ({ Origin: city.portal.publicUrl });
const ask = (path: string, as: string, init: RequestInit = {}) =>
  fetch(at(path), {
    redirect: "manual",
    ...init,
    headers: { ...own(), Cookie: cookies[as] ?? "", ...init.headers },
  });

/** Sends files as one of the fixed people. The length is said, as browsers do. */
async function send(
  path: string,
  as: string,
  files: { name: string; bytes: Uint8Array | string }[],
): Promise<Response> {
  const made = upload(files);
  const body = await made.arrayBuffer();
  const type = made.headers.get("Content-Type") ?? "";
  return ask(path, as, { method: "POST", body, headers: { "Content-Type": type } });
}

const files = () => listEvidence(city.portal, city.portal.db, report);
const path = () => `/reports/${report.number}/evidence`;

beforeAll(async () => {
  ({ report } = await fileReport(city.portal));
  for (const name of ["1014", "1006"]) {
    const form = new URLSearchParams({ name, password: demoPassword });
    const answer = await fetch(at("/sign-in"), {
      ...{ method: "POST", body: form, headers: own(), redirect: "manual" },
    });
    cookies[name] = answer.headers.getSetCookie()[0]?.split(";")[0] ?? "";
  }
}, 120_000);

test("the office adds files, and each stands on the page with its digest", async () => {
  const answer = await send(path(), "1014", [
    { name: "screen.jpg", bytes: await aPicture() },
    { name: "letter.txt", bytes: "Dear City" },
  ]);
  expect(answer.status).toBe(303);
  expect(answer.headers.get("Location")).toBe(`${path()}?added=2`);
  const page = await (await ask(`${path()}?added=2`, "1014")).text();
  expect(page).toContain("2 files were added");
  for (const { name, digest } of await files()) {
    expect(page).toContain(name);
    expect(page).toContain(digest);
  }
});

test("a refused file is said on the page, and what came with it stays", async () => {
  const answer = await send(path(), "1014", [
    { name: "virus.exe", bytes: `MZ${"\0".repeat(99)}` },
    { name: "kept.txt", bytes: "kept" },
  ]);
  expect(answer.status).toBe(400);
  const page = await answer.text();
  expect(page).toContain("Error: Evidence");
  expect(page).toContain("“virus.exe” is a program");
  expect(page).toContain("1 file was added");
  expect((await files()).map(({ name }) => name)).toContain("kept.txt");
});

describe("what was sent in is handed out to be saved, whatever it holds:", () => {
  const page = "<!doctype html><script>alert(document.cookie)</script>";
  const gif = Buffer.concat([
    Buffer.from(
      "GIF89a\x01\0\x01\0\x80\0\0\0\0\0\xff\xff\xff,\0\0\0\0\x01\0\x01\0\0\x02\x02D\x01\0;",
      "latin1",
    ),
    Buffer.from("/*<script>*/alert(1)//</script>"),
  ]);
  test.each([
    ["a PDF that is a page too", "a.pdf", `%PDF-1.4\n${page}\n%%EOF`, "application/pdf", "a.pdf"],
    ["a GIF that is a script too", "a.gif", gif, "image/gif", "a.gif"],
    ["a page called a picture", "cat.png", page, "text/plain; charset=utf-8", "cat.png.txt"],
    [
      "SVG with a script",
      "drawing.svg",
      "<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
      "text/plain; charset=utf-8",
      "drawing.svg.txt",
    ],
    ["a name with ../", "../../../etc/passwd", "root", "text/plain; charset=utf-8", "passwd.txt"],
  ])("%s", async (_, name, bytes, type, saved) => {
    ({ report } = await fileReport(city.portal));
    await send(path(), "1014", [{ name, bytes }]);
    const [file] = await files();
    expect(file?.name).toBe(saved);
    for (const method of ["GET", "HEAD"]) {
      const answer = await ask(`${path()}/${file?.id}`, "1014", { method });
      expect(answer.status).toBe(200);
      expect(Object.fromEntries(answer.headers)).toMatchObject({
        "content-type": type,
        "content-disposition": `attachment; filename="${saved}"; filename*=UTF-8''${saved}`,
        "content-security-policy": "default-src 'none'; sandbox",
        "x-content-type-options": "nosniff",
        "cache-control": "private, no-store",
        "content-length": String(Buffer.byteLength(bytes)),
      });
      const body = Buffer.from(await answer.arrayBuffer());
      expect(body.equals(method === "GET" ? Buffer.from(bytes) : Buffer.alloc(0))).toBe(true);
    }
  });

  test("a viewing copy, which holds nothing but the picture", async () => {
    ({ report } = await fileReport(city.portal));
    await send(path(), "1014", [{ name: "a.gif", bytes: gif }]);
    await city.runJobs();
    const [file] = await files();
    expect(file?.copy).toBe("made");
    const answer = await ask(`${path()}/${file?.id}/picture`, "1014");
    expect(answer.headers.get("Content-Type")).toBe("image/webp");
    expect(answer.headers.get("Content-Security-Policy")).toBe("default-src 'none'; sandbox");
    expect(answer.headers.get("Content-Disposition")).toMatch(/^attachment/);
    expect(await answer.text()).not.toContain("alert");
  });
});

test("to somebody who does not handle the report nothing of it exists, and nothing is added", async () => {
  ({ report } = await fileReport(city.portal));
  await send(path(), "1014", [{ name: "a.txt", bytes: "a" }]);
  const [file] = await files();
  for (const address of [path(), `${path()}/${file?.id}`, `${path()}/${file?.id}/picture`]) {
    expect((await ask(address, "1006")).status).toBe(404);
  }
  expect((await send(path(), "1006", [{ name: "b.txt", bytes: "b" }])).status).toBe(404);
  expect(await files()).toHaveLength(1);
});

test("an upload cut in the middle attaches nothing of that file, and keeps the one before it", async () => {
  ({ report } = await fileReport(city.portal));
  const sent = request(at(path()), {
    method: "POST",
    headers: {
      ...own(),
      Cookie: cookies["1014"] ?? "",
      "Content-Type": "multipart/form-data; boundary=between",
      "Content-Length": "20000000",
    },
  });
  sent.on("error", () => {});
  const part = (name: string) =>
    `--between\r\nContent-Disposition: form-data; name="file"; filename="${name}"\r\n\r\n`;
  sent.write(`${part("first.txt")}whole\r\n${part("cut.txt")}`);
  sent.write("a".repeat(3_000_000));
  const { owner } = city.database;
  const unheld = async () => {
    const [row] = await owner`
      select count(*)::int as files from evidence_files f
      where not exists (select from held_evidence e where e.file_id = f.id)`;
    return row?.files;
  };
  await expect.poll(unheld, { timeout: 20_000 }).toBe(1);
  const closed = new Promise((answered) => sent.on("close", answered));
  sent.destroy();
  await closed;
  await expect.poll(unheld, { timeout: 20_000 }).toBe(0);
  expect((await files()).map(({ name }) => name)).toEqual(["first.txt"]);
});

test("more than 250 MB is refused before anything is read, in words", async () => {
  const sent = request(at("/report/evidence"), {
    method: "POST",
    headers: {
      ...own(),
      "Content-Type": "multipart/form-data; boundary=between",
      "Content-Length": String(260 * 1024 * 1024),
    },
  });
  sent.on("error", () => {});
  sent.flushHeaders();
  const [answer] = await once(sent, "response");
  expect(answer.statusCode).toBe(413);
  const said = await new Response(answer).text();
  sent.destroy();
  expect(said).toContain("The files are larger than 250 MB together");
});
