// Units of measure in trade: what each is of its base unit, exactly, and the names that systems give it (UN/ECE Recommendation 20 among them).

export interface Unit {
  readonly of: 'mass' | 'length' | 'volume' | 'count'
  /** How many base units (gram, millimetre, millilitre, piece) one of it is. Exact by definition. */
  readonly factor: string
}

const UNITS: readonly (readonly [of: Unit['of'], factor: string, names: string])[] = [
  ['mass', '0.001', 'mg mgm milligram milligrams'],
  ['mass', '1', 'g grm gr gram grams gramm'],
  ['mass', '1000', 'kg kgm kilo kilos kilogram kilograms kilogramm'],
  ['mass', '1000000', 't tne tonne tonnes'],
  ['mass', '28.349523125', 'oz onz ounce ounces'],
  ['mass', '453.59237', 'lb lbs lbr pound pounds'],
  ['length', '1', 'mm mmt millimeter millimeters millimetre millimetres'],
  ['length', '10', 'cm cmt centimeter centimeters centimetre centimetres'],
  ['length', '1000', 'm mtr meter meters metre metres'],
  ['length', '1000000', 'km kmt kilometer kilometers kilometre kilometres'],
  ['length', '25.4', 'in inh inch inches'],
  ['length', '304.8', 'ft fot foot feet'],
  ['length', '914.4', 'yd yrd yard yards'],
  ['volume', '1', 'ml mlt milliliter milliliters millilitre millilitres cm3'],
  ['volume', '10', 'cl clt centiliter centiliters centilitre centilitres'],
  ['volume', '1000', 'l ltr liter liters litre litres'],
  ['volume', '1000000', 'm3 mtq'],
  ['volume', '29.5735295625', 'floz oza fluidounce fluidounces'],
  ['volume', '473.176473', 'pt ptl pint pints'],
  ['volume', '946.352946', 'qt qtl quart quarts'],
  ['volume', '3785.411784', 'gal gll gallon gallons'],
  ['count', '1', 'ea each c62 pce pc pcs piece pieces unit units'],
  ['count', '2', 'pr pair pairs'],
  ['count', '12', 'dz dzn doz dozen dozens'],
  ['count', '144', 'gro gross'],
]

const byName: ReadonlyMap<string, Unit> = new Map(
  UNITS.flatMap(([of, factor, names]) => names.split(' ').map((name) => [name, { of, factor }] as const)),
)

/** By any of its names, whatever its letters' size; fluid ounces, pints, quarts and gallons are those of the United States. */
export const findUnit = (name: string): Unit | undefined => byName.get(name.toLowerCase().replaceAll(/[\s._-]/g, ''))
