/** Bytes as text. A byte order mark is removed; line ends stay as they are, because offsets count them. */
export type Decoded =
  | { readonly kind: 'text'; readonly text: string; readonly loss: 'none' | 'replaced' }
  | { readonly kind: 'binary' };

/** As many bytes as git looks at to call a file binary (git, xdiff-interface.c, buffer_is_binary). */
const SNIFF = 8000;

export function decode(bytes: Uint8Array): Decoded {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return wide(bytes.subarray(2), 'utf-16le');
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return wide(bytes.subarray(2), 'utf-16be');
  if (bytes.subarray(0, SNIFF).includes(0)) return { kind: 'binary' };
  try {
    return { kind: 'text', text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), loss: 'none' };
  } catch {
    return { kind: 'text', text: new TextDecoder('utf-8').decode(bytes), loss: 'replaced' };
  }
}

function wide(bytes: Uint8Array, encoding: 'utf-16le' | 'utf-16be'): Decoded {
  const text = new TextDecoder(encoding).decode(bytes);
  return { kind: 'text', text, loss: text.includes('\uFFFD') ? 'replaced' : 'none' };
}
