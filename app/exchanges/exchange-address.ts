import { z } from "zod";
import { told } from "../intake/form/told.ts";

/**
 * Where an exchange is, as somebody copied or described it; empty: not said. Any text, for the portal never opens
 * it and never makes a link of it; an address that is a script or a file is refused.
 */
export const exchangeAddress = told(2000).pipe(
  z
    .string()
    .refine(
      (text) => !isScriptOrFile(text),
      "Copy the address of the post or group again: this one is a script or a file",
    ),
);

/** Whether a part of the text is the address of a script or of a file, however its letters are written. */
export function isScriptOrFile(text: string): boolean {
  const plain = text.normalize("NFKC");
  return (
    /(?:^|[^\p{L}\p{N}])(?:java|vb|live)script\s*:/iu.test(plain) ||
    /(?:^|[^\p{L}\p{N}])(?:(?:data|file|filesystem|blob|view-source|jar):\S|content:\/\/)/iu.test(
      plain,
    ) ||
    /(?:^|\s)(?:[a-z]:[\\/]|\\\\[^\s\\]|~?\/(?:home|users|var|tmp|etc|storage|sdcard)\/)/i.test(
      plain,
    )
  );
}
