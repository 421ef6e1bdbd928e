import type { Vitest } from 'vitest/node';
import type { RingResult } from './ring-result.ts';

/** Counts the tests of a run that is over, and closes it. */
export async function resultOf(vitest: Vitest): Promise<RingResult> {
  const modules = vitest.state.getTestModules();
  const tests = modules.flatMap((module) => [...module.children.allTests()]);
  const states = tests.map((test) => test.result().state);
  const failed = states.filter((state) => state === 'failed' || state === 'pending').length;
  // A file that could not be loaded, or a hook that failed, has no failed test to show for it.
  const broken = modules.length === 0 || modules.some((module) => !module.ok());
  const why = (name: string, errors: readonly { readonly message: string }[] = []) =>
    errors.map(({ message }) => `${name}: ${message.split('\n', 1)[0] ?? ''}`);
  const whyOf = (state: 'failed' | 'passed') =>
    tests
      .filter((test) => test.result().state === state)
      .flatMap((test) => why(`${test.module.relativeModuleId} > ${test.fullName}`, test.result().errors));
  const failures = [
    ...modules.flatMap((module) =>
      [module, ...module.children.allSuites()].flatMap((part) => why(module.relativeModuleId, part.errors())),
    ),
    ...whyOf('failed'),
  ];
  await vitest.close();
  return {
    passed: states.filter((state) => state === 'passed').length,
    failed: failed === 0 && broken ? 1 : failed,
    skipped: states.filter((state) => state === 'skipped').length,
    failures,
    flaky: whyOf('passed'),
  };
}
