import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AgentBuild } from '../../deploy/agent/build-agent.ts';
import { DebianRoot } from '../hosts/debian-root.ts';
import { buildCurrent, makeStandInPackage, openHeldFolder } from '../package/build-packages.ts';
import { repositoryRoot } from '../setup/repository-root.ts';

const unit = 'longshore-agent.service';
const wanted = `/etc/systemd/system/multi-user.target.wants/${unit}`;
const complete = 'KAFKA_BOOTSTRAP_SERVERS=127.0.0.1:1\nSCHEMA_REGISTRY_URL=http://127.0.0.1:2/apis/ccompat/v7\n';

const run = async (program: string, ...args: string[]) =>
  (await promisify(execFile)(program, args, { cwd: repositoryRoot, maxBuffer: 1e8 })).stdout;

const held = openHeldFolder();
let current: AgentBuild;
/** For what is about the package's scripts and not about the agent. */
let first: string;
let second: string;

beforeAll(async () => {
  current = await buildCurrent(held.path);
  first = await makeStandInPackage(held.path, '1.0+1');
  second = await makeStandInPackage(held.path, '1.0+2');
}, 240_000);

afterAll(() => held[Symbol.dispose]());

describe('the build of the agent', () => {
  it('is one command, which does no work twice and tells the checksums', async () => {
    const command = ['cli/src/main.ts', 'build', 'agent', '--json'];
    const again = JSON.parse(await run(process.execPath, ...command)) as AgentBuild;
    const same = again.inputs === current.inputs;
    // Where somebody changed a source meanwhile there is something to build.
    expect(again.outcome).toBe(same ? 'unchanged' : 'built');
    if (same) expect(again.sha256).toBe(current.sha256);
    expect(createHash('sha256').update(readFileSync(again.executable)).digest('hex')).toBe(again.sha256);
    for (const path of [again.executable, again.package]) {
      const checked = promisify(execFile)('sha256sum', ['--check', '--strict', `${path}.sha256`], {
        cwd: dirname(path),
      });
      expect((await checked).stdout).toBe(`${basename(path)}: OK\n`);
    }
  });

  it('gives a package in which everything belongs to root, is where it should be and can be checked', async () => {
    const field = async (name: string) => (await run('dpkg-deb', '--field', current.package, name)).trim();
    expect(await field('Package')).toBe('longshore-agent');
    expect(await field('Version')).toBe(current.version);
    expect(basename(current.package)).toBe(`longshore-agent_${current.version}_${await field('Architecture')}.deb`);
    expect(Number(await field('Installed-Size'))).toBeGreaterThan(80_000);
    const entries = (await run('dpkg-deb', '--contents', current.package)).trim().split('\n');
    const files = entries.map((line) => line.split(/\s+/)).map(([mode, owner, , , , path = '']) => [mode, owner, path]);
    expect(files.filter(([mode]) => mode?.startsWith('-'))).toEqual([
      ['-rw-r--r--', 'root/root', './etc/longshore/agent.toml'],
      ['-rwxr-xr-x', 'root/root', './usr/bin/longshore-agent'],
      ['-rw-r--r--', 'root/root', `./usr/lib/systemd/system/${unit}`],
      ['-rw-r--r--', 'root/root', './usr/share/doc/longshore-agent/agent.md'],
      ['-rw-r--r--', 'root/root', './usr/share/doc/longshore-agent/changelog.gz'],
      ['-rw-r--r--', 'root/root', './usr/share/doc/longshore-agent/copyright'],
    ]);
    for (const [mode, owner] of files.filter(([kind]) => kind?.startsWith('d'))) {
      expect([mode, owner]).toEqual(['drwxr-xr-x', 'root/root']);
    }
    expect(await run('dpkg-deb', '--info', current.package, 'conffiles')).toBe('/etc/longshore/agent.toml\n');
    await run('dpkg', '--compare-versions', `${current.version}.next`, 'gt', current.version);
  });
});

