// RunPage
export function RunPage() {
  return <div />
}
