const longest = 120;
/** Whatever the characters are: names this long still fit a header. */
const longestInUnits = 600;

/** Of control, of direction, of format; but for what joins emoji. */
const notForNames =
  /(?![\u200D\uFE0F])[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu;

/**
 * A sender's name for a file, made safe to show and to save under: no path, no character that hides or turns
 * others around, at most 120 characters as a reader counts them, with an ending that is true of its content.
 */
export function safeName(name: string, endings: readonly [string, ...string[]]): string {
  const plain = plainName(name);
  const [, stem = plain, typed = ""] = /^(.+)\.([^.]{1,10})$/su.exec(plain) ?? [];
  const isTrue = endings.includes(typed.toLowerCase());
  const ending = isTrue ? `.${typed}` : `.${endings[0]}`;
  return shorten(isTrue ? stem : plain, longest - ending.length) + ending;
}

/** The name of a file that is not kept, as a sentence about it says it. */
export function shownName(name: string): string {
  return shorten(plainName(name), longest);
}

function plainName(name: string): string {
  return name
    .normalize("NFC")
    .replace(/^.*[/\\]/su, "")
    .replace(notForNames, "")
    .replace(/[<>:"|?*]/g, "-")
    .replace(/\s+/g, " ")
    .replace(/^[. ]+|[. ]+$/g, "");
}

function shorten(text: string, most: number): string {
  let kept = "";
  let count = 0;
  for (const { segment } of new Intl.Segmenter("en", { granularity: "grapheme" }).segment(text)) {
    count += 1;
    if (count > most || kept.length + segment.length > longestInUnits) break;
    kept += segment;
  }
  return kept.trimEnd() || "file";
}
