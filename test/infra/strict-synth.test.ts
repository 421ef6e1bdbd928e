import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { shippedApp } from '../../infra/template.ts';

beforeEach(() => {
  vi.stubEnv('CDK_VALIDATION', 'true');
});
afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});

interface Report {
  readonly pluginReports: readonly {
    readonly summary?: { readonly pluginName?: string };
    readonly pluginName?: string;
    readonly violations: readonly { readonly ruleName: string; readonly violatingConstructs?: unknown }[];
  }[];
}

test("the template passes the CDK's own strict validation and cdk-nag, with nothing unacknowledged", () => {
  const { app } = shippedApp(new Uint8Array([1]));
  Validations.of(app).addPlugins(new AwsSolutionsChecks());
  vi.spyOn(console, 'error').mockReturnValue(undefined);
  const { directory } = app.synth();
  const report = JSON.parse(readFileSync(path.join(directory, 'validation-report.json'), 'utf8')) as Report;
  expect(report.pluginReports.flatMap(({ violations }) => violations)).toEqual([]);
  expect(report.pluginReports.length).toBeGreaterThan(1);
}, 120_000);
