/** Where requests may go. */

export const anthropicAddress = 'https://api.anthropic.com';

/**
 * The address to use, or undefined when it is not allowed: https anywhere, plain http on this machine only, and nothing hidden in
 * it (user names, queries).
 */
export function checkAddress(address: string): string | undefined {
  if (!URL.canParse(address.trim())) return undefined;
  const url = new URL(address.trim());
  if (url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '') return undefined;
  const allowed = url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url.hostname));
  return allowed ? url.href.replace(/\/+$/, '') : undefined;
}

/** By name or number: 127.0.0.0/8 and ::1 (RFC 6890). URL has already normalised forms such as `127.1` and `0x7f.1`. */
function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(host);
}
