import { findBrowser } from "./browser.ts";
import { installFromDebian } from "./install-from-debian.ts";

/** The first step of `npm test`: a browser, installed from Debian's packages where there is none yet. */
if (!findBrowser()) installFromDebian("Chromium", ["chromium"]);
