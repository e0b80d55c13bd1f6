import { join } from "node:path";
import { vitePlugin as remix } from "@remix-run/dev";
import { defineConfig, type Plugin } from "vite";
import remixConfig from "./remix.config.js";

/** Packages that stay where they are: they find files of their own beside them, or are needed by a few acts only. */
const apart = [
  "@node-rs/argon2",
  "esbuild",
  "graphile-worker",
  "mdx-bundler",
  "nodemailer",
  "pino",
  "postgres",
];

/**
 * Builds the server around the pages together with them: what both import is there once
 * (`docs/decisions/0013-one-bundle-for-the-server.md`).
 */
const serverWithPages: Plugin = {
  name: "server with pages",
  apply: "build",
  config: (_, { isSsrBuild }) =>
    isSsrBuild
      ? {
          build: {
            rollupOptions: {
              input: {
                index: "virtual:remix/server-build",
                portal: join(import.meta.dirname, "server/serve.ts"),
              },
              output: { entryFileNames: "[name].js" },
            },
          },
        }
      : null,
};

/** One character beyond ASCII and the text of a file is kept as two bytes a character: each is escaped. */
const oneByte: Plugin = {
  name: "one byte a character",
  apply: (_, { command, isSsrBuild }) => command === "build" && isSsrBuild === true,
  renderChunk: {
    order: "post",
    handler: (code) =>
      code.replace(
        /(?<!\\)((?:\\\\)*)\\?([^\0-\x7f])/g,
        (_, before, beyond) => `${before}\\u${beyond.charCodeAt(0).toString(16).padStart(4, "0")}`,
      ),
  },
};

export default defineConfig(({ command }) => ({
  plugins: [remix(remixConfig), serverWithPages, oneByte],
  build: {
    assetsInlineLimit: 0,
    target: "es2022",
    // Remix would have it only for a `fetch` of its own; Node brings one.
    commonjsOptions: { ignore: ["undici"] },
  },
  css: { preprocessorOptions: { scss: { quietDeps: true } } },
  server: { hmr: false },
  define: command === "build" ? { "process.env.NODE_ENV": '"production"' } : {},
  ssr:
    command === "build" ? { noExternal: true, external: apart } : { noExternal: ["drizzle-orm"] },
}));
