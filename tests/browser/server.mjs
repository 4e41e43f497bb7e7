// The real binary on a data directory of its own: makes the demo department, serves it, stops.
import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { connect, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

const START_SECONDS = 60;

/**
 * Starts a server and gives its origin and a way to stop it.
 * VARDE_URL names one that already runs; VARDE_BIN the binary; VARDE_DATA a data directory that is made already.
 */
export async function start() {
  if (process.env.VARDE_URL) return { origin: new URL(process.env.VARDE_URL).origin, stop() {} };

  const binary = process.env.VARDE_BIN ?? join(process.env.CARGO_TARGET_DIR ?? "target", "debug/varde");
  if (!existsSync(binary)) throw new Error(`no binary at \`${binary}\`: run \`make browser\`, or set VARDE_BIN`);

  const temporary = process.env.VARDE_DATA ? null : mkdtempSync(join(tmpdir(), "varde-browser-"));
  const data = process.env.VARDE_DATA ?? join(temporary, "data");
  const remove = () => temporary && rmSync(temporary, { recursive: true, force: true });
  if (temporary) {
    const made = spawnSync(binary, ["demo", "--no-serve", "--dir", data], { encoding: "utf8" });
    if (made.status !== 0) {
      remove();
      throw new Error(`\`varde demo --no-serve\` exited ${made.status}\n${made.stderr}`);
    }
  }

  const port = await freePort();
  const server = spawn(binary, ["serve", "--dir", data, "--listen", `127.0.0.1:${port}`], {
    stdio: ["ignore", "ignore", "pipe"],
  });
  let talk = "";
  server.stderr.setEncoding("utf8").on("data", (text) => (talk = (talk + text).slice(-4000)));
  const exited = new Promise((resolve) => server.once("exit", resolve));
  const stop = async () => {
    server.kill("SIGTERM");
    const stopped = await Promise.race([exited.then(() => true), sleep(10_000, false, { ref: false })]);
    if (!stopped) server.kill("SIGKILL");
    remove();
  };

  for (let waited = 0; !(await answers(port)); waited += 0.1) {
    if (server.exitCode !== null || waited > START_SECONDS) {
      await stop();
      throw new Error(`\`varde serve\` does not answer on port ${port} (exit ${server.exitCode})\n${talk}`);
    }
    await sleep(100);
  }
  return { origin: `http://127.0.0.1:${port}`, stop };
}

function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}

function answers(port) {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1");
    socket.once("connect", () => (socket.destroy(), resolve(true)));
    socket.once("error", () => resolve(false));
  });
}
