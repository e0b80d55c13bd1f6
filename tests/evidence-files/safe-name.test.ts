import { expect, test } from "vitest";
import { safeName, shownName } from "#app/evidence-files/safe-name.ts";

test.each<[string, [string, ...string[]], string]>([
  ["photo.JPG", ["jpg", "jpeg"], "photo.JPG"],
  ["../../etc/passwd", ["txt"], "passwd.txt"],
  ["C:\\Users\\me\\Desktop\\cat.png", ["png"], "cat.png"],
  ["cat.png", ["txt"], "cat.png.txt"],
  ["page.html", ["txt"], "page.html.txt"],
  ["gpj.\u202eexe.txt", ["txt"], "gpj.exe.txt"],
  ["a\u0000b\r\nSet-Cookie: x.pdf", ["pdf"], "abSet-Cookie- x.pdf"],
  ['"><img src=x>.png', ["png"], "---img src=x-.png"],
  ["..", ["jpg"], "file.jpg"],
  ["", ["jpg"], "file.jpg"],
  [".htaccess", ["txt"], "htaccess.txt"],
  ["\u200b\u200b", ["pdf"], "file.pdf"],
  ["Größe – 東京.pdf", ["pdf"], "Größe – 東京.pdf"],
])("%j is kept as something safe", (name, endings, safe) => {
  expect(safeName(name, endings)).toBe(safe);
});

test("of 300 emoji as many stay whole as fit into 120 characters", () => {
  const family = "👨‍👩‍👧‍👦";
  const name = safeName(`${"😀".repeat(300)}.png`, ["png"]);
  expect([...new Intl.Segmenter("en").segment(name)]).toHaveLength(120);
  expect(name).toBe(`${"😀".repeat(116)}.png`);
  const families = safeName(family.repeat(300), ["png"]);
  expect(families.replaceAll(family, "")).toBe(".png");
  expect(families.length).toBeLessThan(700);
});

test("a letter with a thousand marks above it is no longer than others", () => {
  expect(safeName(`a${"\u0301".repeat(5000)}.png`, ["png"]).length).toBeLessThan(700);
  expect(shownName("x".repeat(500))).toHaveLength(120);
});
