import script from "./offline-verifier.js?raw";
import style from "./packet-page.css?raw";

/** What stands inside a packet's page, as the build has it; commands read the files themselves. */
export const pageAssets = { script, style };