describe('the package on a host without systemd as its first process', () => {
  it('is installed, says what it does not do, and what is on the host is whole', async () => {
    await using root = await DebianRoot.open();
    expect((await root.run('sh', '-c', 'command -v node npm')).stdout).toBe('');
    const said = await root.install(current.package);
    expect(said).toContain('not started, its settings are not complete');
    expect(said).toContain('PID 1 is not systemd; have /usr/bin/longshore-agent started by what supervises programs');
    expect(await root.succeed('longshore-agent', '--version')).toBe(`longshore-agent ${current.version}\n`);
    expect(await root.succeed('dpkg', '--verify', 'longshore-agent')).toBe('');

    const check = await root.run('longshore-agent', 'check');
    expect(check.exitCode).toBe(1);
    expect(check.stdout).toContain('✗ settings  KAFKA_BOOTSTRAP_SERVERS: nothing was given');
    expect(await root.run('longshore-agent')).toMatchObject({ exitCode: 78 });
    expect(await root.run('longshore-agent', 'chekc')).toMatchObject({ exitCode: 2 });

    root.write('/etc/longshore/agent.env', complete);
    const { stdout, exitCode } = await root.run('longshore-agent', 'check', '--json');
    const checks = (JSON.parse(stdout) as { checks: { name: string; ok: boolean | null; advice: string }[] }).checks;
    expect(exitCode).toBe(1);
    expect(checks.filter(({ ok }) => ok === false).map(({ name }) => name)).toEqual([
      'engine',
      'kafka',
      'registry',
      'job addresses',
    ]);
    expect(checks.find(({ name }) => name === 'engine')?.advice).toContain('apt install docker.io');
  });

  it('keeps changed settings at an upgrade, and leaves nothing behind when it is purged', async () => {
    await using root = await DebianRoot.open();
    await root.install(first);
    const own = `${root.read('/etc/longshore/agent.toml')}\nagent_id = "mine"\n`;
    root.write('/etc/longshore/agent.toml', own);
    root.write('/etc/longshore/agent.env', complete);
    expect(await root.install(second)).toContain('restart the agent by what supervises it');
    expect(root.read('/etc/longshore/agent.toml')).toBe(own);
    expect(await root.succeed('dpkg', '--remove', 'longshore-agent')).toContain(
      '"docker ps --all --filter label=longshore.agent" lists them',
    );
    expect(root.read('/etc/longshore/agent.toml')).toBe(own);
    await root.succeed('dpkg', '--purge', 'longshore-agent');
    for (const path of ['/etc/longshore', '/usr/bin/longshore-agent', wanted, '/usr/share/doc/longshore-agent']) {
      expect(await root.exists(path), path).toBe(false);
    }
  });
});

describe('the package where systemd is the first process', () => {
  /** Has the scripts of the package believe so, with a `systemctl` that writes down how it was called. */
  async function withRecordedSystemd(root: DebianRoot): Promise<() => string[]> {
    await root.succeed('mkdir', '-p', '/run/systemd/system');
    await root.succeed('sh', '-c', 'mv /usr/bin/systemctl /usr/bin/systemctl.real; : > /run/calls');
    // What only changes files is done; what systemd would be asked for is written down.
    root.write(
      '/usr/bin/systemctl',
      '#!/bin/sh\ncase "$*" in *--root=*) exec systemctl.real "$@" ;; *) echo "$@" >> /run/calls ;; esac\n',
      0o755,
    );
    return () => {
      const calls = root
        .read('/run/calls')
        .split('\n')
        .filter((line) => line.includes('longshore'));
      root.write('/run/calls', '');
      return calls;
    };
  }

  it('has a unit that systemd takes without a word, and that leaves the agent little to do harm with', async () => {
    await using root = await DebianRoot.open();
    await root.install(first);
    const path = `/usr/lib/systemd/system/${unit}`;
    const verified = await root.run('systemd-analyze', 'verify', '--man=no', '--recursive-errors=no', path);
    expect(verified).toMatchObject({ exitCode: 0, stdout: '', stderr: '' });
    const { stdout } = await root.run('systemd-analyze', 'security', '--offline=true', '--no-pager', path);
    const exposure = Number(/Overall exposure level for \S+: ([\d.]+)/.exec(stdout)?.[1]);
    // Of a service as most are it is 9.6.
    expect(exposure).toBeLessThan(3);
    // A unit with a mistake is found out.
    root.write('/tmp/broken.service', root.read(path).replace('Type=notify', 'Typ=notify'));
    expect((await root.run('systemd-analyze', 'verify', '--man=no', '/tmp/broken.service')).stderr).toContain('Typ');
  });

  it('is enabled and, once its settings are there, started, restarted by an upgrade, stopped before it goes', async () => {
    await using root = await DebianRoot.open();
    const calls = await withRecordedSystemd(root);
    await root.install(first);
    // That starts nothing: nothing ran.
    expect(calls()).toEqual([`--no-block try-restart ${unit}`]);
    expect(await root.exists(wanted)).toBe(true);
    await root.succeed('dpkg', '--remove', 'longshore-agent');
    expect(calls()).toEqual([expect.stringMatching(/\bstop longshore-agent\.service$/)]);

    root.write('/etc/longshore/agent.env', complete);
    await root.install(first);
    expect(calls()).toEqual([`--no-block restart ${unit}`]);
    await root.install(second);
    expect(calls()).toEqual([`--no-block restart ${unit}`]);
    await root.succeed('dpkg', '--purge', 'longshore-agent');
    expect(calls()).toEqual([expect.stringMatching(/\bstop longshore-agent\.service$/)]);
    expect(await root.exists(wanted)).toBe(false);
  });

  it('starts nothing where the machine’s policy is against it, and stays disabled where it was disabled', async () => {
    await using root = await DebianRoot.open();
    const calls = await withRecordedSystemd(root);
    await root.succeed('mkdir', '-p', '/etc/longshore');
    root.write('/etc/longshore/agent.env', complete);
    root.write('/usr/sbin/policy-rc.d', '#!/bin/sh\nexit 101\n', 0o755);
    expect(await root.install(first)).toContain("this machine's policy is against: restart");
    expect(calls()).toEqual([]);
    await root.succeed('rm', wanted, '/usr/sbin/policy-rc.d');
    await root.install(second);
    expect(await root.exists(wanted)).toBe(false);
    expect(calls()).toEqual([`--no-block try-restart ${unit}`]);
  });
});
