import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FakeControlPlane } from '../../../test/fakes/control-plane/fake-control-plane.ts';
import { sampleKitchen, sampleRun } from '../../../test/fakes/control-plane/fake-kitchens.ts';
import { FakeTerminal } from '../../../test/fakes/terminal.ts';
import { createCli } from '../cli.ts';
import { runKitchensDemo } from './run-kitchens-demo.ts';

let plane: FakeControlPlane;
beforeEach(async () => {
  plane = await new FakeControlPlane().start();
});
afterEach(() => plane.stop());

async function demo() {
  const terminal = new FakeTerminal({ environment: { LONGSHORE_URL: plane.url } });
  const exitCode = await runKitchensDemo(createCli(terminal));
  return { exitCode, stdout: terminal.out.text };
}

describe('the demo of kitchens', () => {
  it('runs lunch in five kitchens, and ends with 0 when every order was delivered', async () => {
    plane.kitchens.onLook = (run) => Object.assign(run, { state: 'done', result: sampleRun().result });
    plane.kitchens.kitchens.push(sampleKitchen({ state: 'closed' }));
    const { exitCode, stdout } = await demo();
    expect(exitCode).toBe(0);
    const started = plane.requests.find(({ method }) => method === 'POST');
    expect(started?.body).toEqual({ scenario: 'lunch', kitchens: 5, speed: 2, keepOpen: true });
    expect(stdout).toContain(`web page   ${plane.url}/kitchens\n`);
    expect(stdout).toMatch(/Delivered +300 of 300/);
    expect(stdout).not.toContain('still open');
  });

  it('leaves no further kitchens open where some are, and says how to close those', async () => {
    plane.kitchens.onLook = (run) => Object.assign(run, { state: 'done', result: sampleRun().result });
    plane.kitchens.kitchens.push(sampleKitchen({ state: 'open' }), sampleKitchen({ state: 'lost' }));
    const { stdout } = await demo();
    expect(plane.requests.find(({ method }) => method === 'POST')?.body).toMatchObject({ keepOpen: false });
    expect(stdout).toContain('./longshore kitchen close --all   # 1 kitchen still open');
  });

  it('ends with 1 when an order failed, or the run did', async () => {
    plane.kitchens.onLook = (run) => {
      const { result } = sampleRun();
      Object.assign(run, { state: 'done', result: { ...result, delivered: 299, failed: 1 } });
    };
    expect((await demo()).exitCode).toBe(1);
    plane.kitchens.onLook = (run) => Object.assign(run, { state: 'failed', reason: 'no agent has room', result: null });
    const { exitCode, stdout } = await demo();
    expect(exitCode).toBe(1);
    expect(stdout).toContain('no agent has room');
  });
});
