/**
 * A store that speaks S3, on this machine. `s3rver` does not check signatures of version 4, so they are checked in front of
 * it, by the published algorithm and with none of the code that made them.
 */
import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import S3rver from 's3rver';
import type { S3Options } from '../../src/node/s3-blobs.ts';
import { temporaryFolder } from './server-folders.ts';

/** The one account that `s3rver` knows. */
const credentials = { accessKeyId: 'S3RVER', secretAccessKey: 'S3RVER' };

export interface S3Server {
  options: S3Options;
  /** Method, path and status of each answer. */
  answers: string[];
  /** While it is set, this is the answer to everything. */
  failWith?: number;
  close(): void;
}

/** With the bucket `files`. */
export async function startS3Server(): Promise<S3Server> {
  const store = new S3rver({ silent: true, directory: temporaryFolder(), configureBuckets: [{ name: 'files' }] });
  await store.configureBuckets();
  const answer = store.callback();
  const answers: string[] = [];
  // A store changes an object as a whole. This one lets others see files half-written, so each key has one call at a time.
  const turns = new Map<string, Promise<void>>();
  const http = createServer((request, response) => {
    response.once('finish', () => answers.push(`${request.method} ${request.url} ${response.statusCode}`));
    const refusal = server.failWith ?? (isSigned(request) ? undefined : 403);
    if (refusal === undefined) {
      const { url = '' } = request;
      const turn = (turns.get(url) ?? Promise.resolve()).then(async () => {
        answer(request, response);
        await once(response, 'close');
      });
      return void turns.set(url, turn);
    }
    request.resume().once('end', () => response.writeHead(refusal).end('<Error/>'));
  });
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  const endpoint = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
  const options: S3Options = { endpoint, bucket: 'files', region: 'us-east-1', ...credentials };
  const close = () => {
    http.closeAllConnections();
    http.close();
  };
  const server: S3Server = { options, answers, close };
  return server;
}

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const hmac = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text).digest();

/** AWS Signature Version 4 in an `Authorization` header, with the hash of the body as the client names it. */
function isSigned({ method = '', url = '', headers }: IncomingMessage): boolean {
  const pattern = /^AWS4-HMAC-SHA256 Credential=([^/]+)\/([^,]+), ?SignedHeaders=([^,]+), ?Signature=([\da-f]{64})$/;
  const [, account, scope = '', names = '', signature = ''] = pattern.exec(headers.authorization ?? '') ?? [];
  if (account !== credentials.accessKeyId) return false;
  const { pathname, searchParams } = new URL(url, 'http://host');
  searchParams.sort();
  const signedHeaders = names.split(';').map((name) => `${name}:${String(headers[name]).trim()}\n`);
  const body = String(headers['x-amz-content-sha256']);
  const canonical = [method, pathname, searchParams.toString(), signedHeaders.join(''), names, body].join('\n');
  const text = ['AWS4-HMAC-SHA256', headers['x-amz-date'], scope, sha256(canonical)].join('\n');
  const secret: string | Buffer = `AWS4${credentials.secretAccessKey}`;
  const key = scope.split('/').reduce<string | Buffer>((base, part) => hmac(base, part), secret);
  return timingSafeEqual(hmac(key, text), Buffer.from(signature, 'hex'));
}
