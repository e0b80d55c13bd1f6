import { z } from "zod";
import { told } from "../intake/form/told.ts";

/**
 * Where an exchange is, as somebody copied or described it; empty: not said. Any text, for the portal never opens
 * it and never makes a link of it; an address that is a script, a file or for another program is refused.
 */
export const exchangeAddress = told(2000).pipe(
  z
    .string()
    .refine(
      (text) => !isScriptOrFile(text),
      "Copy the address of the post or group again: this one is a script or a file",
    ),
);

/**
 * Whether the text begins with a scheme other than `http` and `https`, or a part of it is the address of a script or
 * of a file, however its letters are written. Words before a colon with a space behind it are a sentence.
 */
export function isScriptOrFile(text: string): boolean {
  // As a browser reads an address: without what nobody sees, line breaks and tabs.
  const shown = text.normalize("NFKC").replace(/\p{C}/gu, "").trim();
  const bare = shown.replace(/\s/gu, "");
  return (
    /^(?!https?:)[a-z][a-z0-9+-]*(?::\S|\s*:\s*\/\/)/i.test(shown) ||
    /^(?:(?:java|vb|live)script:|data:[a-z]+\/)/i.test(bare) ||
    /(?:^|[^\p{L}\p{N}])(?:java|vb|live)script\s*:/iu.test(shown) ||
    /(?:^|[^\p{L}\p{N}])data\s*:\s*[a-z]+\s*\//iu.test(shown) ||
    /(?:^|[^\p{L}\p{N}])(?:(?:data|file|filesystem|blob|view-source|jar):\S|content:\/\/)/iu.test(
      shown,
    ) ||
    /(?:^|\s)(?:[a-z]:[\\/]|[\\/]{2}[^\s\\/]|~?\/(?:home|users|var|tmp|etc|storage|sdcard)\/)/i.test(
      shown,
    )
  );
}
