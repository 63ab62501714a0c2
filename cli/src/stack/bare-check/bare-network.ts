import { readFileSync, writeFileSync } from 'node:fs';
import { readLocalNetworks } from '../ports/local-networks.ts';
import { runCommand } from '../prepare/run-command.ts';
import { networkNames } from './remove-abandoned-networks.ts';

const forwarding = '/proc/sys/net/ipv4/ip_forward';

/** A network namespace that reaches the outside through this machine, and that nothing else is in. */
export class BareNetwork {
  readonly name: string;
  readonly #outside: string;
  readonly #inside: string;
  readonly #undo: (() => Promise<void>)[] = [];

  constructor() {
    const { namespace, outside, inside } = networkNames(process.pid);
    this.name = namespace;
    this.#outside = outside;
    this.#inside = inside;
  }

  /** Makes it. What was made is unmade by `close`, though this throws half-way. */
  async open(): Promise<void> {
    const subnet = chooseSubnet();
    const [outside, inside] = [`${subnet}.1`, `${subnet}.2`];
    await this.#made(['ip', 'netns', 'add', this.name], ['ip', 'netns', 'delete', this.name]);
    await this.#made(
      ['ip', 'link', 'add', this.#outside, 'type', 'veth', 'peer', 'name', this.#inside, 'netns', this.name],
      ['ip', 'link', 'delete', this.#outside],
    );
    await runCommand(['ip', 'address', 'add', `${outside}/24`, 'dev', this.#outside]);
    await runCommand(['ip', 'link', 'set', this.#outside, 'up']);
    const within = ['ip', '-n', this.name] as const;
    await runCommand([...within, 'link', 'set', 'lo', 'up']);
    await runCommand([...within, 'address', 'add', `${inside}/24`, 'dev', this.#inside]);
    await runCommand([...within, 'link', 'set', this.#inside, 'up']);
    await runCommand([...within, 'route', 'add', 'default', 'via', outside]);
    await this.#rule(['-t', 'nat'], 'POSTROUTING', [
      '-s',
      `${subnet}.0/24`,
      '!',
      '-o',
      this.#outside,
      '-j',
      'MASQUERADE',
    ]);
    // An engine on this machine lets nothing through that it does not know.
    await this.#rule([], 'FORWARD', ['-i', this.#outside, '-j', 'ACCEPT']);
    await this.#rule([], 'FORWARD', ['-o', this.#outside, '-j', 'ACCEPT']);
    this.#forward();
  }

  /** Unmakes it, last things first. */
  async close(): Promise<void> {
    for (let undo = this.#undo.pop(); undo !== undefined; undo = this.#undo.pop()) await undo();
  }

  async #made(make: [string, ...string[]], unmake: [string, ...string[]]): Promise<void> {
    await runCommand(make);
    this.#undo.push(async () => {
      await runCommand(unmake);
    });
  }

  async #rule(table: readonly string[], chain: string, rule: readonly string[]): Promise<void> {
    await this.#made(['iptables', ...table, '-I', chain, ...rule], ['iptables', ...table, '-D', chain, ...rule]);
  }

  #forward(): void {
    const before = readFileSync(forwarding, 'utf8').trim();
    if (before === '1') return;
    writeFileSync(forwarding, '1');
    const bridges = engineBridges();
    this.#undo.push(async () => {
      // An engine that was started meanwhile found forwarding switched on, and needs it.
      if (engineBridges() <= bridges) writeFileSync(forwarding, before);
      await Promise.resolve();
    });
  }
}

function engineBridges(): number {
  return readLocalNetworks().filter(({ interfaceName }) => /^(docker|br-)/.test(interfaceName)).length;
}

/** The first of 10.213.0 to 10.213.255 that this machine has no interface in. */
function chooseSubnet(): string {
  const taken = new Set(readLocalNetworks().map(({ address }) => address?.split('.').slice(0, 3).join('.')));
  for (let third = 0; third <= 255; third += 1) {
    if (!taken.has(`10.213.${third}`)) return `10.213.${third}`;
  }
  throw new Error('no network of 10.213.0.0/16 is free');
}
