import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** A way to a control plane that can be cut: also what is open on it breaks off, as when a cable is pulled. */
export class CuttableWay implements AsyncDisposable {
  readonly url: string;
  readonly #close: () => Promise<void>;
  readonly #sockets: Set<Socket>;
  #isCut = false;

  private constructor(url: string, sockets: Set<Socket>, close: () => Promise<void>) {
    this.url = url;
    this.#sockets = sockets;
    this.#close = close;
  }

  static async open(to: string): Promise<CuttableWay> {
    const { hostname, port } = new URL(to);
    const sockets = new Set<Socket>();
    const keep = (socket: Socket) => {
      sockets.add(socket);
      socket.on('close', () => sockets.delete(socket));
      // Whoever is at the other end hears of it by itself.
      socket.on('error', () => socket.destroy());
    };
    const server = createServer((near) => {
      keep(near);
      if (way.#isCut) {
        near.destroy();
        return;
      }
      const far = connect(Number(port), hostname);
      keep(far);
      near.on('close', () => far.destroy());
      far.on('close', () => near.destroy());
      near.pipe(far).pipe(near);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const way: CuttableWay = new CuttableWay(
      `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      sockets,
      () => new Promise((resolve) => server.close(() => resolve())),
    );
    return way;
  }

  cut(): void {
    this.#isCut = true;
    for (const socket of this.#sockets) socket.destroy();
  }

  mend(): void {
    this.#isCut = false;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.cut();
    await this.#close();
  }
}
