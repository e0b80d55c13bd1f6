import { build } from "../build.ts";

// `npm run build`: what `npm start` does by itself when a source has changed.
await build();
