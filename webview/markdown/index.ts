export { type Citation, citationOfLink, citations } from './citation';
export { attendMarkdown, markCopied } from './links';
export { type MarkdownView, markdownView } from './markdown';
