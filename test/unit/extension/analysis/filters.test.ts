import { describe, expect, it } from 'vitest';
import { DIMENSIONS } from '#core/contract/dimensions.ts';
import { chatQuestion } from '../../../../extension/host/analysis/chat-question.ts';
import { filterInput } from '../../../../extension/host/analysis/tool-input.ts';
import { filterFacts } from '../../../../extension/protocol/analysis-labels.ts';
import { Filters, NO_FILTERS } from '../../../../extension/protocol/analysis-values.ts';

const english = {
  t: (message: string, ...values: readonly (string | number)[]) =>
    message.replaceAll(/\{(\d+)\}/g, (_, at) => String(values[Number(at)])),
};

const narrow: Filters = {
  ...NO_FILTERS,
  severity: ['urgent', 'critical'],
  rca_category: 'Throttling',
  case_id: '1705',
  exclude: { service: 'EC2', account: ['111122223333', '444455556666'] },
};

describe('filters', () => {
  it('are the arguments of the tools, with what is left out', () => {
    expect(filterInput(NO_FILTERS)).toEqual({});
    expect(filterInput(narrow)).toEqual({
      severity_code: ['urgent', 'critical'],
      rca_category: 'Throttling',
      exclude_service_code: 'EC2',
      exclude_account_number: ['111122223333', '444455556666'],
      case_id: '1705',
    });
  });

  it('are told by the labels of their dimensions', () => {
    expect(filterFacts(NO_FILTERS, english)).toEqual([]);
    expect(filterFacts(narrow, english)).toEqual([
      ['Severity', 'urgent, critical'],
      ['Service', 'not EC2'],
      ['Root cause', 'Throttling'],
      ['Account', 'not 111122223333, 444455556666'],
      ['Case', '1705'],
    ]);
  });

  it('stand in the question for the chat, each value on one line', () => {
    const asked = {
      filters: { ...NO_FILTERS, service: 'a\nb' },
      period: { preset: 'range', start: '2026-01-01', end: '2026-01-31' },
      question: '',
      maxCases: 1,
    } as const;
    expect(chatQuestion({ kind: 'server', label: 'Production' }, asked, english)).toBe(
      'With the tools of Production, look at the support cases from 2026-01-01 to 2026-01-31, Service "a b". ' +
        'What are the top issues, and what should we do first?',
    );
  });

  it('take one value or several, and none that is empty of values or too long', () => {
    for (const { id } of DIMENSIONS) {
      expect(Filters.safeParse({ ...NO_FILTERS, [id]: ['a', 'b'] }).success).toBe(true);
      for (const wrong of [[], 'a'.repeat(257), ['a'.repeat(257)], 3]) {
        expect(Filters.safeParse({ ...NO_FILTERS, [id]: wrong }).success).toBe(false);
      }
    }
  });
});
