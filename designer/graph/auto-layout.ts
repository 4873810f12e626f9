// Auto-layout with elkjs, loaded only when asked for. ELK runs in its own worker so that the canvas stays smooth.
import type { ElkNode } from 'elkjs/lib/elk-api.js'
import { outputPorts, type FlowDocument } from '#shared/flow/document.ts'
import { CARD_HEIGHT, CARD_WIDTH, cardHeight } from './ports.ts'

const OPTIONS = {
  'elk.algorithm': 'layered',
  'elk.direction': 'RIGHT',
  'elk.spacing.nodeNode': '36',
  'elk.layered.spacing.nodeNodeBetweenLayers': '68',
  'elk.layered.nodePlacement.strategy': 'NETWORK_SIMPLEX',
  'elk.layered.considerModelOrder.strategy': 'NODES_AND_EDGES',
  'elk.spacing.componentComponent': '80',
}

function toElk(document: FlowDocument): ElkNode {
  const children = Object.entries(document.nodes).map(([id, node]) => {
    const ports = outputPorts(node)
    return {
      id,
      width: CARD_WIDTH,
      height: cardHeight(node),
      layoutOptions: { 'elk.portConstraints': 'FIXED_POS' },
      ports: [
        { id: `${id}:in`, x: 0, y: CARD_HEIGHT / 2, width: 0, height: 0, layoutOptions: { 'elk.port.side': 'WEST' } },
        ...ports.map((port, index) => ({
          id: `${id}:out:${port}`,
          x: CARD_WIDTH,
          // Nearly level with the input: the first way out of each step then goes on in one straight row.
          y: CARD_HEIGHT / 2 + index,
          width: 0,
          height: 0,
          layoutOptions: { 'elk.port.side': 'EAST' },
        })),
      ],
    }
  })
  const edges = document.edges
    .filter((edge) => document.nodes[edge.from] && document.nodes[edge.to])
    .map((edge, index) => ({ id: `e${index}`, sources: [`${edge.from}:out:${edge.port}`], targets: [`${edge.to}:in`] }))
  return { id: 'root', layoutOptions: OPTIONS, children, edges }
}

/** New places for all nodes, on an 8-pixel grid. */
export async function autoLayout(document: FlowDocument): Promise<Record<string, { x: number; y: number }>> {
  const [{ default: ELK }, { default: ElkWorker }] = await Promise.all([
    import('elkjs/lib/elk-api.js'),
    import('elkjs/lib/elk-worker.min.js?worker'),
  ])
  const elk = new ELK({ workerFactory: () => new ElkWorker() })
  try {
    const laidOut = await elk.layout(toElk(document))
    const snap = (value = 0) => Math.round(value / 8) * 8
    return Object.fromEntries((laidOut.children ?? []).map((child) => [child.id, { x: snap(child.x), y: snap(child.y) }]))
  } finally {
    elk.terminateWorker()
  }
}
