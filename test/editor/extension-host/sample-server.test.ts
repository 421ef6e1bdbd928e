import assert from 'node:assert/strict';
import { before, describe, it } from 'mocha';
import * as vscode from 'vscode';

describe('the extension, in an editor that has just started', () => {
  it('is installed and not activated', () => {
    assert.equal(extension().isActive, false);
  });

  it('has no server among the tools of the editor', () => {
    assert.deepEqual(toolNames(), []);
  });
});

describe('the command "Case Insights: Try with Sample Data"', () => {
  before(async () => {
    // The command itself ends when its last notification is answered, which nobody does here.
    void vscode.commands.executeCommand('caseInsights.trySampleData');
    await eventually(() => toolNames().length > 0);
  });

  it('activates the extension', () => {
    assert.equal(extension().isActive, true);
  });

  it('turns on the setting that lists the server', () => {
    assert.equal(vscode.workspace.getConfiguration('caseInsights').get('sampleData.enabled'), true);
  });

  it('starts the server, whose tools the editor then has', () => {
    assert.deepEqual(toolNames(), TOOLS);
  });

  it('answers get_case_summary over more than a thousand cases', async () => {
    const summary = (await call('get_case_summary', { days_back: 36_500 })) as { total_cases: number };
    assert.ok(summary.total_cases > 1000, `total_cases is ${summary.total_cases}`);
  });

  it('answers analyze_case_summaries, and says that no language model took part', async () => {
    const answer = (await call('analyze_case_summaries', {
      start_date: '2000-01-01',
      end_date: '2099-12-31',
      analysis_question: 'What caused most of the critical cases?',
    })) as { total_cases_found: number; analysis: string; model_used: string };
    assert.ok(answer.total_cases_found > 1000, `total_cases_found is ${answer.total_cases_found}`);
    assert.equal(answer.model_used, 'none (statistical digest)');
    assert.match(answer.analysis, /no language model/i);
  });

  it('says in a sentence what is wrong with an input, and what to do', async () => {
    const { error } = (await call('get_case_summary', { days_back: -1 })) as { error: Record<string, string> };
    assert.equal(error['code'], 'INVALID_INPUT');
    assert.match(error['message'] ?? '', /`days_back` .*\.$/);
    assert.match(error['remedy'] ?? '', /call get_case_summary again/);
  });
});

describe('the setting caseInsights.sampleData.enabled', () => {
  it('takes the server and its tools away when it is turned off', async () => {
    await vscode.workspace.getConfiguration('caseInsights').update('sampleData.enabled', false, true);
    await eventually(() => toolNames().length === 0);
  });
});

const TOOLS = [
  'analyze_case_summaries',
  'analyze_with_bedrock',
  'get_case_summary',
  'get_rca_analysis',
  'get_service_trends',
  'query_athena',
];

function extension(): vscode.Extension<unknown> {
  const found = vscode.extensions.getExtension('case-insights.case-insights-mcp');
  assert.ok(found, 'the extension is not installed');
  return found;
}

/** The names of the server's tools, without the prefix that the editor puts before them. */
function toolNames(): string[] {
  return TOOLS.filter((name) => editorTool(name) !== undefined);
}

function editorTool(name: string): vscode.LanguageModelToolInformation | undefined {
  return vscode.lm.tools.find((tool) => tool.name.endsWith(`_${name}`));
}

/** What a model would get from the tool, read as JSON. */
async function call(name: string, input: object): Promise<unknown> {
  const tool = editorTool(name);
  assert.ok(tool, `the editor has no tool ${name}`);
  const result = await vscode.lm.invokeTool(tool.name, { input, toolInvocationToken: undefined });
  const texts = result.content.filter((part) => part instanceof vscode.LanguageModelTextPart);
  return JSON.parse(texts.map((part) => part.value).join(''));
}

/** Waits until the condition holds; Mocha ends a test that waits in vain. */
async function eventually(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 100));
}
