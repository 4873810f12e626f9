// A folder of files somewhere else: what SFTP, FTP and S3 have in common for whoever reads and writes files there.
import type { CallContext } from '../contract.ts'

export interface RemoteFile {
  readonly name: string
  readonly size: number
  /** As the server says it; only compared for equality and for order. */
  readonly modifiedAt: number
}

/** Paths are the server's own, with `/`. Failures are AppErrors; a missing file or folder is `undefined` or an empty list where that is said. */
export interface RemoteFolder {
  /** Files of a folder, not those below it. A folder that is not there throws `vendor-rejected`. */
  list(folder: string): Promise<readonly RemoteFile[]>
  stat(path: string): Promise<Omit<RemoteFile, 'name'> | undefined>
  /** The bytes from `offset` on; whoever breaks off the loop ends the transfer. */
  read(path: string, offset: number): AsyncIterable<Uint8Array>
  /** The whole file is there under this name, or nothing is; a file of this name is replaced. Makes missing folders. */
  write(path: string, bytes: Uint8Array): Promise<void>
  /** Replaces a file of the new name. Makes missing folders. A file that is not there any more is no error. */
  move(from: string, to: string): Promise<void>
  /** A file that is not there is no error. */
  remove(path: string): Promise<void>
}

/** Opens the place where the files are, and closes it afterwards. */
export type WithFolder = <T>(context: CallContext, work: (folder: RemoteFolder) => Promise<T>) => Promise<T>

/** `a/b` of `a/` and `/b`, with an absolute path staying one. */
export function joinPath(folder: string, name: string): string {
  const base = folder.replace(/\/+$/, '')
  return base === '' || base === '.' ? (folder.startsWith('/') ? `/${name}` : name) : `${base}/${name.replace(/^\/+/, '')}`
}

export const folderOf = (path: string): string => (path.includes('/') ? path.slice(0, path.lastIndexOf('/')) || '/' : '.')
export const nameOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1)
