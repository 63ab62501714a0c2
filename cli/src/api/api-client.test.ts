import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { FakeControlPlane, problem } from '../../../test/fakes/control-plane/fake-control-plane.ts';
import { runCli } from '../../../test/fakes/control-plane/run-cli.ts';
import { ApiClient } from './api-client.ts';

let plane: FakeControlPlane;
beforeEach(async () => {
  plane = await new FakeControlPlane().start();
});
afterEach(() => plane.stop());

describe('what goes wrong between command line and control plane', () => {
  it('says that nothing answers, where, and how to start it', async () => {
    await plane.stop();
    const { exitCode, stdout, stderr } = await runCli(plane, ['job', 'list']);
    expect({ exitCode, stdout }).toEqual({ exitCode: 3, stdout: '' });
    expect(stderr).toBe(
      `the control plane does not answer (connection refused) · ${plane.url} · start it with ./longshore up, or set LONGSHORE_URL to where it runs\n`,
    );
  });

  it('says what a problem says, with what to do, and ends by its kind', async () => {
    plane.broken = problem(503, 'kafka_unreachable', 'Kafka cannot be reached.', 'Start the broker.');
    const { exitCode, stderr } = await runCli(plane, ['topic', 'list']);
    expect(exitCode).toBe(3);
    expect(stderr).toBe(`Kafka cannot be reached · GET ${plane.url}/api/v1/topics · Start the broker\n`);
    plane.broken = problem(413, 'body_too_large', 'The body is over the limit.');
    expect((await runCli(plane, ['job', 'plan', '--image', 'x'])).exitCode).toBe(2);
  });

  it('says so when there is no reason in the answer', async () => {
    plane.broken = { status: 500, body: '<html>oops</html>' };
    const { exitCode, stderr } = await runCli(plane, ['job', 'list']);
    expect(exitCode).toBe(3);
    expect(stderr).toContain('the control plane answered 500 without saying why · GET ');
  });

  it('does not take another program for the control plane', async () => {
    plane.broken = { status: 200, body: { hello: 'world' } };
    const { exitCode, stderr } = await runCli(plane, ['job', 'list']);
    expect(exitCode).toBe(3);
    expect(stderr).toContain("the control plane's answer is not understood (items: ");
    plane.broken = { status: 200, body: '<html>' };
    expect((await runCli(plane, ['job', 'list'])).stderr).toContain('(it is not JSON)');
  });

  it('does not wait for ever for an answer', async () => {
    const silent = createServer(() => undefined);
    await new Promise<void>((resolve) => {
      silent.listen(0, '127.0.0.1', resolve);
    });
    const url = `http://127.0.0.1:${(silent.address() as AddressInfo).port}`;
    const asked = new ApiClient(url).ask('GET /jobs', { answer: z.any(), deadlineMs: 50 });
    await expect(asked).rejects.toMatchObject({
      what: 'the control plane does not answer (within 0.05 s)',
      where: url,
    });
    silent.closeAllConnections();
    silent.close();
  });

  it('names a bad address before it asks anything', async () => {
    const { exitCode, stderr } = await runCli(plane, ['job', 'list'], { environment: { LONGSHORE_URL: 'localhost' } });
    expect(exitCode).toBe(2);
    expect(stderr).toBe(
      'LONGSHORE_URL is not usable: "localhost" · environment variable LONGSHORE_URL · set it to an http:// or https:// address, such as http://127.0.0.1:3000\n',
    );
  });
});

describe('creating requests', () => {
  it('carry a key of their own, so that a repetition creates nothing twice', async () => {
    await runCli(plane, ['job', 'run', '--image', 'tool:1', '-d']);
    await runCli(plane, ['job', 'run', '--image', 'tool:1', '-d']);
    const keys = plane.requests
      .filter(({ path, method }) => path === '/jobs' && method === 'POST')
      .map(({ idempotencyKey }) => idempotencyKey);
    expect(keys).toHaveLength(2);
    expect(new Set(keys).size).toBe(2);
    expect(keys).not.toContain(undefined);
  });
});
