import net from 'node:net';
import { createInterface } from 'node:readline';
import { requestSchema, type StackAnswer } from './protocol.ts';
import type { Supervisor } from './supervisor.ts';

/** What the socket gives access to. */
export type Controlled = Pick<Supervisor, 'status' | 'follow' | 'stopService' | 'startService'>;

/** Answers `status`, `follow`, `shutdown` and so on at the supervisor's unix socket. */
export function serveControl(supervisor: Controlled, shutdown: () => Promise<void>): net.Server {
  // Half-open, so that who hung up still sees when the last service has stopped.
  return net.createServer({ allowHalfOpen: true }, (socket) => {
    let leased = false;
    const answer = (message: StackAnswer): void => {
      if (!socket.destroyed) socket.write(`${JSON.stringify(message)}\n`);
    };
    const perform = async (line: string): Promise<void> => {
      const request = requestSchema.parse(JSON.parse(line));
      switch (request.type) {
        case 'status':
          return answer({ type: 'status', status: supervisor.status() });
        case 'follow':
          socket.once(
            'close',
            supervisor.follow((event) => answer({ type: 'event', event })),
          );
          return;
        case 'lease':
          leased = true;
          return answer({ type: 'accepted' });
        case 'release':
          leased = false;
          return answer({ type: 'accepted' });
        case 'shutdown':
          await shutdown();
          return answer({ type: 'accepted' });
        case 'stop-service':
          await supervisor.stopService(request.name);
          return answer({ type: 'accepted' });
        case 'start-service':
          await supervisor.startService(request.name);
          return answer({ type: 'accepted' });
      }
    };
    const lines = createInterface({ input: socket });
    lines.on('line', (line) => {
      perform(line).catch((error: unknown) =>
        answer({ type: 'refused', reason: error instanceof Error ? error.message : String(error) }),
      );
    });
    // A client that goes away abruptly closes the connection all the same; "close" below is where that counts. The
    // reader of lines passes on the socket's errors as its own.
    socket.on('error', () => socket.destroy());
    lines.on('error', () => socket.destroy());
    const left = (): void => {
      // The end of this process closes the connection: who waits for that knows that nothing is left.
      if (leased) void shutdown();
      else socket.destroy();
    };
    socket.once('end', left);
    socket.once('close', left);
  });
}
