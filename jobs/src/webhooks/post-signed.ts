import { createHmac } from 'node:crypto';
import { lookup } from 'node:dns';
import { request as plainRequest } from 'node:http';
import { request as tlsRequest } from 'node:https';
import type { LookupFunction } from 'node:net';
import { isPublicAddress, refusalOf } from '../contract/public-address.ts';

export interface SignedPost {
  readonly url: string;
  readonly body: string;
  readonly secret: string;
}

export interface PostOptions {
  /** Whether addresses of our own networks may be called, and without TLS. */
  readonly anywhere: boolean;
  readonly signal: AbortSignal;
}

/** The address may not be called; trying again would not change that. */
export class RefusedAddress extends Error {
  override readonly name = 'RefusedAddress';
}

const timeoutMs = 10_000;

/** `t=<unix seconds>,v1=<HMAC-SHA256 of "<t>.<body>" in hexadecimal>`: the time is signed too, so that an old message cannot be sent again. */
export function signatureOf(body: string, secret: string, at: Date): string {
  const t = Math.floor(at.getTime() / 1000);
  return `t=${t},v1=${createHmac('sha256', secret).update(`${t}.${body}`).digest('hex')}`;
}

/** Resolves a name for the connection that is made at once to what was found: no second look-up can find something else. */
const publicOnly: LookupFunction = (hostname, options, callback) => {
  lookup(hostname, { ...options, all: true }, (error, addresses) => {
    if (error !== null) return callback(error, '', 0);
    const inner = addresses.find(({ address }) => !isPublicAddress(address));
    if (inner !== undefined)
      return callback(new RefusedAddress(`${hostname} leads to an address of a private network`), '', 0);
    const [first] = addresses;
    return options.all === true || first === undefined
      ? callback(null, addresses)
      : callback(null, first.address, first.family);
  });
};

/** Sends a message and answers the HTTP status of the receiver; redirects are not followed. Throws `RefusedAddress`, or why nothing came back. */
export function postSigned({ url, body, secret }: SignedPost, { anywhere, signal }: PostOptions): Promise<number> {
  const refusal = refusalOf(url, { anywhere });
  if (refusal !== null) return Promise.reject(new RefusedAddress(`The address ${refusal}`));
  const post = url.startsWith('https:') ? tlsRequest : plainRequest;
  const headers = {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
    'user-agent': 'lotscope',
    'lotscope-signature': signatureOf(body, secret, new Date()),
  };
  return new Promise((resolve, reject) => {
    const request = post(url, {
      method: 'POST',
      headers,
      agent: false,
      signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]),
      ...(anywhere ? {} : { lookup: publicOnly }),
    });
    request.on('error', reject);
    request.on('response', (response) => {
      // What the receiver writes is of no interest, however long it is.
      resolve(response.statusCode ?? 0);
      response.destroy();
    });
    request.end(body);
  });
}
