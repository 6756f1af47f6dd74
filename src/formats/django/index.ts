import type { Format } from '../format';
import { editModels } from './edit';
import { locate, matches } from './locate';
import { read, readTogether } from './read';

/** Django's models (docs.djangoproject.com, "Models"); its migrations are the format `django-migrations`. */
export const format: Format = { id: 'django', title: 'Django models', matches, locate, read, readTogether, editModels };
