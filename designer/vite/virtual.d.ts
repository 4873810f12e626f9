// What the build provides as modules.
declare module 'virtual:lucide-icons' {
  const icons: Readonly<Record<string, string>>
  export default icons
}
