// FlowsPage
export function FlowsPage() {
  return <div />
}
