import { afterEach, describe, expect, it, vi } from 'vitest';
import { ApiProblem } from './api-problem.ts';
import { request } from './request.ts';

const id: string = '7';

const answer = (body: string, status = 200) => {
  const fetched = vi.fn<typeof fetch>(() => Promise.resolve(new Response(status === 204 ? null : body, { status })));
  vi.stubGlobal('fetch', fetched);
  return fetched;
};

afterEach(() => vi.unstubAllGlobals());

describe('a request', () => {
  it('gives what was answered, as it was answered', async () => {
    const fetched = answer('{"items":[],"next":null}');
    expect(await request('/jobs', { query: { state: ['FAILED', 'STOPPED'], limit: 5 } })).toEqual({
      items: [],
      next: null,
    });
    expect(fetched.mock.calls[0]?.[0]).toBe('/api/v1/jobs?state=FAILED%2CSTOPPED&limit=5');
  });

  it('gives null where nothing was answered', async () => {
    answer('', 204);
    expect(await request(`/jobs/${id}`, { method: 'DELETE' })).toBeNull();
  });

  it('fails in words where no JSON was answered', async () => {
    answer('<html>Sign in to this network</html>');
    const failure = await request('/jobs').catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(ApiProblem);
    expect((failure as ApiProblem).problem).toMatchObject({ code: 'unexpected_shape', status: 200 });
  });

  it('fails with the words of a refusal', async () => {
    answer('{"type":"about:blank","title":"Not found","status":404,"detail":"No job 7.","code":"not_found"}', 404);
    await expect(request(`/jobs/${id}`)).rejects.toMatchObject({ problem: { code: 'not_found', detail: 'No job 7.' } });
  });

  it('fails in words where nobody answers', async () => {
    vi.stubGlobal('fetch', () => Promise.reject(new TypeError('Failed to fetch')));
    await expect(request('/jobs')).rejects.toMatchObject({ problem: { code: 'unreachable', status: 0 } });
  });

  it('fails in the same words where the answer breaks off', async () => {
    const broken = new ReadableStream({
      start: (stream) => stream.error(new TypeError('network error')),
    });
    vi.stubGlobal('fetch', () => Promise.resolve(new Response(broken)));
    await expect(request('/jobs')).rejects.toMatchObject({ problem: { code: 'unreachable', status: 0 } });
  });
});
