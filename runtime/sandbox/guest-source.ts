// The texts that run inside isolates: our guest code with the libraries it needs, as one script whose value is the guest's functions.
import { bundle, libraryText, withoutComments } from './bundle.ts'
import { jsonataSource, type JsonataSource } from './jsonata/source.ts'

export function mappingGuest(jsonata: JsonataSource = jsonataSource()): string {
  return `(function () {
const external = (name) => name === 'jsonata' ? jsonataModule : decimalModule;
const decimalModule = (function () { const module = { exports: {} }, exports = module.exports, define = undefined;
${withoutComments(libraryText('decimal.js'))}
; return { Decimal: module.exports.Decimal || module.exports }; })();
const jsonataModule = { isSynchronous: ${jsonata.synchronous}, load: function (Date, window) {
  const module = { exports: {} }, exports = module.exports, define = undefined, global = undefined;
${withoutComments(jsonata.text)}
; return module.exports; } };
return ${bundle(new URL('./guest/mapping.ts', import.meta.url))}.guest;
})()`
}

export function scriptGuest(): string {
  return `(${bundle(new URL('./guest/script.ts', import.meta.url))}).guest`
}
