import type { Place } from '../../server/requests';

/** HTML that is known to be well formed: made by the functions of this file and nothing else. */
export interface Html {
  readonly html: string;
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text as text, whatever it says. */
export function text(words: string): Html {
  return { html: words.replace(/[&<>"']/g, (sign) => entities[sign] ?? sign) };
}

/** Writes HTML with the values escaped, lists of them one after another. */
export function html(
  parts: TemplateStringsArray,
  ...values: readonly (Html | readonly Html[] | string | number)[]
): Html {
  const written = values.map((value) => {
    if (typeof value === 'string' || typeof value === 'number') return text(String(value)).html;
    return 'html' in value ? value.html : value.map((one) => one.html).join('\n');
  });
  return { html: parts.map((part, at) => part + (written[at] ?? '')).join('') };
}

export const nothing: Html = { html: '' };

/** A link that runs one of the commands that the report may run. */
export function commandLink(command: string, argument: unknown, label: Html, title = ''): Html {
  const address = `command:databaseArchitect.${command}?${encodeURIComponent(JSON.stringify([argument]))}`;
  return html`<a href="${address}" title="${title}">${label}</a>`;
}

/** "db/V1.sql:12", and the click goes there. */
export function placeLink(path: string, place: Place): Html {
  return commandLink('openPlace', place, text(`${path}:${place.range.start.line + 1}`), 'Open');
}

const style = `
  body { padding: 0 2em 3em; max-width: 70em; color: var(--vscode-foreground); background: var(--vscode-editor-background);
    font-family: var(--vscode-font-family); font-size: var(--vscode-font-size); line-height: 1.5; }
  h1 { font-size: 1.6em; font-weight: 500; overflow-wrap: anywhere; }
  h2 { font-size: 1.2em; font-weight: 600; margin-top: 2em; border-bottom: 1px solid var(--vscode-widget-border, var(--vscode-panel-border)); }
  ul { padding: 0; list-style: none; }
  li { margin: 0.9em 0; overflow-wrap: anywhere; }
  p { margin: 0.2em 0; }
  a { color: var(--vscode-textLink-foreground); text-decoration: none; }
  a:hover { text-decoration: underline; }
  a:focus-visible { outline: 1px solid var(--vscode-focusBorder); outline-offset: 2px; }
  code { font-family: var(--vscode-editor-font-family); font-size: var(--vscode-editor-font-size);
    color: var(--vscode-textPreformat-foreground); background: var(--vscode-textPreformat-background); padding: 0 0.3em; }
  .quiet { color: var(--vscode-descriptionForeground); }
  .severity { font-weight: 600; }
  .error { color: var(--vscode-problemsErrorIcon-foreground); }
  .warning { color: var(--vscode-problemsWarningIcon-foreground); }
  .info { color: var(--vscode-problemsInfoIcon-foreground); }
`;

/** A whole page. It has no script, and nothing in it is loaded from anywhere. */
export function page(title: string, body: readonly Html[], nonce: string): string {
  return html`<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'nonce-${nonce}';">
<title>${title}</title>
<style nonce="${nonce}">${{ html: style }}</style>
</head>
<body>
<main>
<h1>${title}</h1>
${body}
</main>
</body>
</html>`.html;
}
