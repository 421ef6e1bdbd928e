import path from 'node:path';
import { App } from 'aws-cdk-lib';
import { CaseInsightsMcpStack } from './stacks/case-insights-mcp-stack.ts';

// What `npx cdk deploy` runs; the CDK publishes the function's zip to its bootstrap bucket by itself.

const file = path.resolve(import.meta.dirname, '..', 'dist', 'lambda.zip');
new CaseInsightsMcpStack(new App(), 'mcp-case-insights', { code: { file } });
