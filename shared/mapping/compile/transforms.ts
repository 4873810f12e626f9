// `| pattern | update, delete |`: a function that changes a copy.
import type { Node } from './nodes.ts'
import { read } from './scope.ts'
import { call, contextFunction, FUNCTION, laterFunction, literal, type Code, type Place } from './writer.ts'

export function emitTransform(node: Node, at: Place): Code {
  const part = (one: Node | undefined): string => (one ? contextFunction(at, (inner) => inner.program.emit(one, inner).js) : 'void 0')
  const positions = [node.position, node.update?.position, node.delete?.position]
  const clone = laterFunction(at, (inner) => read(inner, 'clone'))
  return {
    js: call(at, 'transform', clone, part(node.pattern), part(node.update), part(node.delete), `[${positions.map(literal).join(',')}]`),
    kind: FUNCTION,
  }
}
