// Several people on one flow: who looks at it now, and what they say about its versions.

/** One open window of one person on a flow's editor. */
export interface FlowViewer {
  readonly clientId: string
  readonly flowId: string
  /** Made up by the window: the same person may have several. */
  readonly seat: string
  readonly userId: string
  readonly name: string
  /** The step they have selected. */
  readonly nodeId?: string
  readonly seenAt: string
}

/** A remark on a published version. */
export interface VersionComment {
  readonly id: string
  readonly clientId: string
  readonly flowId: string
  readonly version: number
  readonly text: string
  readonly createdAt: string
  /** As in `createdBy` elsewhere: an e-mail address, `key:<name>` or `installation`. */
  readonly createdBy: string
}
