import { parseArgs } from 'node:util';

export const HELP = `npm run evals -- [options]

Grades answers to the questions in evals/questions. Truths are computed by SQL while it runs.
Without options, the answers are those of the digest, which asks no model.

  --model ID         ask this model through Amazon Bedrock's Converse (costs money)
  --endpoint URL     ask it there, such as a server on this machine
  --region REGION    ask it in this AWS Region; default is that of your environment
  --prepare FOLDER   write the prompt of each question (mode: prepare), and grade nothing
  --answers FILE     grade a file of answers: a JSON object of texts by the ids of the questions
  --only TEXT        only the questions with this text in their id
  --threshold N      exit with 1 where less than N percent are right; default 100
  --show-answers     print the answers that fail
  --json             print the results as JSON
  --help             print this
`;

/** An option that does not exist, or makes no sense. */
export class WrongOptions extends Error {}

export interface EvalOptions {
  readonly help: boolean;
  readonly json: boolean;
  readonly showAnswers: boolean;
  /** In percent. */
  readonly threshold: number;
  readonly only: string | undefined;
  readonly model: string | undefined;
  readonly endpoint: string | undefined;
  readonly region: string | undefined;
  readonly prepare: string | undefined;
  readonly answers: string | undefined;
}

/** The options of a command line. Throws WrongOptions. */
export function evalOptions(args: readonly string[]): EvalOptions {
  const values = parsed(args);
  const { model, endpoint, region, prepare, answers, only } = values;
  const chosen = Object.entries({ model, prepare, answers }).filter(([, value]) => value !== undefined);
  if (chosen.length > 1) throw new WrongOptions(`Give one of ${chosen.map(([name]) => `--${name}`).join(' and ')}.`);
  if (model === undefined && (endpoint ?? region) !== undefined) {
    throw new WrongOptions('--endpoint and --region need --model.');
  }
  if (endpoint !== undefined && !URL.canParse(endpoint)) throw new WrongOptions(`--endpoint ${endpoint} is no URL.`);
  const threshold = Number(values.threshold);
  if (!(threshold >= 0 && threshold <= 100)) throw new WrongOptions('--threshold is a number from 0 to 100.');
  return {
    help: values.help,
    json: values.json,
    showAnswers: values['show-answers'],
    threshold,
    only,
    model,
    endpoint,
    region,
    prepare,
    answers,
  };
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        model: { type: 'string' },
        endpoint: { type: 'string' },
        region: { type: 'string' },
        prepare: { type: 'string' },
        answers: { type: 'string' },
        only: { type: 'string' },
        threshold: { type: 'string', default: '100' },
        'show-answers': { type: 'boolean', default: false },
        json: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    }).values;
  } catch (error) {
    throw new WrongOptions(error instanceof Error ? error.message : String(error));
  }
}
