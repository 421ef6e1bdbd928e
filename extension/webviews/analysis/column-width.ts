/** From here on there are two columns; page.css says the same of its container. */
const TWO_COLUMNS = 860;
const BETWEEN = 32;

/** How wide one column of a page of that width is, in pixels. */
export function columnWidth(width: number): number {
  return width < TWO_COLUMNS ? width : (width - BETWEEN) / 2;
}
