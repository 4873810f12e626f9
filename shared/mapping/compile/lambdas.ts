// Functions of the expression: `function($x) { … }`, and the thunks that stand for calls in tail position.
import type { Node } from './nodes.ts'
import { declareBound, frameFor } from './scope.ts'
import {
  call,
  constant,
  FUNCTION,
  functionText,
  helper,
  laterFunction,
  literal,
  newUnit,
  type Code,
  type Place,
  type Source,
} from './writer.ts'

export function emitLambda(node: Node, at: Place): Code {
  if (node.thunk) return emitThunk(node.body as Node, at)
  const parts = [lambdaFunction(node, at), literal(node.arguments?.length ?? 0)]
  if (node.signature) parts.push(signature(node, at), at.input)
  return { js: call(at, 'lambda', ...parts), kind: FUNCTION, safe: true }
}

/** The JavaScript function of a lambda. Its context is that of the place where it is written. */
export function lambdaFunction(node: Node, at: Place, sources: readonly Source[] = []): string {
  const base = at.program.fresh('d')
  const unit = newUnit(at.level + 1, base)
  const body = node.body as Node
  const inside = frameFor({ ...at, unit, depth: 0, level: at.level + 1 }, [body])
  const parameters = (node.arguments ?? []).map((parameter, index) => {
    const js = at.program.fresh('v')
    declareBound(inside.scope, String(parameter.value), js, unit, sources[index])
    return js
  })
  const code = at.program.emit(body, inside)
  return functionText(unit, parameters, code.js, `const ${base}=${call(at, 'enter', unit.need)};`)
}

function signature(node: Node, at: Place): string {
  const definition = node.signature?.definition
  return constant(at, call(at, 'signatureOf', literal(typeof definition === 'string' ? definition : '')))
}

/** The callee and the arguments are evaluated after the function has returned, at the depth of its call. */
function emitThunk(body: Node, at: Place): Code {
  const inside: Place = { ...at, depth: 0 }
  const procedure = body.procedure as Node
  const callee = laterFunction(inside, (inner) => inner.program.emit(procedure, inner).js)
  const args = laterFunction(
    inside,
    (inner) => `[${(body.arguments ?? []).map((argument) => inner.program.emit(argument, inner).js).join(',')}]`,
  )
  const token = procedure.type === 'variable' ? literal(procedure.value) : 'void 0'
  helper(at, 'Thunk')
  return { js: `(new Thunk(${callee},${args},${token},${literal(procedure.position)}))`, kind: FUNCTION, safe: true }
}
