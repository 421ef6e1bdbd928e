// Writes template.json and assets.json for the lambda.zip in the folder named on the command line.
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { shipStack } from '../infra/template.ts';

const folder = path.resolve(process.argv[2] ?? 'dist');
// Validation is part of the tests; without it, the build takes a second.
process.env.CDK_VALIDATION = 'false';
const { template, assets } = shipStack(readFileSync(path.join(folder, 'lambda.zip')));
// On one line: CloudFormation accepts up to 51,200 bytes in the request itself.
writeFileSync(path.join(folder, 'template.json'), JSON.stringify(template));
writeFileSync(path.join(folder, 'assets.json'), `${JSON.stringify(assets, null, 2)}\n`);
