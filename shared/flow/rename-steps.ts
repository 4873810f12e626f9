// Expressions read earlier steps as $steps.`map-order`: when a step gets another id, what reads it must follow.
import type { FlowNode, MappingRow, MappingRule } from './document.ts'
import type { BalanceContract } from './nodes/balance.ts'

/** The node with `$steps.<old id>` replaced in all of its expressions and scripts; the same node when nothing reads a renamed step. */
export function renameSteps<N extends FlowNode>(node: N, ids: ReadonlyMap<string, string>): N {
  const text = (source: string) => renameInText(source, ids)
  switch (node.kind) {
    case 'map':
      return replaced(node, {
        ...node.config,
        rows: node.config.rows.map((row) => renameInRow(row, text)),
        ...(node.config.balance && { balance: node.config.balance.map((contract) => renameInBalance(contract, text)) }),
      })
    case 'call':
      return node.config.rows ? replaced(node, { ...node.config, rows: node.config.rows.map((row) => renameInRow(row, text)) }) : node
    case 'filter':
      return replaced(node, { ...node.config, condition: text(node.config.condition) })
    case 'switch':
      return replaced(node, { ...node.config, cases: node.config.cases.map((one) => ({ ...one, condition: text(one.condition) })) })
    case 'loop':
      return replaced(node, {
        ...node.config,
        items: text(node.config.items),
        ...(node.config.itemKey !== undefined && { itemKey: text(node.config.itemKey) }),
      })
    case 'batch':
      return replaced(node, { ...node.config, items: text(node.config.items) })
    case 'lookup':
      return replaced(node, { ...node.config, key: text(node.config.key) })
    case 'respond':
      return node.config.body === undefined ? node : replaced(node, { ...node.config, body: text(node.config.body) })
    case 'raise':
      return replaced(node, { ...node.config, message: text(node.config.message) })
    case 'delay':
      return 'until' in node.config ? replaced(node, { until: text(node.config.until) }) : node
    case 'approval':
      return replaced(node, {
        ...node.config,
        title: text(node.config.title),
        fields: node.config.fields.map((field) => ({ ...field, value: text(field.value) })),
      })
    case 'aggregate': {
      const { key, keep, value, close } = node.config
      return replaced(node, {
        ...node.config,
        key: text(key),
        ...(keep !== undefined && { keep: text(keep) }),
        ...(value !== undefined && { value: text(value) }),
        close: {
          ...close,
          ...(close.when !== undefined && { when: text(close.when) }),
          ...(close.expected !== undefined && { expected: text(close.expected) }),
        },
      })
    }
    case 'subflow':
      return node.config.input === undefined ? node : replaced(node, { ...node.config, input: text(node.config.input) })
    case 'publish':
      return node.config.event === undefined ? node : replaced(node, { ...node.config, event: text(node.config.event) })
    case 'join':
      return replaced(node, {
        ...node.config,
        key: text(node.config.key),
        inputs: node.config.inputs.map((input) => ({ ...input, condition: text(input.condition) })),
      })
    case 'trigger':
    case 'script':
    case 'callback':
      return node
  }
}

function replaced<N extends FlowNode>(node: N, config: FlowNode['config']): N {
  return JSON.stringify(config) === JSON.stringify(node.config) ? node : { ...node, config }
}

function renameInBalance(contract: BalanceContract, text: (source: string) => string): BalanceContract {
  const side = (terms: BalanceContract['left']) => terms.map((term) => ({ ...term, amount: text(term.amount) }))
  return { ...contract, left: side(contract.left), right: side(contract.right) }
}

function renameInRow(row: MappingRow, text: (source: string) => string): MappingRow {
  return { ...row, rule: renameInRule(row.rule, text) }
}

function renameInRule(rule: MappingRule, text: (source: string) => string): MappingRule {
  switch (rule.kind) {
    case 'expression':
      return { ...rule, expression: text(rule.expression) }
    case 'lookup':
      return { ...rule, key: text(rule.key) }
    case 'each':
      return { ...rule, items: text(rule.items), rows: rule.rows.map((row) => renameInRow(row, text)) }
    case 'constant':
      return rule
  }
}

/** Texts and comments of the expression are left alone. */
function renameInText(source: string, ids: ReadonlyMap<string, string>): string {
  if (!source.includes('$steps')) return source
  return source.replaceAll(
    /"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|\/\*[\s\S]*?\*\/|\$steps\s*\.\s*(?:`([^`]*)`|([A-Za-z]\w*))/g,
    (all: string, quoted: string | undefined, plain: string | undefined) => {
      const id = ids.get(quoted ?? plain ?? '')
      return id === undefined ? all : `$steps.\`${id}\``
    },
  )
}
