import type { DoctorForm } from '../options.ts';
import { describeOutcome, describeStep, OPENING, STEPS, type Report, type StepListener } from './report.ts';

interface Printer extends StepListener {
  readonly onEnd: (report: Report) => void;
}

/** How each form of the report is printed. */
export const PRINTERS: Readonly<Record<DoctorForm, (print: (text: string) => void) => Printer>> = {
  /** For a person, each step as soon as it is over. */
  text(print) {
    print(OPENING);
    return {
      onBegin: () => undefined,
      onStep: (step) => print(describeStep(step)),
      onEnd: (report) => print(describeOutcome(report)),
    };
  },
  /** The report as one object, at the end. */
  json: (print) => ({
    onBegin: () => undefined,
    onStep: () => undefined,
    onEnd: (report) => print(`${JSON.stringify(report)}\n`),
  }),
  /** One object a line: all the steps to come, then each as it begins and as it ends, then how it went. */
  'json-lines'(print) {
    const say = (line: object) => print(`${JSON.stringify(line)}\n`);
    say({ kind: 'plan', steps: Object.entries(STEPS).map(([id, { title }]) => ({ id, title })) });
    return {
      onBegin: (id) => say({ kind: 'begin', id }),
      onStep: (step) => say({ kind: 'step', step }),
      onEnd: ({ ok }) => say({ kind: 'end', ok }),
    };
  },
};
