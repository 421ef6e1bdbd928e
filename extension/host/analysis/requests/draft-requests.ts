import type { RequestContext, Handlers } from './handlers.ts';

/** Requests about the draft. */
export function draftRequests({
  draft,
  notice,
}: RequestContext): Handlers<
  'changeDraft' | 'clearFilters' | 'filterBy' | 'endFollowUp' | 'saveAnalysis' | 'loadAnalysis' | 'deleteAnalysis'
> {
  const warn = (problem: string | undefined) => {
    if (problem !== undefined) notice('warning', problem);
  };
  return {
    changeDraft: (change) => warn(draft.change(change)),
    clearFilters: () => draft.clearFilters(),
    filterBy: ({ dimension, value }) => warn(draft.filterBy(dimension, value)),
    endFollowUp: () => draft.endFollowUp(),
    saveAnalysis: ({ name }) => draft.save(name),
    loadAnalysis: ({ id }) => {
      const saved = draft.saved(id);
      if (saved === undefined) return;
      const { filters, period, question, maxCases } = saved;
      draft.load({ filters, period, question, maxCases });
    },
    deleteAnalysis: ({ id }) => draft.unsave(id),
  };
}
