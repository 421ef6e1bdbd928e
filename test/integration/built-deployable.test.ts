import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { VERSION } from '#core/contract/version.ts';
import { readDeployable } from '../../extension/aws/deploy/deployable.ts';

describe('what the build made to be deployed', () => {
  it('is whole, of this version, and has the parameters that deploying and updating in place rely on', async () => {
    const { version, parameters, code, template } = await readDeployable('dist');
    expect(version).toBe(VERSION);
    const names = parameters.map(({ name }) => name);
    for (const name of [
      'UniqueIdentifier',
      'NameSuffix',
      'CaseInsightsStackName',
      'BedrockModelId',
      code.bucketParameter,
    ]) {
      expect(names).toContain(name);
    }
    expect(JSON.parse(template)).toMatchObject({
      Parameters: {
        FunctionLogGroup: { AllowedValues: expect.arrayContaining(['existing']) as unknown },
        ApiGatewayAccountLogging: { AllowedValues: expect.arrayContaining(['true']) as unknown },
      },
      Outputs: { MCPServerVersion: { Value: VERSION }, MCPServerEndpoint: {}, MCPUserPolicyArn: {} },
    });
    const sha256 = createHash('sha256')
      .update(await code.read())
      .digest('hex');
    expect(code.key).toContain(sha256);
  });
});
