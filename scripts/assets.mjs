// Copies what the web crate embeds out of npm's packages, so that no third-party file is committed.
// The theme is the one that the CSS package carries: the two are then always of one version.
import { copyFileSync, mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const to = join(root, "crates/varde-web/assets/vendor");
const css = join(root, "node_modules/@digdir/designsystemet-css");
const font = join(root, "node_modules/@fontsource-variable/source-sans-3");

const files = [
  [join(css, "dist/src/index.css"), "designsystemet.css"],
  [join(css, "dist/theme/designsystemet.css"), "theme.css"],
  [join(css, "LICENSE"), "designsystemet.LICENSE"],
  [join(font, "files/source-sans-3-latin-wght-normal.woff2"), "source-sans-3.woff2"],
  [join(font, "LICENSE"), "source-sans-3.LICENSE"],
];

mkdirSync(to, { recursive: true });
for (const [from, name] of files) copyFileSync(from, join(to, name));
