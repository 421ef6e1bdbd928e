// `npm run workflows`: checks the GitHub workflows, offline, with the parser of GitHub's own editor extension and against
// the rules of this repository. `node scripts/check-workflows.mjs [DIR]`.
import { readFileSync, readdirSync } from 'node:fs';
import { registerHooks } from 'node:module';
import path from 'node:path';
import { TextDocument } from 'vscode-languageserver-textdocument';

// The parser is written for bundlers: it imports JSON without the attribute that Node requires.
registerHooks({
  load: (url, context, next) =>
    next(url, url.endsWith('.json') ? { ...context, importAttributes: { type: 'json' } } : context),
});
const { validate } = await import('@actions/languageservice');

const folder = path.resolve(process.argv[2] ?? path.join(import.meta.dirname, '..', '.github', 'workflows'));
const files = readdirSync(folder).filter((name) => /\.ya?ml$/.test(name));
const problems = [];
for (const name of files) {
  const text = readFileSync(path.join(folder, name), 'utf8');
  const document = TextDocument.create(`file:///${name}`, 'yaml', 1, text);
  for (const { range, message } of await validate(document))
    problems.push(`${name}:${range.start.line + 1}: ${message}`);
  problems.push(...againstTheRules(name, text));
}
if (files.length === 0) problems.push(`There is no workflow in ${folder}.`);
for (const problem of problems) process.stdout.write(`${problem}\n`);
process.exit(problems.length === 0 ? 0 : 1);

/** Problems that GitHub would accept. */
function againstTheRules(name, text) {
  const found = [];
  // By default, the token of a workflow may change the repository.
  if (!/^permissions:/m.test(text)) found.push(`${name}:1: permissions are missing; start from contents: read`);
  text.split('\n').forEach((line, index) => {
    // A tag can be moved to other code. The comment tells people and Dependabot the version.
    const [, action] = /^\s*(?:-\s*)?uses:\s*(?!\.\/)(.*)$/.exec(line) ?? [];
    if (action !== undefined && !/^[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(action)) {
      found.push(
        `${name}:${index + 1}: pin the action by its commit, with the version behind it: @<40 digits> # v1.2.3`,
      );
    }
  });
  return found;
}
