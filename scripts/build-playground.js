import { createHash } from "node:crypto";
import { globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { fileURLToPath, pathToFileURL } from "node:url";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

const root = fileURLToPath(new URL("../", import.meta.url));
const source = `${root}src/playground`;
const page = `${root}dist/playground`;
const stampFile = `${root}dist/playground.stamp`;

/** Bundles the page into dist/playground/, unless what is there was made of the very same sources and packages. */
export async function buildPlayground() {
  const stamp = stampOfSources();
  if (stamp === read(stampFile)) return;
  rmSync(stampFile, { force: true });
  const { build } = await import("vite");
  await build({
    configFile: false,
    // Warnings are about how packages are written, which nobody here can change.
    logLevel: "error",
    root: source,
    base: "/graphql/playground/",
    // The copy that graphiql's packages use.
    resolve: { dedupe: ["graphql", "react", "react-dom"] },
    build: {
      outDir: page,
      emptyOutDir: true,
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      chunkSizeWarningLimit: Number.POSITIVE_INFINITY,
    },
    worker: { format: "es" },
  });
  for (const file of globSync(`${page}/assets/*.{js,css,svg,ttf}`)) compress(file);
  mkdirSync(`${root}dist`, { recursive: true });
  // Last: a build that was interrupted is done again.
  writeFileSync(stampFile, stamp);
}

function stampOfSources() {
  const hash = createHash("sha256");
  const inputs = globSync(`${source}/**/*`, { withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = inputs.map(({ parentPath, name }) => `${parentPath}/${name}`).sort();
  for (const path of [...paths, fileURLToPath(import.meta.url), `${root}package-lock.json`]) {
    hash.update(path.slice(root.length)).update("\0").update(readFileSync(path)).update("\0");
  }
  return hash.digest("hex");
}

/** @param {string} path */
function compress(path) {
  const content = readFileSync(path);
  writeFileSync(`${path}.gz`, gzipSync(content, { level: 9 }));
  const params = { [constants.BROTLI_PARAM_QUALITY]: 9, [constants.BROTLI_PARAM_SIZE_HINT]: content.length };
  writeFileSync(`${path}.br`, brotliCompressSync(content, { params }));
}

/** @param {string} path */
function read(path) {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return null;
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) await buildPlayground();
