// German for the brand: the page where it is set, what is refused there, and whom people ask.
export const branding = {
  Branding: 'Erscheinungsbild',
  'Ask {{name}}': 'Fragen an {{name}}',
  'Under which name and with which looks your people and your clients see the product, and whom they ask for help.':
    'Unter welchem Namen und in welchem Aussehen Ihre Leute und Ihre Mandanten das Produkt sehen, und an wen sie sich wenden.',
  'Reset to default': 'Zurücksetzen',
  'Reset the branding?': 'Erscheinungsbild zurücksetzen?',
  'Name, images, colour and support go back to how the product comes. This cannot be undone.':
    'Name, Bilder, Farbe und Hilfe werden wieder, wie das Produkt geliefert wird. Das lässt sich nicht rückgängig machen.',
  Reset: 'Zurücksetzen',
  'The product has its own name and looks again.': 'Das Produkt hat wieder seinen eigenen Namen und sein eigenes Aussehen.',
  'The sign-in page stays neutral': 'Die Anmeldeseite bleibt neutral',
  'Several partners share this installation. Before somebody signs in nobody knows whose people they are, so that no brand is shown there.':
    'Mehrere Partner teilen sich diese Installation. Vor der Anmeldung weiß niemand, zu wem jemand gehört; darum wird dort keine Marke gezeigt.',

  'Product name': 'Produktname',
  'In the browser’s tab, above the navigation, on the sign-in page, in texts and as the sender of mails.':
    'Im Browser-Tab, über der Navigation, auf der Anmeldeseite, in Texten und als Absender von Mails.',
  'A name has neither < nor >.': 'Ein Name enthält weder < noch >.',
  'Buttons, links, marks and the head of mails. Lighter and darker shades are made of it.':
    'Schaltflächen, Links, Markierungen und der Kopf von Mails. Hellere und dunklere Töne werden daraus gemacht.',
  'Enter a colour such as #00695c.': 'Geben Sie eine Farbe an, etwa #00695c.',
  'Pick a colour from the screen': 'Eine Farbe vom Bildschirm nehmen',
  'Where people find help': 'Wo man Hilfe findet',
  'An e-mail address or a link. It stands where something goes wrong, in mails and in the account’s menu: “Ask {{name}}”.':
    'Eine E-Mail-Adresse oder ein Link. Steht, wo etwas schiefgeht, in Mails und im Menü des Kontos: „Fragen an {{name}}“.',
  'Enter where people find help.': 'Geben Sie an, wo man Hilfe findet.',
  'Enter an e-mail address, or a link that begins with https://.':
    'Geben Sie eine E-Mail-Adresse an oder einen Link, der mit https:// beginnt.',
  'What to say about help': 'Was dazu zu sagen ist',
  'Such as when somebody answers, or a telephone number.': 'Etwa, wann jemand antwortet, oder eine Telefonnummer.',
  'Saved. Everybody sees it when they open a page.': 'Gespeichert. Alle sehen es, sobald sie eine Seite öffnen.',

  'How the colour is read': 'Wie lesbar die Farbe ist',
  'Buttons have white text: {{ratio}} : 1.': 'Schaltflächen sind weiß beschriftet: {{ratio}} : 1.',
  'Buttons have black text: {{ratio}} : 1.': 'Schaltflächen sind schwarz beschriftet: {{ratio}} : 1.',
  'Hard to read as text on light pages ({{ratio}} : 1, WCAG AA asks for 4.5 : 1). Links and icons are darker there:':
    'Als Text auf hellen Seiten schwer zu lesen ({{ratio}} : 1, WCAG AA verlangt 4,5 : 1). Links und Symbole sind dort dunkler:',
  'Hard to read as text on dark pages ({{ratio}} : 1, WCAG AA asks for 4.5 : 1). Links and icons are lighter there:':
    'Als Text auf dunklen Seiten schwer zu lesen ({{ratio}} : 1, WCAG AA verlangt 4,5 : 1). Links und Symbole sind dort heller:',
  'Buttons hardly stand out from light pages ({{ratio}} : 1, WCAG AA asks for 3 : 1). A darker colour is easier to find.':
    'Schaltflächen heben sich von hellen Seiten kaum ab ({{ratio}} : 1, WCAG AA verlangt 3 : 1). Eine dunklere Farbe ist leichter zu finden.',
  'Buttons would hardly stand out from dark pages ({{ratio}} : 1, WCAG AA asks for 3 : 1). They are lighter there:':
    'Schaltflächen höben sich von dunklen Seiten kaum ab ({{ratio}} : 1, WCAG AA verlangt 3 : 1). Sie sind dort heller:',

  Images: 'Bilder',
  'PNG, SVG or WebP of up to {{size}} KB. They are shown as soon as they are chosen.':
    'PNG, SVG oder WebP bis {{size}} KB. Sie werden gezeigt, sobald sie gewählt sind.',
  Logo: 'Logo',
  'In place of mark and name, on the sign-in page and above the navigation. A wide one reads best.':
    'Anstelle von Zeichen und Name, auf der Anmeldeseite und über der Navigation. Ein breites wirkt am besten.',
  'Logo for dark pages': 'Logo für dunkle Seiten',
  'For who works in dark colours. Without it the logo above is shown there too.':
    'Für alle, die in dunklen Farben arbeiten. Ohne es steht auch dort das Logo darüber.',
  'Small mark': 'Kleines Zeichen',
  'Square: in the browser’s tab and in the narrow navigation. Without it the first letter of the name is shown.':
    'Quadratisch: im Browser-Tab und in der schmalen Navigation. Ohne es steht dort der erste Buchstabe des Namens.',
  '“{{name}}” is shown from now on.': '„{{name}}“ wird ab jetzt gezeigt.',
  '{{name}}: choose a file': '{{name}}: Datei wählen',
  '{{name}}: remove': '{{name}}: entfernen',

  Preview: 'Vorschau',
  'Colours of the preview': 'Farben der Vorschau',
  'In the browser’s tab': 'Im Browser-Tab',
  'On the sign-in page': 'Auf der Anmeldeseite',
  'Above the navigation': 'Über der Navigation',
  'Nothing: only clients': 'Nichts: nur Mandanten',
  'a link': 'ein Link',
  'In mails': 'In Mails',
  'What waits, with links to it.': 'Was wartet, mit Links dorthin.',

  'This is no PNG, SVG or WebP.': 'Das ist weder PNG noch SVG noch WebP.',
  'Save the picture in one of these formats.': 'Speichern Sie das Bild in einem dieser Formate.',
  'This picture is damaged.': 'Dieses Bild ist beschädigt.',
  'Save it anew, and try again.': 'Speichern Sie es neu, und versuchen Sie es noch einmal.',
  'This picture has {{0}} × {{1}} pixels; at most {{2}} × {{3}} are taken.':
    'Dieses Bild hat {{0}} × {{1}} Pixel; höchstens {{2}} × {{3}} werden angenommen.',
  'Make it smaller: a logo is shown at 200 pixels at most.': 'Machen Sie es kleiner: Ein Logo wird mit höchstens 200 Pixeln gezeigt.',
  'The picture is larger than {{0}} KB.': 'Das Bild ist größer als {{0}} KB.',
  '"{{0}}" is neither an e-mail address nor a link.': '„{{0}}“ ist weder eine E-Mail-Adresse noch ein Link.',
  'Give an e-mail address, or a link that begins with https://.':
    'Nennen Sie eine E-Mail-Adresse oder einen Link, der mit https:// beginnt.',
  'This SVG is not taken: {{0}} (line {{1}})': 'Dieses SVG wird nicht angenommen: {{0}} (Zeile {{1}})',
  'Export it as a plain SVG without scripts, links and embedded pictures, or give a PNG.':
    'Exportieren Sie es als einfaches SVG ohne Skripte, Links und eingebettete Bilder, oder nehmen Sie ein PNG.',
  'it is no well-formed XML.': 'Es ist kein wohlgeformtes XML.',
  'it declares entities.': 'Es deklariert Entitäten.',
  'it has an instruction "{{0}}".': 'Es hat eine Anweisung „{{0}}“.',
  'it does not begin with an svg element.': 'Es beginnt nicht mit einem svg-Element.',
  'it has an element "{{0}}", which a picture does not need.': 'Es hat ein Element „{{0}}“, das ein Bild nicht braucht.',
  'it has more than {{0}} elements.': 'Es hat mehr als {{0}} Elemente.',
  'it is deeper than {{0}} elements.': 'Es ist tiefer als {{0}} Elemente.',
  'it copies what is a copy itself.': 'Es kopiert, was selbst eine Kopie ist.',
  'it has a script in "{{0}}".': 'Es hat ein Skript in „{{0}}“.',
  'it leads elsewhere, in "{{0}}".': 'Es führt anderswohin, in „{{0}}“.',
  'a style loads something from elsewhere.': 'Ein Stil lädt etwas von anderswo.',
  'it has no size: neither a viewBox nor width and height.': 'Es hat keine Größe: weder viewBox noch width und height.',
} as const
