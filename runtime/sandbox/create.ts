import { say } from '#shared/sentence.ts'
// Makes the sandbox: two tiers of supervised worker processes behind one port. See HOW-IT-WORKS.md.
import { mappingCompiler, mappingGuest, scriptGuest } from './guest-source.ts'
import { jsonataSource, type JsonataSource } from './jsonata/source.ts'
import { DEFAULT_LIMITS, type SandboxLimits, type SandboxLog } from './limits.ts'
import { mappingTier } from './mapping-tier.ts'
import { explained, failure } from './outcome.ts'
import type { Evaluation, Outcome, Sandbox, ScriptExecution } from './port.ts'
import { scriptTier } from './script-tier.ts'
import { workerProgram } from './worker-source.ts'

export interface SandboxOptions {
  /** Processes that evaluate mappings. Default 2. */
  readonly mappingWorkers?: number
  /** Most processes that run scripts at the same time; none while there is no script. Default 2. */
  readonly scriptWorkers?: number
  readonly limits?: Partial<SandboxLimits>
  readonly log?: SandboxLog
  /** For tests of the fallback: the text of jsonata to use. */
  readonly jsonata?: JsonataSource
}

/** V8's own default. Larger stacks let wrong recursions run longer without helping right ones. */
const STACK_KB = 984

export function createSandbox(options: SandboxOptions = {}): Sandbox {
  const limits = { ...DEFAULT_LIMITS, ...options.limits }
  const log = options.log ?? (() => {})
  const jsonata = options.jsonata ?? jsonataSource()
  if (jsonata.reason !== undefined) log('warn', 'jsonata could not be made synchronous and runs slower', { reason: jsonata.reason })
  const mappings = mappingTier({
    workers: options.mappingWorkers ?? 2,
    limits,
    log,
    program: workerProgram('mapping', { stackKb: STACK_KB }),
    guest: mappingGuest(jsonata),
    compiler: mappingCompiler(jsonata),
  })
  const scripts = scriptTier({
    workers: options.scriptWorkers ?? 2,
    limits,
    log,
    program: workerProgram('script', { stackKb: STACK_KB }),
    guest: scriptGuest(),
  })

  return {
    async evaluate({ program, ...request }) {
      const [outcome] = refused(request, limits) ?? (await mappings.evaluate({ ...request, programs: [program] }))
      return outcome ?? failure('sandbox-crashed')
    },
    async evaluateAll(request) {
      if (request.programs.length === 0) return []
      const refusal = refused(request, limits)
      return refusal ? request.programs.map(() => refusal[0]) : mappings.evaluate(request)
    },
    async evaluateChain(request) {
      if (request.programs.length === 0 || refused(request, limits)) return []
      return mappings.evaluate({ ...request, isChain: true })
    },
    async explainAll(request) {
      if (request.programs.length === 0) return []
      const refusal = refused(request, limits)
      const outcomes = refusal ? request.programs.map(() => refusal[0]) : await mappings.evaluate({ ...request, isExplained: true })
      return outcomes.map(explained)
    },
    async runScript(execution) {
      return refused(execution, limits)?.[0] ?? scripts.run(execution)
    },
    checkScript: (clientId, source) => scripts.check(clientId, source),
    ready: () => mappings.ready(),
    async close() {
      await Promise.all([mappings.close(), scripts.close()])
    },
  }
}

const BINDING_NAME = /^[A-Za-z_]\w{0,63}$/

function refused(request: Pick<Evaluation | ScriptExecution, 'input' | 'bindings'>, limits: SandboxLimits): [Outcome] | undefined {
  const names = Object.keys(request.bindings ?? {})
  if (names.length > limits.bindings || names.some((name) => !BINDING_NAME.test(name))) {
    return [
      failure('expression-failed', { message: 'The values given beside the record are too many or badly named.', disposition: 'bug' }),
    ]
  }
  const size = Object.values(request.bindings ?? {}).reduce((sum, text) => sum + text.length, request.input.length)
  if (size <= limits.inputChars) return undefined
  const megabytes = (characters: number): number => Math.ceil(characters / 1e6)
  return [
    failure('sandbox-memory', {
      message: say`The record and what it brings along have ${megabytes(size)} million characters; a step takes at most ${megabytes(limits.inputChars)}.`,
      details: { characters: size, limit: limits.inputChars },
    }),
  ]
}
