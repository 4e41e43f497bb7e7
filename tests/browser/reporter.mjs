// A quiet report: each failure in full, and `browser: N passed, N failed` as the last line. No test at all is a failure.
export default async function* report(events) {
  let passed = 0;
  let failed = 0;
  for await (const { type, data } of events) {
    // A test that a name pattern leaves out is reported as passed, with `skip`.
    if (data?.skip !== undefined) continue;
    if (type === "test:pass") {
      passed += 1;
      if (!process.env.CI) yield `ok    ${data.name}\n`;
    } else if (type === "test:fail") {
      failed += 1;
      const error = data.details.error;
      yield `FAIL  ${data.name}\n${String(error.cause?.stack ?? error.cause ?? error.stack).replace(/^/gm, "      ")}\n`;
    } else if (type === "test:stderr" || type === "test:stdout") {
      yield data.message;
    }
  }
  if (passed + failed === 0) process.exitCode = 1;
  yield `browser: ${passed} passed, ${failed} failed\n`;
}
