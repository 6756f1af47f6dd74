import type { FrontEnd } from '../convert';
import type { Language } from '../language';
import { csharp } from './csharp';
import { masked } from './csharp/masked';
import { go } from './go';
import { java } from './java';
import { php } from './php';
import { python } from './python';
import { ruby } from './ruby';
import { typescript } from './typescript';

export const frontEnds: Readonly<Record<Language, FrontEnd>> = {
  python,
  ruby,
  php,
  csharp,
  java,
  go,
  typescript,
  tsx: typescript,
  javascript: typescript,
};

/** What a grammar stumbles over, covered before it reads; as long as the text itself. */
export const coverings: Readonly<Partial<Record<Language, (text: string) => string>>> = { csharp: masked };
