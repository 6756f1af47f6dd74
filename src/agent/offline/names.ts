/** What the host must know of the offline architect before anybody asks it: small, so that activation may load it. */

export const offlineId = 'offline';
export const offlineTitle = 'Offline architect';

/** Whom an answer is from: commands are answered by the engine, whoever is chosen. */
export function authorOf(model: string, question: string, title: (model: string) => string): string {
  return model === offlineId || isCommand(question) ? offlineTitle : title(model);
}

/** A command, known or not: `/review orders`. A path (`/api/users`) is none. */
export function isCommand(question: string): boolean {
  return /^\/[a-z]+(?:\s|$)/i.test(question.trim());
}
