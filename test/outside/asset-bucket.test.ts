import { S3Client, HeadObjectCommand } from '@aws-sdk/client-s3';
import { CreateBucketCommand, GetPublicAccessBlockCommand } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chooseAssetBucket, createAssetBucket, ownBucketName } from '../../extension/aws/deploy/asset-bucket.ts';
import { placeTemplate } from '../../extension/aws/deploy/place-template.ts';
import { uploadAsset } from '../../extension/aws/deploy/upload-asset.ts';
import { emptyMoto } from './moto.ts';
import { needs } from './needs.ts';

// moto's own account.
const place = { account: '123456789012', region: 'eu-central-1' };
const bootstrap = 'cdk-hnb659fds-assets-123456789012-eu-central-1';

describe("the asset bucket, at moto's S3,", needs('python'), () => {
  let s3: S3Client;
  beforeAll(async () => {
    s3 = new S3Client({
      endpoint: await emptyMoto(),
      region: place.region,
      credentials: { accessKeyId: 'AKIDMOTO', secretAccessKey: 'secret' },
      forcePathStyle: true,
    });
  });
  afterAll(() => {
    s3.destroy();
  });
  const make = (Bucket: string) =>
    s3.send(new CreateBucketCommand({ Bucket, CreateBucketConfiguration: { LocationConstraint: 'eu-central-1' } }));

  it('is ours where there is no other, made only when told to, with public access blocked', async () => {
    expect(await chooseAssetBucket(s3, place, '')).toEqual({ kind: 'missing', name: ownBucketName(place) });
    expect(await chooseAssetBucket(s3, place, undefined)).toMatchObject({ kind: 'missing' });
    const made = await createAssetBucket(s3, place);
    expect(made).toEqual({ kind: 'own', name: 'case-insights-mcp-123456789012-eu-central-1-an' });
    const { PublicAccessBlockConfiguration: blocked } = await s3.send(
      new GetPublicAccessBlockCommand({ Bucket: made.name }),
    );
    expect(Object.values(blocked ?? {})).toEqual([true, true, true, true]);
    expect(await chooseAssetBucket(s3, place, undefined)).toEqual(made);
    expect(await createAssetBucket(s3, place)).toEqual(made);
  });

  it("is the account's bootstrap bucket before ours, and the setting's before both", async () => {
    await make(bootstrap);
    expect(await chooseAssetBucket(s3, place, undefined)).toEqual({ kind: 'bootstrap', name: bootstrap });
    await make('team-assets');
    expect(await chooseAssetBucket(s3, place, ' team-assets ')).toEqual({ kind: 'setting', name: 'team-assets' });
  });

  it("that the setting names and that isn't there is not replaced by another", async () => {
    await expect(chooseAssetBucket(s3, place, 'no-such-bucket')).rejects.toMatchObject({
      message: 'There is no bucket no-such-bucket.',
      remedy: expect.stringContaining('setting') as unknown,
    });
  });

  it('gets the code once, under its hash', async () => {
    let read = 0;
    const asset = {
      bucket: ownBucketName(place),
      account: place.account,
      key: 'case-insights-mcp/ab12.zip',
      contentType: 'application/zip',
      content: () => Promise.resolve(Buffer.from(`zip ${++read}`)),
    };
    expect(await uploadAsset(s3, asset)).toBe('uploaded');
    expect(await uploadAsset(s3, asset)).toBe('present');
    expect(read).toBe(1);
    await expect(uploadAsset(s3, { ...asset, bucket: 'gone-bucket' })).rejects.toMatchObject({
      message: expect.stringContaining('gone-bucket') as unknown,
    });
  });

  it('takes a template that is too long to be sent, and no other', async () => {
    const where = { bucket: ownBucketName(place), ...place };
    const parameters = [{ name: 'A', default: '', description: '' }];
    expect(await placeTemplate(s3, { template: '{}', parameters }, where)).toEqual({
      parameters: ['A'],
      source: { body: '{}' },
    });
    const { source } = await placeTemplate(
      s3,
      { template: `{"Description":"${'ü'.repeat(26_000)}"}`, parameters },
      where,
    );
    if (!('url' in source)) throw new Error('sent as it is');
    const { hostname, pathname } = new URL(source.url);
    expect(hostname).toBe(`${where.bucket}.s3.eu-central-1.amazonaws.com`);
    await s3.send(new HeadObjectCommand({ Bucket: where.bucket, Key: pathname.slice(1) }));
  });
});
