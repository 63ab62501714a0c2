import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { shellImageLayer } from './images.ts';

export interface ImageRegistry extends AsyncDisposable {
  /** `address:port/tools/shell:1`: the one image that it has. */
  image: string;
  /** How many manifests were asked for: one for each pull. */
  pulls(): number;
  stop(): Promise<void>;
}

export interface ImageRegistryOptions {
  /** Where to listen: a fleet's gateway, for its engines. */
  host: string;
  /** Refuse whoever does not give these. */
  credentials?: { username: string; password: string };
  /** Images are given out only after this; until then pulls are under way, as from a slow registry. */
  after?: Promise<void>;
}

interface Blob {
  mediaType: string;
  digest: string;
  bytes: Buffer;
}

const manifestType = 'application/vnd.docker.distribution.manifest.v2+json';
const repository = 'tools/shell';
const tag = '1';

/**
 * Serves the shell image as a registry does (the pull half of the OCI distribution specification), so that a test can
 * have an engine really pull.
 */
export async function serveImages({ host, credentials, after }: ImageRegistryOptions): Promise<ImageRegistry> {
  const blobs = await describeShellImage();
  const manifest = blobs.find(({ mediaType }) => mediaType === manifestType);
  const expected = credentials && `Basic ${Buffer.from(Object.values(credentials).join(':')).toString('base64')}`;
  let pulls = 0;
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    if (expected !== undefined && request.headers.authorization !== expected) return refuse(response);
    const path = new URL(request.url ?? '/', 'http://registry').pathname;
    if (path === '/v2/') return send(request, response, 200, 'application/json', Buffer.from('{}'));
    await after;
    if (path === `/v2/${repository}/manifests/${tag}`) pulls += 1;
    const found = path.endsWith(`/manifests/${tag}`)
      ? path.includes(repository) && manifest
      : blobs.find(({ digest }) => path.endsWith(`/${digest}`));
    if (found) return send(request, response, 200, found.mediaType, found.bytes, found.digest);
    const missing = { errors: [{ code: 'MANIFEST_UNKNOWN', message: 'manifest unknown' }] };
    send(request, response, 404, 'application/json', Buffer.from(JSON.stringify(missing)));
  };
  const server = createServer((request, response) => {
    answer(request, response).catch((error: Error) => response.destroy(error));
  });
  await new Promise<void>((resolve) => server.listen(0, host, resolve));
  const stop = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  const { port } = server.address() as AddressInfo;
  return {
    image: `${host}:${port}/${repository}:${tag}`,
    pulls: () => pulls,
    stop,
    [Symbol.asyncDispose]: stop,
  };
}

async function describeShellImage(): Promise<Blob[]> {
  const tar = await shellImageLayer();
  const layer = blob('application/vnd.docker.image.rootfs.diff.tar.gzip', gzipSync(tar, { level: 1 }));
  const rootfs = { type: 'layers', diff_ids: [digestOf(tar)] };
  const settings = { architecture: process.arch === 'x64' ? 'amd64' : process.arch, os: 'linux', config: {}, rootfs };
  const config = blob('application/vnd.docker.container.image.v1+json', Buffer.from(JSON.stringify(settings)));
  const refer = ({ mediaType, digest, bytes }: Blob) => ({ mediaType, digest, size: bytes.length });
  const manifest = { schemaVersion: 2, mediaType: manifestType, config: refer(config), layers: [refer(layer)] };
  return [layer, config, blob(manifestType, Buffer.from(JSON.stringify(manifest)))];
}

function blob(mediaType: string, bytes: Buffer): Blob {
  return { mediaType, digest: digestOf(bytes), bytes };
}

function digestOf(bytes: Buffer): string {
  return `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
}

function send(
  request: IncomingMessage,
  response: ServerResponse,
  status: number,
  type: string,
  body: Buffer,
  digest?: string,
): void {
  const headers = { 'content-type': type, 'content-length': body.length };
  response.writeHead(status, digest === undefined ? headers : { ...headers, 'docker-content-digest': digest });
  response.end(request.method === 'HEAD' ? undefined : body);
}

function refuse(response: ServerResponse): void {
  response.writeHead(401, { 'www-authenticate': 'Basic realm="test"', 'content-type': 'application/json' });
  response.end(JSON.stringify({ errors: [{ code: 'UNAUTHORIZED', message: 'authentication required' }] }));
}
