import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AUDIT_SUBJECT_TYPES } from '@longshore/schemas';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sampleAuditEntry } from '../../../test/fakes/control-plane/fake-audit.ts';
import { FakeControlPlane, problem } from '../../../test/fakes/control-plane/fake-control-plane.ts';
import { runCli } from '../../../test/fakes/control-plane/run-cli.ts';
import manifest from '../../package.json' with { type: 'json' };

const nowMs = Date.parse('2026-03-01T12:04:00Z');

let plane: FakeControlPlane;
let folder: string;
beforeEach(async () => {
  plane = await new FakeControlPlane().start();
  folder = await mkdtemp(join(tmpdir(), 'longshore-audit-'));
});
afterEach(async () => {
  await plane.stop();
  await rm(folder, { recursive: true, force: true });
});

describe('audit list', () => {
  it('tells who did what, on what and from where', async () => {
    plane.audit.push(
      sampleAuditEntry(),
      sampleAuditEntry({
        actor: 'agent:eu-1',
        action: 'AgentRestarted',
        subjectType: 'agent',
        subjectId: 'eu-1',
        origin: null,
        detail: { bootId: '7', hostname: 'eu-1.example' },
        now: null,
      }),
    );
    const { stdout, exitCode } = await runCli(plane, ['audit', 'list'], { nowMs });
    expect(exitCode).toBe(0);
    const [header, stopped, restarted] = stdout.split('\n');
    expect(header).toMatch(/^When +Who +What +On +From +At +Detail$/);
    expect(stopped).toMatch(/^4 min ago {2}api +Stop asked for +job nightly +192\.0\.2\.7 · page +2026-03-01T12:00:00/);
    expect(restarted).toMatch(/agent:eu-1 +Agent restarted +agent eu-1 +– .* bootId=7 hostname=eu-1\.example$/);
  });

  it('hands its filters on, and says which program asks', async () => {
    const flags = ['--action', 'JobDeleted,AgentLost', '--action', 'JobChanged', '--actor', 'api', '--type', 'job'];
    const more = ['--subject', 'x', '--since', '24h', '--until', '1h', '--search', 'two words', '-n', '5'];
    await runCli(plane, ['audit', 'ls', ...flags, ...more]);
    expect(Object.fromEntries(plane.requests[0]?.query ?? [])).toEqual({
      action: 'JobDeleted,AgentLost,JobChanged',
      actor: 'api',
      subjectType: 'job',
      subject: 'x',
      since: '24h',
      until: '1h',
      q: 'two words',
      limit: '5',
    });
    expect(plane.requests[0]?.userAgent).toBe(`longshore-cli/${manifest.version}`);
  });

  it('knows every type of thing that an entry can be about', async () => {
    for (const type of AUDIT_SUBJECT_TYPES) {
      expect((await runCli(plane, ['audit', 'list', '--type', type])).exitCode, type).toBe(0);
    }
    expect((await runCli(plane, ['audit', 'list', '--type', 'moon'])).exitCode).toBe(2);
  });

  it('stops where it was told to, and goes on page by page where it was not', async () => {
    plane.audit.push(...Array.from({ length: 450 }, (_, index) => sampleAuditEntry({ id: String(1_000 - index) })));
    const some = await runCli(plane, ['audit', 'list', '-n', '2', '--json']);
    expect((JSON.parse(some.stdout) as unknown[]).length).toBe(2);
    const all = await runCli(plane, ['audit', 'list', '--all', '--json']);
    expect((JSON.parse(all.stdout) as { id: string }[]).map(({ id }) => id)).toEqual(plane.audit.map(({ id }) => id));
    const told = await runCli(plane, ['audit', 'list', '-n', '2']);
    expect(told.stderr).toBe('only the newest 2 entries · --limit or --all shows more\n');
  });

  it('says that there is nothing, or nothing that fits', async () => {
    expect((await runCli(plane, ['audit', 'list'])).stderr).toMatch(/^nothing has been done yet/);
    expect((await runCli(plane, ['audit', 'list', '--actor', 'me'])).stderr).toMatch(/^nothing fits/);
  });

  it('shows nothing that could move the cursor', async () => {
    plane.audit.push(sampleAuditEntry({ now: null, detail: { name: 'a\u001b[2Jb\nc' } }));
    const { stdout } = await runCli(plane, ['audit', 'list'], { nowMs });
    expect(stdout).not.toContain('\u001b');
    expect(stdout.split('\n')).toHaveLength(3);
  });
});

describe('audit export', () => {
  it('writes lines to standard output, and filters as the list does', async () => {
    plane.audit.push(sampleAuditEntry(), sampleAuditEntry({ id: '40' }));
    const { stdout, exitCode } = await runCli(plane, ['audit', 'export', '--since', '1h']);
    expect(exitCode).toBe(0);
    expect(
      stdout
        .trimEnd()
        .split('\n')
        .map((line) => (JSON.parse(line) as { id: string }).id),
    ).toEqual(['41', '40']);
    expect(Object.fromEntries(plane.requests[0]?.query ?? [])).toEqual({ since: '1h', format: 'ndjson' });
  });

  it.each([
    ['audit.csv', [], 'csv'],
    ['audit.txt', [], 'ndjson'],
    ['audit.txt', ['--format', 'csv'], 'csv'],
  ])('to %s with %j is %s', async (name, flags, format) => {
    plane.audit.push(sampleAuditEntry());
    const path = join(folder, name);
    const { stdout, stderr } = await runCli(plane, ['audit', 'export', '-o', path, ...flags]);
    expect(plane.requests[0]?.query.get('format')).toBe(format);
    expect(await readFile(path, 'utf8')).toContain('JobStopRequested');
    expect({ stdout, stderr }).toEqual({ stdout: '', stderr: `${path}: ${format === 'csv' ? '2 lines' : '1 line'}\n` });
    expect(await readdir(folder)).toEqual([name]);
  });

  it('leaves no file where it broke off, and says so', async () => {
    const breaking = createServer((_, response) => {
      response.write('{"id":"41"}\n', () => response.destroy());
    });
    await new Promise<void>((resolve) => breaking.listen(0, '127.0.0.1', resolve));
    const environment = { LONGSHORE_URL: `http://127.0.0.1:${(breaking.address() as AddressInfo).port}` };
    const { stderr, exitCode } = await runCli(plane, ['audit', 'export', '-o', join(folder, 'a.csv')], { environment });
    await new Promise((resolve) => breaking.close(resolve));
    expect(exitCode).toBe(3);
    expect(stderr).toMatch(/^the answer broke off before its end · /);
    expect(await readdir(folder)).toEqual([]);
  });

  it('leaves no file where it was refused', async () => {
    plane.broken = problem(422, 'invalid_request', 'since: how long ago', 'Change it.');
    const { exitCode } = await runCli(plane, ['audit', 'export', '--since', 'x', '-o', join(folder, 'a.csv')]);
    expect(exitCode).toBe(2);
    expect(await readdir(folder)).toEqual([]);
  });

  it('says what is wrong with the file', async () => {
    const { stderr, exitCode } = await runCli(plane, ['audit', 'export', '-o', join(folder, 'no/such/a.csv')]);
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(/^the export was not written: there is no such folder · .*a\.csv · /);
  });
});
