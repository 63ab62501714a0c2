import { once } from 'node:events';
import net from 'node:net';

// Below what Linux gives to outgoing connections (32768 and up), so that none of those takes a port meanwhile.
const lowest = 20_000;
const highest = 32_000;

/** Finds ports on 127.0.0.1 that nobody listens on, at random places so that parallel runs rarely meet. */
export async function findFreePorts(count: number): Promise<number[]> {
  const found = new Set<number>();
  while (found.size < count) {
    const candidate = lowest + Math.floor(Math.random() * (highest - lowest));
    if (!found.has(candidate) && (await isFree(candidate))) found.add(candidate);
  }
  return [...found];
}

async function isFree(port: number): Promise<boolean> {
  const server = net.createServer();
  const free = await new Promise<boolean>((resolve) => {
    // Not once(server, 'listening'): that rejects at the error, which is an answer here.
    server.on('listening', () => resolve(true)).on('error', () => resolve(false));
    server.listen({ host: '0.0.0.0', port, exclusive: true });
  });
  if (free) {
    server.close();
    await once(server, 'close');
  }
  return free;
}
