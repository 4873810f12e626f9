import { describe, expect, it } from 'vitest'
import { readConfig } from './config.ts'

describe('the number of runs at once', () => {
  it("is the engine's own when nothing is set", () => {
    expect(readConfig({ TILLFLOW_RUNS_AT_ONCE: '' })).toMatchObject({
      runsAtOnce: undefined,
      runsPerClient: undefined,
      runsPerFlow: undefined,
    })
  })

  it('is set for the process, a client and a flow', () => {
    const env = { TILLFLOW_RUNS_AT_ONCE: '40', TILLFLOW_RUNS_PER_CLIENT: '10', TILLFLOW_RUNS_PER_FLOW: '5' }
    expect(readConfig(env)).toMatchObject({ runsAtOnce: 40, runsPerClient: 10, runsPerFlow: 5 })
  })

  it.each(['0', '-1', '1.5', 'many'])('is not %s', (value) => {
    expect(() => readConfig({ TILLFLOW_RUNS_PER_FLOW: value })).toThrow('TILLFLOW_RUNS_PER_FLOW must be a whole number from 1.')
  })
})
