import { z } from 'zod';
import { modelUsed } from '../contract/author.ts';
import { modelCost } from '../analysis/cost.ts';
import { text } from './fields.ts';
import { defineTool } from './tool.ts';

export const analyzeWithBedrock = defineTool({
  name: 'analyze_with_bedrock',
  title: 'Analyze text or rows',
  description:
    "Analyzes data that you already hold (JSON, CSV or text) with the server's model, as a prompt says. " +
    'For the support cases themselves use analyze_case_summaries, which reads them itself.',
  input: z.strictObject({
    data: text(600_000).describe('What to analyse: JSON, CSV or text'),
    analysis_prompt: text(8_000).describe('What you want to know about it'),
  }),
  output: z.object({
    analysis: z.string().describe('Markdown'),
    model_id: z.string().describe('The model that wrote it, or "none (statistical digest)"'),
    input_tokens: z.int().optional(),
    output_tokens: z.int().optional(),
    estimated_cost_usd: z.number().optional().describe("From the model's list price, where that is known"),
  }),
  openWorld: true,
  async run({ data, analysis_prompt }, context) {
    const { analyst, signal } = context;
    const analysis = await analyst.analyzeText(
      { data, prompt: analysis_prompt },
      {
        signal,
        onProgress: (report) => context.progress({ share: 0.2, ...report }),
      },
    );
    const cost = modelCost(analyst.price, analysis);
    return {
      analysis: analysis.text,
      model_id: modelUsed(analyst.author),
      ...(analysis.inputTokens !== undefined && { input_tokens: analysis.inputTokens }),
      ...(analysis.outputTokens !== undefined && { output_tokens: analysis.outputTokens }),
      ...(cost !== null && { estimated_cost_usd: cost }),
    };
  },
});
