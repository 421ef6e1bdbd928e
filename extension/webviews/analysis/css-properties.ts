import { noChange } from 'lit';
import { Directive, directive, type ElementPart } from 'lit/directive.js';

/** Sets styles through the object model: the page's policy refuses style attributes, which Lit's own styleMap begins with. */
class CssProperties extends Directive {
  override render(_values: Readonly<Record<string, string>>): typeof noChange {
    return noChange;
  }

  override update({ element }: ElementPart, [values]: [Readonly<Record<string, string>>]): typeof noChange {
    if (element instanceof HTMLElement || element instanceof SVGElement) {
      for (const [name, value] of Object.entries(values)) {
        if (element.style.getPropertyValue(name) !== value) element.style.setProperty(name, value);
      }
    }
    return noChange;
  }
}

/** `<div ${css({ width: '10px' })}>` */
export const css = directive(CssProperties);
