// The texts that run inside isolates: our guest code with the libraries it needs, as one script whose value is the guest's functions. And the
// compiler's text, which runs beside the isolates: it reads client text and never runs it.
import { bundle, libraryText, phoneLibraryText, withoutComments } from './bundle.ts'
import { jsonataModules, jsonataSource, pinnedJsonata, type JsonataSource } from './jsonata/source.ts'

export function mappingGuest(jsonata: JsonataSource = jsonataSource()): string {
  return `(function () {
const external = (name) => ({ jsonata: jsonataModule, 'decimal.js': decimalModule, 'libphonenumber-js/min': phoneModule })[name];
const decimalModule = (function () { const module = { exports: {} }, exports = module.exports, define = undefined;
${withoutComments(libraryText('decimal.js'))}
; return { Decimal: module.exports.Decimal || module.exports }; })();
let phoneLibrary;
const phoneModule = { parsePhoneNumberFromString: (...args) => (phoneLibrary ??= loadPhoneLibrary()).parsePhoneNumberFromString(...args) };
const loadPhoneLibrary = function () { const module = { exports: {} }, exports = module.exports, define = undefined;
${phoneLibraryText()}
; return module.exports; };
const jsonataModule = { isSynchronous: ${jsonata.synchronous}, isModular: ${jsonata.modular === true}, load: function (Date, window) {
  const module = { exports: {} }, exports = module.exports, define = undefined, global = undefined;
${withoutComments(jsonata.text)}
; return module.exports; } };
return ${bundle(new URL('./guest/mapping.ts', import.meta.url))}.guest;
})()`
}

/** The compiler for `guest`'s programs, as a text whose value is `compileJsonata`; empty when they are all interpreted. */
export function mappingCompiler(jsonata: JsonataSource = jsonataSource()): string {
  if (!jsonata.modular) return ''
  return `(function () {
const module = { exports: {} }, exports = module.exports, define = undefined;
${withoutComments(jsonataModules(pinnedJsonata()))}
const parse = module.exports('parser');
const external = () => ({ default: (source) => ({ ast: () => parse(source) }) });
return ${bundle(new URL('../../shared/mapping/compile.ts', import.meta.url))}.compileJsonata;
})()`
}

export function scriptGuest(): string {
  return `(${bundle(new URL('./guest/script.ts', import.meta.url))}).guest`
}
