import { createHash } from 'node:crypto';

export function digestOf(...parts: readonly (string | Uint8Array)[]): string {
  const hash = createHash('sha256');
  // Its length keeps a part apart from the next one.
  for (const part of parts) hash.update(`${part.length} `).update(part);
  return hash.digest('hex');
}

const SEAL = 64;

/** The bytes behind a seal of whose they are and that they are whole. */
export function sealed(program: string, bytes: Uint8Array): Uint8Array {
  return Buffer.concat([Buffer.from(digestOf(program, bytes), 'latin1'), bytes]);
}

/** The bytes, if this program sealed them and nothing of them has changed. */
export function unsealed(program: string, bytes: Uint8Array): Uint8Array | undefined {
  const seal = Buffer.from(bytes.subarray(0, SEAL)).toString('latin1');
  const inside = bytes.subarray(SEAL);
  return seal === digestOf(program, inside) ? inside : undefined;
}
