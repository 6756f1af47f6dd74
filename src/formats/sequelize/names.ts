import { pluralize, singularize, underscore } from 'inflection';

export { pluralize, singularize };

export type Underscored = 'underscored' | 'as it is';

/** `createdAt` is `created_at` where a model is underscored (sequelize/lib/utils.js, underscoredIf). */
export function columnName(attribute: string, style: Underscored): string {
  return style === 'underscored' ? underscore(attribute) : attribute;
}

/** `user_id` is `userId` (utils.js, camelize). */
export function camelize(text: string): string {
  return text.trim().replace(/[-_\s]+(.)?/g, (_, letter: string | undefined) => (letter ?? '').toUpperCase());
}
