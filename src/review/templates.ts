import type { Span } from '../model';
import type { BaseContext } from './rule';

/** Jinja, Go, ERB, shell and the like: `{{ x }}`, `{% if %}`, `${x}`, `<%= x %>`, `$%X%$`. */
const TEMPLATE = /\{\{|\{%|\$\{|<%|\$%/;

/** True when a template stands inside the definition: what it brings (a key, a type) the reader cannot know. */
export function isTemplated(context: BaseContext, definition: Span): boolean {
  const text = context.text(definition);
  const body = text.indexOf('(');
  return body >= 0 && TEMPLATE.test(text.slice(body));
}
