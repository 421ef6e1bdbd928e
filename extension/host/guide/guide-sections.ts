/** Sections of the guide that commands and remedies open: anchors of its headings. */
export const GUIDE_SECTIONS = [
  'the-guide',
  'in-the-editor',
  'before-you-start',
  'deploying',
  'giving-access',
  'troubleshooting',
  'connection-problems',
  'deployment-problems',
] as const;

export type GuideSection = (typeof GUIDE_SECTIONS)[number];

/** The section of that name, or the beginning of the guide for anything else that a command may be called with. */
export function guideSection(name: unknown): GuideSection {
  return GUIDE_SECTIONS.find((section) => section === name) ?? 'the-guide';
}
