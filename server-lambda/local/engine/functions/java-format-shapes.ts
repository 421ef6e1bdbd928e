/** An argument as Java sees it. */
export type JavaValue =
  | { readonly kind: 'null' }
  | { readonly kind: 'boolean'; readonly value: boolean }
  | { readonly kind: 'whole'; readonly value: bigint }
  /** `digits` times ten to minus `scale`; `text` is what %s prints. */
  | ({
      readonly kind: 'number';
      readonly digits: bigint;
      readonly scale: number;
      readonly negative: boolean;
    } & NumberText)
  /** NaN and the infinities. */
  | ({ readonly kind: 'not finite'; readonly value: number } & NumberText)
  /** `of` is Java's class. */
  | { readonly kind: 'text'; readonly text: string; readonly of: string };

interface NumberText {
  readonly text: string;
  readonly of: string;
}

/** What stands between % and the conversion. */
export interface Specifier {
  readonly text: string;
  readonly flags: string;
  /** −1 without. */
  readonly width: number;
  readonly precision: number;
  readonly conversion: string;
}
