// Health check of containers: `node check-ready.mjs http://127.0.0.1:3001/readyz` ends with 0 when that answers 200.
const answer = await fetch(process.argv[2], { signal: AbortSignal.timeout(4_000) });
if (!answer.ok) {
  console.error(`${answer.status}: ${(await answer.text()).slice(0, 1_000)}`);
  process.exitCode = 1;
}
