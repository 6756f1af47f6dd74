import type { Notice } from '../workspace';

/** One line for each thing to say: where it is so of many files, the first and how many more. */
export function printNotices(notices: readonly Notice[], fileOf: (uri: string) => string): string {
  const byMessage = new Map<string, Notice[]>();
  for (const notice of notices) byMessage.set(notice.message, [...(byMessage.get(notice.message) ?? []), notice]);
  return [...byMessage]
    .map(([message, [first, ...more]]) => {
      const file = first ? fileOf(first.uri) : '';
      const place =
        file === '' || message.startsWith(file) ? '' : `${file}${more.length > 0 ? ` and ${more.length} more` : ''}: `;
      return `${place}${message}\n`;
    })
    .join('');
}
