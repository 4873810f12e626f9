// The samples a mapping is looked at with: the columns of the grid.

export interface MappingSample {
  /** A sample's id, or `pasted`. */
  readonly id: string
  readonly name: string
  /** What comes to the step; undefined while the steps before it are tried. */
  readonly record: unknown
  readonly trigger: unknown
  readonly steps: Readonly<Record<string, unknown>>
  /** What the step should give; undefined when nobody has said. */
  readonly expected?: unknown
  /** It does not come as far as this step: the rows are tried on the record that starts the flow. */
  readonly unreached: boolean
}

export const isReady = (sample: MappingSample): boolean => sample.record !== undefined
