// Sets light or dark before the first paint. A file of its own because the content security policy allows no inline script.
try {
  var stored = localStorage.getItem('tillflow-color-scheme')
  var dark = stored === 'dark' || (stored !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches)
  document.documentElement.setAttribute('data-mantine-color-scheme', dark ? 'dark' : 'light')
} catch {
  document.documentElement.setAttribute('data-mantine-color-scheme', 'light')
}
