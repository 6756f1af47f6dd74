/** What is loaded of web-tree-sitter, by name: Node sees no names in a bundle of CommonJS alone. */
export { Language, Parser } from 'web-tree-sitter';
