import { told } from "../intake/form/told.ts";

/**
 * The address of an exchange as somebody typed it, or empty: text that the portal never opens. One that is a
 * program or a file of somebody's own machine is refused: nobody else could look it up, and a reader might open it.
 */
export function exchangeAddress() {
  return told(2000).refine(
    (text) => !isOwnOrProgram(text),
    "Enter the address of a page, as https://…, or leave it empty",
  );
}

/** What runs, or stands on the machine of whoever typed it. */
const ownOrProgram =
  /^((javascript|vbscript|data|file|filesystem|blob|about|chrome|view-source|content|jar):|([a-z]:)?[\\/])/i;
/** Of addresses with a host, only these go to a page. */
const elsewhere = /^(?!https?:)[a-z][a-z0-9+.-]*:\/\//i;

function isOwnOrProgram(text: string): boolean {
  const plain = text.replace(/[\s\p{C}]/gu, "");
  return ownOrProgram.test(plain) || elsewhere.test(plain);
}
