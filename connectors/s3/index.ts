// Files in a bucket of Amazon S3, or of what speaks like it.
import { AppError } from '#shared/errors.ts'
import type { Connector } from '#connectors/kit/contract.ts'
import { folderActions } from '#connectors/kit/folder/actions.ts'
import { documentsPoll } from '#connectors/kit/folder/documents-poll.ts'
import { filesPoll } from '#connectors/kit/folder/files-poll.ts'
import type { WithFolder } from '#connectors/kit/folder/remote-folder.ts'
import { auth, listObjects, refusedRight } from './client.ts'
import { endpointOf, readConfig, S3Config, SECRETS } from './config.ts'
import { bucketFolder } from './folder.ts'

/** A right that is missing concerns one call, not the connection. */
const withFolder: WithFolder = async (context, work) => {
  try {
    return await work(bucketFolder(context))
  } catch (error) {
    if (!refusedRight(error)) throw error
    throw new AppError('vendor-rejected', {
      message: 'S3 says: access denied.',
      fix: 'Give the key the right to do this in the bucket, then replay.',
    })
  }
}

export const s3 = {
  id: 's3',
  name: 'S3 bucket',
  category: 'generic',
  description: 'Files in a bucket of Amazon S3, Cloudflare R2, Backblaze, MinIO and others: read record by record, written in one piece.',
  icon: '<svg xmlns="http://www.w3.org/2000/svg" width="24" height="24" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2"><path d="M4 6h16l-2 14H6z"/><ellipse cx="12" cy="6" rx="8" ry="2.5"/></svg>',
  config: S3Config,
  secrets: SECRETS,
  auth,
  baseUrl: (config) => endpointOf(readConfig(config)),
  actions: folderActions(withFolder),
  triggers: [],
  polls: [filesPoll(withFolder), documentsPoll(withFolder)],
  // 3,500 writes a second to a prefix: what is met is "slow down" under load.
  limits: { concurrency: 32, throttledAnswers: [{ status: 503, contains: 'SlowDown' }] },
  async test(context) {
    const { bucket } = readConfig(context.config)
    await listObjects(context, '', { limit: 1 })
    return { summary: `Signed in to the bucket ${bucket}.` }
  },
} as const satisfies Connector
