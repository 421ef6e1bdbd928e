import { html, type TemplateResult } from 'lit';
import type { Package } from '../../protocol/deploy.ts';
import { sayBytes } from '../common/amounts.ts';
import { section } from '../common/fold.ts';
import { keyValues } from '../common/key-values.ts';
import { t } from '../common/words.ts';
import { actionRow } from './actions.ts';
import { foldOf, type PageParts } from './page-parts.ts';

/** What will be deployed, to be read beforehand. */
export function packageSection(what: Package, open: boolean, page: PageParts): TemplateResult {
  const { version, templateBytes, zipBytes, zipSha256, bucket, bucketIsNew } = what;
  const where = bucket === '' ? t('not known yet') : bucketIsNew ? t('{0} (will be created)', bucket) : bucket;
  return section(
    foldOf(page, 'package', open),
    t('What will be deployed to your account'),
    t('version {0}', version),
    html`
      ${keyValues([
        [t('Template'), sayBytes(templateBytes)],
        [t("Function's code"), sayBytes(zipBytes)],
        [t('SHA-256 of the code'), html`<code>${zipSha256}</code>`],
        [t('Bucket for the code'), where],
      ])}
      ${actionRow('package', what.actions, page)}
    `,
  );
}
