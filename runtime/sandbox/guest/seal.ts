// A compiled program is shared by all evaluations of a client: it is frozen, and its variables are noted on the way, so that a large `$steps` is
// parsed only for the programs that mention it.

export function sealProgram(ast: unknown): readonly string[] | 'any' {
  const names = new Set<string>()
  const seal = (node: unknown): void => {
    if (typeof node !== 'object' || node === null || Object.isFrozen(node)) return
    const { type, value } = node as { type?: unknown; value?: unknown }
    if (type === 'variable' && typeof value === 'string') names.add(value)
    Object.freeze(node)
    for (const child of Object.values(node)) seal(child)
  }
  seal(ast)
  return names.has('eval') ? 'any' : [...names]
}
