// Files come and go whole on servers that can only upload and rename: written under a name of their own first, which nobody takes for the file.
import { randomBytes } from 'node:crypto'
import { folderOf, joinPath, nameOf, type RemoteFolder } from './remote-folder.ts'

export interface FilePrimitives extends Pick<RemoteFolder, 'stat' | 'remove'> {
  /** With the folders above it; one that is there is no error. */
  makeFolder(path: string): Promise<void>
  /** May be cut in the middle. `shown`: the file's name for errors. */
  upload(path: string, bytes: Uint8Array, shown: string): Promise<void>
  /** Replaces a file of the new name. */
  rename(from: string, to: string): Promise<void>
}

export function wholeFiles({ stat, remove, makeFolder, upload, rename }: FilePrimitives): Pick<RemoteFolder, 'write' | 'move' | 'remove'> {
  return {
    remove,
    async write(path, bytes) {
      await makeFolder(folderOf(path))
      const unfinished = joinPath(folderOf(path), `.${nameOf(path)}.${randomBytes(6).toString('hex')}.part`)
      try {
        await upload(unfinished, bytes, path)
        await rename(unfinished, path)
      } catch (error) {
        await remove(unfinished).catch(() => undefined)
        throw error
      }
    },
    async move(from, to) {
      if (!(await stat(from))) return
      await makeFolder(folderOf(to))
      await rename(from, to)
    },
  }
}
