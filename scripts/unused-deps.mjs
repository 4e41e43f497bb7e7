// Finds dependencies that no source file names. A dependency under [dependencies] must be named in src or build.rs; one
// under [dev-dependencies] anywhere in the crate; one of the workspace's in some crate. Exit 1 with one line for each.
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = process.argv[2] ?? join(dirname(fileURLToPath(import.meta.url)), "..");

/** Dependency names by section; enough of TOML for manifests, where a dependency is a line or a heading of its own. */
function dependencies(manifest) {
  const found = {};
  let section = "";
  for (const line of readFileSync(manifest, "utf8").split("\n")) {
    const heading = line.match(/^\[([^\]]+)\]/);
    if (heading) {
      const own = heading[1].match(/^(.*dependencies)\.([\w-]+)$/);
      section = own ? own[1] : heading[1];
      if (own) (found[section] ??= []).push(own[2]);
      if (own) section = "";
      continue;
    }
    const key = line.match(/^([\w-]+)\s*(\.|=)/);
    if (key && section.endsWith("dependencies")) (found[section] ??= []).push(key[1]);
  }
  return found;
}

/** All Rust source under the given paths as one text, without comments: a name in a comment is not a use. */
function source(crate, paths) {
  const texts = [];
  for (const path of paths.map((p) => join(crate, p)).filter(existsSync)) {
    const files = path.endsWith(".rs")
      ? [path]
      : readdirSync(path, { recursive: true }).filter((f) => f.endsWith(".rs")).map((f) => join(path, f));
    for (const file of files) texts.push(readFileSync(file, "utf8").replace(/^\s*\/\/.*$/gm, ""));
  }
  return texts.join("\n");
}

const names = (text, dependency) =>
  new RegExp(`(?<!::)\\b${dependency.replaceAll("-", "_")}\\b(::|!|;|\\s+as\\b)`).test(text);

const problems = [];
const usedSomewhere = new Set();
for (const name of readdirSync(join(root, "crates"))) {
  const crate = join(root, "crates", name);
  const manifest = join(crate, "Cargo.toml");
  if (!existsSync(manifest)) continue;
  const own = source(crate, ["src", "build.rs"]);
  const all = own + source(crate, ["tests", "benches", "examples"]);
  for (const [section, list] of Object.entries(dependencies(manifest))) {
    for (const dependency of list) {
      usedSomewhere.add(dependency);
      if (names(section.includes("dev-") ? all : own, dependency)) continue;
      const hint = names(all, dependency) ? "only its tests name it: move it to [dev-dependencies]" : "remove the line";
      problems.push(`crates/${name}/Cargo.toml: \`${dependency}\` in [${section}] is not used; ${hint}`);
    }
  }
}
for (const dependency of dependencies(join(root, "Cargo.toml"))["workspace.dependencies"] ?? []) {
  if (!usedSomewhere.has(dependency))
    problems.push(`Cargo.toml: \`${dependency}\` in [workspace.dependencies] is taken by no crate; remove the line`);
}

for (const problem of problems) console.error(problem);
console.log(problems.length === 0 ? "no unused dependencies" : `${problems.length} unused dependencies`);
process.exit(problems.length === 0 ? 0 : 1);
