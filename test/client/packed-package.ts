import { execFile } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { promisify } from "node:util";

export const run = promisify(execFile);

/** A small package of somebody else, in a folder of its own, that has installed our packed tarball. */
export interface Consumer {
  readonly folder: string;
  /** What the tarball holds. */
  readonly files: readonly string[];
  write(name: string, text: string): void;
  remove(): void;
}

const compiler = resolve("node_modules/typescript/bin/tsc");

/**
 * Packs as `npm pack` does, with the client alone compiled: should it need anything of the server's, that is missing.
 * The tarball is unpacked where npm would. Of this project's `node_modules` the consumer sees only what the tarball
 * declares as dependencies, and `devDependencies`: nothing is downloaded, and what is not declared is not found.
 */
export async function installPacked(devDependencies: readonly string[]): Promise<Consumer> {
  const home = mkdtempSync(join(tmpdir(), "account-gateway-consumer-"));
  const [source, folder] = [join(home, "source"), join(home, "consumer")];
  const manifest = JSON.parse(readFileSync("package.json", "utf8")) as { dependencies: Record<string, string> };
  mkdirSync(source);
  for (const file of ["package.json", "README.md", "LICENSE", "schema.graphql", "CHANGELOG.md", "docs/client.md"]) {
    cpSync(file, join(source, file));
  }
  await run(process.execPath, [compiler, "-p", "tsconfig.client.json", "--outDir", join(source, "dist")]);
  const packing = await run("npm", ["pack", "--ignore-scripts", "--json", "--pack-destination", home], { cwd: source });
  const [packed] = Object.values(JSON.parse(packing.stdout)) as { filename: string; files: { path: string }[] }[];
  if (packed === undefined) throw new Error(packing.stdout);

  const installed = join(folder, "node_modules/account-gateway");
  mkdirSync(installed, { recursive: true });
  await run("tar", ["-xzf", join(home, packed.filename), "-C", installed, "--strip-components", "1"]);
  for (const name of [...Object.keys(manifest.dependencies), ...devDependencies]) {
    const link = join(folder, "node_modules", name);
    mkdirSync(dirname(link), { recursive: true });
    symlinkSync(resolve("node_modules", name), link);
  }
  writeFileSync(join(folder, "package.json"), JSON.stringify({ name: "consumer", private: true, type: "module" }));
  return {
    folder,
    files: packed.files.map(({ path }) => path),
    write: (name, text) => writeFileSync(join(folder, name), text),
    remove: () => rmSync(home, { recursive: true }),
  };
}

/** Compiles the consumer's files with these options; rejects with the compiler's words. */
export async function compile({ folder }: Consumer, files: string[], options: Record<string, unknown>): Promise<void> {
  const config = join(folder, "tsconfig.json");
  const strict = { strict: true, exactOptionalPropertyTypes: true, target: "ES2022", skipLibCheck: false };
  writeFileSync(config, JSON.stringify({ compilerOptions: { ...strict, ...options }, files }));
  await run(process.execPath, [compiler, "-p", config]).catch(({ stdout }) => {
    throw new Error(String(stdout));
  });
}
