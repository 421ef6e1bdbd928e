import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { CaseInsightsError } from '#core/errors.ts';

/** What the build made to be deployed: the template, and the function's code. */
export interface Deployable {
  readonly version: string;
  /** The template as it is sent, for people to read too. */
  readonly template: string;
  readonly parameters: readonly {
    readonly name: string;
    readonly default: string | undefined;
    readonly description: string;
  }[];
  readonly code: {
    readonly key: string;
    readonly sha256: string;
    /** The template's parameter that names the bucket. */
    readonly bucketParameter: string;
    /** Rejects with a CaseInsightsError where the file is not the one that the build made. */
    readonly read: () => Promise<Uint8Array>;
  };
}

const assetsSchema = z.object({
  version: z.string(),
  files: z
    .array(z.object({ file: z.string(), sha256: z.string().length(64), key: z.string(), bucketParameter: z.string() }))
    .length(1),
});

const templateSchema = z.looseObject({
  Parameters: z.record(
    z.string(),
    z.looseObject({
      Default: z.union([z.string(), z.number()]).optional(),
      Description: z.string().default(''),
    }),
  ),
});

/** Reads the folder that the build writes. Rejects with a CaseInsightsError where something of it is missing. */
export async function readDeployable(folder: string): Promise<Deployable> {
  try {
    const [template, assets] = await Promise.all([
      readFile(path.join(folder, 'template.json'), 'utf8'),
      readFile(path.join(folder, 'assets.json'), 'utf8'),
    ]);
    const { version, files } = assetsSchema.parse(JSON.parse(assets));
    const [asset] = files;
    if (asset === undefined) throw new Error('no asset');
    const { Parameters } = templateSchema.parse(JSON.parse(template));
    return {
      version,
      template,
      parameters: Object.entries(Parameters).map(([name, { Default, Description }]) => ({
        name,
        default: Default === undefined ? undefined : String(Default),
        description: Description,
      })),
      code: {
        key: asset.key,
        sha256: asset.sha256,
        bucketParameter: asset.bucketParameter,
        read: () => readWhole(path.join(folder, asset.file), asset.sha256),
      },
    };
  } catch (thrown) {
    throw damaged(thrown);
  }
}

async function readWhole(file: string, sha256: string): Promise<Uint8Array> {
  const content = await readFile(file).catch((thrown: unknown) => {
    throw damaged(thrown);
  });
  if (createHash('sha256').update(content).digest('hex') !== sha256) throw damaged(undefined);
  return content;
}

function damaged(cause: unknown): CaseInsightsError {
  return new CaseInsightsError(
    'INTERNAL',
    "The extension's deployment files are missing or damaged.",
    'Reinstall the extension.',
    { cause },
  );
}
