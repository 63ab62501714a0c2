import net from 'node:net';

/**
 * Forwards TCP connections from one address to another: `forward-main.ts <listen host:port> <target host:port>`.
 * The stack's containers reach the schema registry through it, which itself listens on 127.0.0.1 only.
 */
const [listen, target] = process.argv.slice(2).map(parseAddress);
if (listen === undefined || target === undefined) {
  throw new Error('usage: forward-main.ts <listen host:port> <target host:port>');
}

const server = net.createServer((incoming) => {
  const outgoing = net.connect(target);
  // A side that breaks ends the other; what went wrong is the peer's to report.
  incoming.on('error', () => outgoing.destroy());
  outgoing.on('error', () => incoming.destroy());
  incoming.pipe(outgoing).pipe(incoming);
});
server.listen(listen);
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => process.exit(0));

function parseAddress(text: string): { host: string; port: number } {
  const colon = text.lastIndexOf(':');
  return { host: text.slice(0, colon), port: Number(text.slice(colon + 1)) };
}
