// Calls. A call of a built-in function that nobody replaced goes to a fast form where there is one; any other goes through the reference's steps:
// signature, places in errors, tail calls.
import { fastCall } from './fast-calls.ts'
import type { Node } from './nodes.ts'
import { read } from './scope.ts'
import { ANY, atDepth, call, FUNCTION, helper, literal, type Code, type Place } from './writer.ts'

export function emitCall(node: Node, at: Place, applied?: Code): Code {
  const fast = fastCall(node, at, applied)
  if (fast) return fast
  const procedure = calleeOf(node, at, 'T1005')
  const args = [...(applied ? [applied] : []), ...(node.arguments ?? []).map((argument) => at.program.emit(argument, at))]
  const js = `${procedure},[${args.map((code) => code.js).join(',')}],${at.input},${literal(node.position)},${tokenOf(node)}`
  return { js: atDepth(at, `${helper(at, applied ? 'callApplied' : 'call')}(${js})`), kind: ANY, raw: true, nested: true }
}

export function tokenOf(node: Node): string {
  const procedure = node.procedure as Node
  return literal(procedure.type === 'path' ? procedure.steps?.[0]?.value : procedure.value)
}

/** A name without `$` is a path; where a function of that name exists, the reference says so. */
function calleeOf(node: Node, at: Place, code: 'T1005' | 'T1007'): string {
  const procedure = node.procedure as Node
  const emitted = at.program.emit(procedure, at)
  const name = procedure.type === 'path' ? procedure.steps?.[0]?.value : undefined
  if (typeof name !== 'string') return emitted.js
  return call(at, 'notPath', emitted.js, read(at, name), literal(code), literal(node.position), literal(name))
}

export function emitPartial(node: Node, at: Place): Code {
  const args = (node.arguments ?? []).map((argument) =>
    argument.type === 'operator' && argument.value === '?' ? helper(at, 'HOLE') : at.program.emit(argument, at).js,
  )
  // The reference evaluates the arguments first.
  return {
    js: call(at, 'partial', `[${args.join(',')}]`, calleeOf(node, at, 'T1007'), literal(node.position), tokenOf(node)),
    kind: FUNCTION,
  }
}

/** `a ~> f`: as the first argument of a call, or given to what is a function; a function given to a function makes their chain. */
export function emitApply(node: Node, at: Place): Code {
  const left = at.program.emit(node.lhs as Node, at)
  const right = node.rhs as Node
  if (right.type === 'function') {
    // The reference goes into the call directly: what stands behind it (`f()[0]`, `f(){…}`) is not evaluated.
    return emitCall(right, at, left)
  }
  const callee = at.program.emit(right, at)
  return { js: atDepth(at, call(at, 'applyTo', left.js, callee.js, literal(node.position))), kind: ANY, raw: true, nested: true }
}
