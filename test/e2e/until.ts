/** Waits for a fact: asks again until the answer is truthy, and says what was expected when it never is. */
export async function until<T>(ask: () => T | Promise<T>, what: string, limit = 10_000): Promise<NonNullable<T>> {
  const started = Date.now();
  let last: unknown;
  for (;;) {
    try {
      const answer = await ask();
      if (answer) return answer;
      last = answer;
    } catch (error) {
      last = error instanceof Error ? error.message : error;
    }
    if (Date.now() - started > limit) throw new Error(`expected ${what} within ${limit} ms; last: ${String(last)}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
