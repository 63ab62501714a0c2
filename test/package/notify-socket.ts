import { once } from 'node:events';
import type { DebianRoot } from '../hosts/debian-root.ts';

/**
 * A service manager's socket for notices, read by Perl, which every Debian has: Node has no datagram sockets of the
 * local kind. Each notice is kept as it came.
 */
export class NotifySocket {
  static readonly path = '/run/test-notify';
  readonly notices: string[] = [];

  static async listen(root: DebianRoot): Promise<NotifySocket> {
    const socket = new NotifySocket();
    const reader = root.start({}, 'perl', '-MIO::Socket::UNIX', '-e', readNotices, NotifySocket.path);
    const { stdout, stderr } = reader;
    if (stdout === null || stderr === null) throw new Error('the reader has no output');
    stderr.setEncoding('utf8').on('data', (text: string) => socket.notices.push(`stderr: ${text}`));
    let rest = '';
    stdout.setEncoding('utf8').on('data', (text: string) => {
      const parts = (rest + text).split('\0');
      rest = parts.pop() ?? '';
      socket.notices.push(...parts.map((part) => part.trim()).filter((part) => !part.startsWith('BARRIER=')));
    });
    await Promise.race([once(stdout, 'data'), once(reader, 'exit')]);
    // The first says that it listens.
    if (socket.notices.shift() !== 'listening') throw new Error(`nobody listens: ${socket.notices.join()}`);
    return socket;
  }

  /** Every `NAME=value` that came, in order. */
  get assignments(): string[] {
    return this.notices.flatMap((notice) => notice.split('\n'));
  }
}

const readNotices = `
$| = 1;
my $socket = IO::Socket::UNIX->new(Local => $ARGV[0], Type => SOCK_DGRAM) or die "$!";
print "listening\\0";
while (defined $socket->recv(my $notice, 65536)) { print "$notice\\0" }
`;
