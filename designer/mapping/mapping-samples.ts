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

/** What can be done with samples where the mapping is. Absent for those who may not change the flow. */
export interface SampleActions {
  /** What the step gives on the sample now is expected from now on. */
  expectNow(id: string): void
  /** The same, with exactly this for the step. */
  expect(id: string, expected: unknown): void
  expectNothing(id: string): void
  rename(id: string): void
  remove(id: string): void
}
