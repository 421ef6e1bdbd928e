/** Arrow keys, Home and End move the focus among the elements of a group, of which Tab reaches one. */
export function moveFocus(selector: string): (event: KeyboardEvent) => void {
  return (event) => {
    const group = event.currentTarget;
    if (!(group instanceof Element)) return;
    const all = [...group.querySelectorAll<HTMLElement>(selector)];
    const at = all.findIndex((element) => element === document.activeElement);
    const to = next(event.key, at, all.length);
    const target = to === undefined ? undefined : all[to];
    if (at === -1 || target === undefined) return;
    event.preventDefault();
    for (const element of all) element.tabIndex = element === target ? 0 : -1;
    target.focus();
    if (target.role === 'tab') target.click();
  };
}

function next(key: string, at: number, count: number): number | undefined {
  switch (key) {
    case 'ArrowRight':
    case 'ArrowDown':
      return (at + 1) % count;
    case 'ArrowLeft':
    case 'ArrowUp':
      return (at - 1 + count) % count;
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return undefined;
  }
}
