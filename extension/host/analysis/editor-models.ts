/** A language model that the editor offers to extensions. */
export interface EditorModel {
  readonly id: string;
  readonly name: string;
  readonly vendor: string;
  readonly maxInputTokens: number;
}

/** The editor's own language models. */
export interface EditorModels {
  /** None where the editor has none, or shows none to extensions. */
  list(): Promise<readonly EditorModel[]>;
  /** Calls the listener when the list changes; returns a function that unsubscribes. */
  onDidChange(listener: () => void): () => void;
  countTokens(model: string, text: string, signal: AbortSignal): Promise<number>;
  /** Resolves to the whole answer. Rejects with a CaseInsightsError. */
  ask(
    model: string,
    prompt: { readonly system: string; readonly user: string },
    options: { readonly signal: AbortSignal; readonly onText: (text: string) => void },
  ): Promise<string>;
}
