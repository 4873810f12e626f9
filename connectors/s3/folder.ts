// A bucket as a folder of files: prefixes are folders. What is written is there at once and whole, which is how S3 is.
import type { CallContext } from '#connectors/kit/contract.ts'
import type { RemoteFile, RemoteFolder } from '#connectors/kit/folder/remote-folder.ts'
import { copyObject, deleteObject, getObject, listObjects, putObject, type S3Object } from './client.ts'

/** Of one request; below the kit's cap on answers. */
const PART = 4_000_000
const MOST_PAGES = 50

/** Keys have no leading slash. */
const keyOf = (path: string) => path.replace(/^\/+/, '').replace(/^\.\/?/, '')
const prefixOf = (folder: string) => {
  const key = keyOf(folder).replace(/\/+$/, '')
  return key === '' ? '' : `${key}/`
}

export function bucketFolder(context: CallContext): RemoteFolder {
  const remove = (path: string) => deleteObject(context, keyOf(path))
  return {
    async list(folder) {
      const prefix = prefixOf(folder)
      const files: RemoteFile[] = []
      let after: string | undefined
      for (let page = 0; page < MOST_PAGES; page++) {
        const { objects, next } = await listObjects(context, prefix, after === undefined ? {} : { after })
        // A console makes a "folder" by an empty object of its name.
        files.push(...objects.filter(({ key }) => key !== prefix).map((object) => toFile(object, prefix)))
        if (next === undefined) break
        after = next
      }
      return files
    },
    async stat(path) {
      const { objects } = await listObjects(context, keyOf(path), { limit: 1 })
      const [object] = objects
      return object?.key === keyOf(path) ? toFile(object, '') : undefined
    },
    async *read(path, offset) {
      for (let from = offset; ;) {
        const bytes = (await getObject(context, keyOf(path), { from, length: PART })) ?? new Uint8Array()
        if (bytes.length > 0) yield bytes
        if (bytes.length < PART) return
        from += bytes.length
      }
    },
    write: (path, bytes) => putObject(context, keyOf(path), bytes),
    async move(from, to) {
      if (await copyObject(context, keyOf(from), keyOf(to))) await remove(from)
    },
    remove,
  }
}

const toFile = ({ key, size, modifiedAt }: S3Object, prefix: string): RemoteFile => ({
  name: key.slice(prefix.length),
  size,
  modifiedAt: Date.parse(modifiedAt) || 0,
})
