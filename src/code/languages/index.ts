import type { FrontEnd } from '../convert';
import type { Language } from '../language';
import { go } from './go';
import { php } from './php';
import { python } from './python';
import { ruby } from './ruby';
import { typescript } from './typescript';

/** Of a language whose front end is not here nothing is understood. */
const none: FrontEnd = () => [];

export const frontEnds: Readonly<Record<Language, FrontEnd>> = {
  python,
  ruby,
  php,
  csharp: none,
  java: none,
  go,
  typescript,
  tsx: typescript,
  javascript: typescript,
};
