// Files on somebody's server, over SFTP, FTPS or FTP.
import type { Connector } from '#connectors/kit/contract.ts'
import { fileServerConnection, withFolder } from '#connectors/kit/file-server/session.ts'
import { folderActions } from '#connectors/kit/folder/actions.ts'
import { documentsPoll } from '#connectors/kit/folder/documents-poll.ts'
import { filesPoll } from '#connectors/kit/folder/files-poll.ts'

export const fileServer = {
  ...fileServerConnection,
  id: 'file-server',
  name: 'File server (SFTP, FTPS)',
  category: 'generic',
  description: 'CSV, fixed width, XML and JSON files over SFTP, FTPS or FTP: read record by record, written in one piece.',
  icon: '<svg xmlns="http://www.w3.org/2000/svg" width="24" height="24" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2"><path d="M3 6h7l2 3h9v11H3z"/><path d="M12 17v-5m-2.5 2.5L12 12l2.5 2.5"/></svg>',
  actions: folderActions(withFolder),
  triggers: [],
  polls: [filesPoll(withFolder), documentsPoll(withFolder)],
} as const satisfies Connector
