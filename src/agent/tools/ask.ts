import { defineTool, error, ok } from '../define-tool';

const MOST_QUESTIONS = 4;
const MOST_CHOICES = 5;

export const tool = defineTool({
  name: 'ask',
  description:
    'Asks the user what decides the answer and the workspace cannot tell (access patterns and how often, consistency, scale, infrastructure, team, budget), as a form: one to four questions, each with two to five choices and the one that you would assume. It ends your turn; the answers come as the next message.',
  effect: 'read',
  input: {
    type: 'object',
    properties: {
      questions: {
        type: 'array',
        items: {
          type: 'object',
          properties: {
            question: { type: 'string', description: 'One short question.' },
            why: { type: 'string', description: 'What depends on it, in a few words.' },
            choices: { type: 'array', items: { type: 'string' } },
            assumed: { type: 'string', description: 'The one of the choices that you would assume.' },
          },
          required: ['question', 'choices', 'assumed'],
          additionalProperties: false,
        },
      },
    },
    required: ['questions'],
    additionalProperties: false,
  },
  doing: ({ questions }) => (questions.length === 1 ? 'Asking a question' : `Asking ${questions.length} questions`),
  run({ questions }) {
    if (questions.length === 0 || questions.length > MOST_QUESTIONS) {
      return error(`Ask one to ${MOST_QUESTIONS} questions, those that decide the answer; assume the rest.`);
    }
    for (const { question, choices, assumed } of questions) {
      if (choices.length < 2 || choices.length > MOST_CHOICES)
        return error(`"${question}" needs two to ${MOST_CHOICES} choices.`);
      if (!choices.includes(assumed)) return error(`"${assumed}" is none of the choices of "${question}".`);
    }
    const lines = questions.map(
      ({ question, choices, assumed }) =>
        `- ${question} ${choices.map((one) => (one === assumed ? `${one} (assumed)` : one)).join(' / ')}`,
    );
    const summary = questions.length === 1 ? 'Asked a question' : `Asked ${questions.length} questions`;
    return ok(`The user is asked:\n\n${lines.join('\n')}\n\nThe answers come as the user's next message.`, summary, {
      form: questions,
    });
  },
});
