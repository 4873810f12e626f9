// From a node of the syntax tree to JavaScript: which part of the compiler writes it, and what the reference does behind every node.
import { emitApply, emitCall, emitPartial } from './calls.ts'
import { emitLambda } from './lambdas.ts'
import { emitFilters } from './filters.ts'
import { variableTarget } from './read-sites.ts'
import { fieldReader } from './names.ts'
import type { Node } from './nodes.ts'
import { emitGroup, emitObject } from './objects.ts'
import { emitBinary, emitCondition, emitMinus } from './operators.ts'
import { emitPath } from './paths.ts'
import { assign, frameFor, read, variableOf } from './scope.ts'
import { emitTransform } from './transforms.ts'
import { emitList, emitValue } from './values.ts'
import { ANY, call, constant, deeper, FUNCTION, literal, UNDEFINED, type Code, type Place } from './writer.ts'

export function emitNode(node: Node, at: Place): Code {
  const here = deeper(at)
  let code = emitBare(node, here)
  if (node.predicate && node.predicate.length > 0) code = emitFilters(node.predicate, code, here, node.tuple === true)
  if (node.type !== 'path' && node.group) code = emitGroup(node.group, code, here, node.tuple === true)
  if (!code.raw) return code
  return {
    js: call(here, node.keepArray ? 'normKeep' : 'norm', code.js),
    kind: code.kind,
    nested: code.nested === true,
    source: code.source,
  }
}

function emitBare(node: Node, at: Place): Code {
  switch (node.type) {
    case 'path':
      return emitPath(node, at)
    case 'binary':
      return emitBinary(node, at)
    case 'unary':
      return node.value === '-' ? emitMinus(node, at) : node.value === '[' ? emitList(node, at) : emitObject(node, at)
    case 'name':
      // The reader of a field answers the item of a list of one; here the list is wanted.
      if (node.keepArray) return { js: call(at, 'lookupName', at.input, literal(String(node.value))), kind: ANY, raw: true }
      return { js: `${fieldReader(String(node.value), at)}(${at.input})`, kind: ANY, raw: true }
    case 'string':
    case 'number':
    case 'value':
      return emitValue(node.value)
    case 'wildcard':
      return { js: call(at, 'wildcard', at.input), kind: ANY, raw: true }
    case 'descendant':
      return { js: call(at, 'descendants', at.input), kind: ANY, raw: true }
    case 'parent':
      return { js: read(at, node.slot?.label ?? ''), kind: ANY, raw: true }
    case 'variable':
      return emitVariable(node, at)
    case 'condition':
      return emitCondition(node, at)
    case 'block':
      return emitBlock(node, at)
    case 'bind':
      return emitBind(node, at)
    case 'regex':
      return emitRegex(node, at)
    case 'function':
      return emitCall(node, at)
    case 'lambda':
      return emitLambda(node, at)
    case 'partial':
      return emitPartial(node, at)
    case 'apply':
      return emitApply(node, at)
    case 'transform':
      return emitTransform(node, at)
    default:
      // The reference gives nothing for a node that it does not know, such as an operator out of place.
      return { js: 'void 0', kind: UNDEFINED, safe: true }
  }
}

function emitVariable(node: Node, at: Place): Code {
  const name = String(node.value)
  if (name !== '') return { js: read(at, name), kind: ANY, safe: true, source: variableSource(name, at) }
  if (at.wrapped === 'item') return { js: at.input, kind: ANY, safe: true, source: at.source }
  if (at.wrapped === 'sequence') return { js: at.input, kind: ANY, raw: true, safe: true }
  return { js: call(at, 'unwrap', at.input), kind: ANY, safe: true, source: at.source }
}

/** Where a variable comes from; an explanation also wants to know what it is used for. */
function variableSource(name: string, at: Place): Code['source'] {
  const variable = variableOf(at, name)
  if (variable) at.program.explanation?.use(variable.js, at.target)
  return variable ? variable.source : name === '$' ? [] : [`$${name}`]
}

function emitBlock(node: Node, at: Place): Code {
  const expressions = node.expressions ?? []
  if (expressions.length === 0) return { js: 'void 0', kind: UNDEFINED, safe: true }
  const inside = frameFor(at, expressions)
  const codes = expressions.map((expression) => at.program.emit(expression, inside))
  const last = codes[codes.length - 1] as Code
  const more = { source: last.source, kind: last.kind, raw: last.nested === true, nested: last.nested === true }
  if (codes.length === 1) return { ...more, js: last.js, safe: last.safe === true }
  return { ...more, js: `(${codes.map(({ js }) => js).join(',')})`, safe: codes.every(({ safe }) => safe === true) }
}

function emitBind(node: Node, at: Place): Code {
  const name = String((node.lhs as Node).value)
  const variable = at.program.explanation && variableOf(at, name)
  const value = at.program.emit(node.rhs as Node, variable ? { ...at, target: variableTarget(variable.js) } : at)
  // The reference makes it a value whenever it is read; here it is done once.
  const bound = value.nested ? call(at, 'norm', value.js) : value.js
  return { js: assign(at, name, bound, value.source), kind: value.kind, source: value.source, safe: value.safe === true }
}

function emitRegex(node: Node, at: Place): Code {
  const pattern = node.value instanceof RegExp ? node.value : at.program.patternAt(node.position)
  const made = constant(at, `new RegExp(${literal(pattern.source)},${literal(pattern.flags)})`)
  return { js: call(at, 'matcher', made, literal(node.position)), kind: FUNCTION }
}
