/**
 * Reading what a client sent: bodies and queries, by schema and within limits. Everything that is not as the contract
 * says ends here as `validation`, before a desk hears of it.
 */
import type * as z from 'zod/mini';
import { SupportError, type FieldFault } from '../contract/index.ts';
import { MalformedRequest } from './problems.ts';

/** More faults than this tell nobody more. */
const maxFaults = 10;

/** Reads a JSON body of at most `maxBytes`, counted as they arrive, whatever the headers say of its length. */
export async function readJson<T>(request: Request, schema: z.ZodMiniType<T>, maxBytes: number): Promise<T> {
  ensureJson(request.headers);
  const text = decoded(await readBytes(request, maxBytes));
  return parsed(schema, jsonOf(text));
}

/** Reads the query by schema. A parameter that is given twice has no one value; unknown parameters are ignored. */
export function readQuery<T>(request: Request, schema: z.ZodMiniType<T>): T {
  const values = new Map<string, string>();
  for (const [name, value] of new URL(request.url).searchParams) {
    if (values.has(name)) throw malformed(`/${pointerPart(name.slice(0, 50))}`, 'repeated');
    values.set(name, value);
  }
  return parsed(schema, Object.fromEntries(values));
}

/** `validation` (400) for one place of a request that cannot be read. */
export function malformed(pointer: string, code: string): MalformedRequest {
  return new MalformedRequest(`The request cannot be read: ${code} at "${pointer}".`, [{ pointer, code }]);
}

/** `validation` (422) for one place of a request that can be read and breaks a rule. */
export function ruleBroken(pointer: string, code: string): SupportError {
  return new SupportError(`The request breaks a rule: ${code} at "${pointer}".`, {
    code: 'validation',
    fields: [{ pointer, code }],
  });
}

/** Only what a page has to ask permission for (CORS): no form can send it. */
function ensureJson(headers: Headers): void {
  const type = headers.get('content-type') ?? '';
  const encoding = headers.get('content-encoding') ?? 'identity';
  if (/^application\/json\s*(?:;\s*charset="?utf-8"?\s*)?$/i.test(type) && encoding === 'identity') return;
  throw new SupportError('Only application/json in UTF-8 is read.', { code: 'unsupported_type' });
}

async function readBytes(request: Request, maxBytes: number): Promise<Uint8Array> {
  const tooLarge = () => new SupportError(`The body has more than ${maxBytes} bytes.`, { code: 'too_large' });
  if (Number(request.headers.get('content-length') ?? 0) > maxBytes) throw tooLarge();
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of chunksOf(request.body)) {
    size += chunk.byteLength;
    if (size > maxBytes) throw tooLarge();
    chunks.push(chunk);
  }
  const bytes = new Uint8Array(size);
  let offset = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, offset);
    offset += chunk.byteLength;
  }
  return bytes;
}

/** A reader of its own: not every browser iterates streams, and this code runs in browsers too. */
export async function* chunksOf(body: ReadableStream<Uint8Array> | null): AsyncGenerator<Uint8Array> {
  const reader = body?.getReader();
  if (!reader) return;
  let finished = false;
  try {
    for (;;) {
      const { done, value } = await reader.read().catch((cause: unknown) => {
        throw new SupportError('The body broke off.', { code: 'aborted', cause });
      });
      finished = done;
      if (done) return;
      yield value;
    }
  } finally {
    // What is left is not wanted; a client that sends on must not keep memory.
    if (!finished) void reader.cancel().catch(() => undefined);
  }
}

function decoded(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw malformed('', 'invalid_utf8');
  }
}

/** An engine may run out of stack on deep nesting; for the client that is bad JSON as well. */
function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw malformed('', 'invalid_json');
  }
}

/** What a schema makes of it, or `validation` (400) with the places where it differs. */
export function parsed<T>(schema: z.ZodMiniType<T>, input: unknown): T {
  const result = schema.safeParse(input);
  if (result.success) return result.data;
  const fields = result.error.issues.slice(0, maxFaults).map(faultOf);
  throw new MalformedRequest('The request does not have the shape of the contract.', fields);
}

function faultOf(issue: z.core.$ZodIssue): FieldFault {
  const pointer = issue.path.map((part) => `/${pointerPart(String(part))}`).join('');
  return { pointer, code: faultCodes[issue.code] ?? 'invalid' };
}

const faultCodes: Partial<Record<z.core.$ZodIssue['code'], string>> = {
  invalid_type: 'type',
  invalid_value: 'value',
  invalid_format: 'format',
  invalid_union: 'value',
  too_big: 'too_long',
  too_small: 'too_short',
};

function pointerPart(part: string): string {
  return part.replaceAll('~', '~0').replaceAll('/', '~1');
}
