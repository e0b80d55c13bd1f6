import { vitePlugin as remix } from "@remix-run/dev";
import { defineConfig } from "vite";
import remixConfig from "./remix.config.js";

export default defineConfig(({ command }) => ({
  plugins: [remix(remixConfig)],
  build: { assetsInlineLimit: 0, target: "es2022" },
  css: { preprocessorOptions: { scss: { quietDeps: true } } },
  server: { hmr: false },
  // Bundled for the sake of memory and the time of a start: see server/build.ts.
  define: command === "build" ? { "process.env.NODE_ENV": '"production"' } : {},
  ssr:
    command === "build"
      ? { noExternal: true, external: ["@node-rs/argon2"] }
      : { noExternal: ["drizzle-orm"] },
}));
