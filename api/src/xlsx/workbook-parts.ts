const xml = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const relationships = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packageRelationships = 'http://schemas.openxmlformats.org/package/2006/relationships';
const type = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

const escaped = (name: string): string => name.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);

/** Formats of `style` in `cell-xml.ts`, in its order. */
const styles =
  `${xml}<styleSheet xmlns="${main}">` +
  '<numFmts count="2"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/><numFmt numFmtId="165" formatCode="yyyy\\-mm\\-dd\\ hh:mm:ss"/></numFmts>' +
  '<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts>' +
  '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>' +
  '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>' +
  '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>' +
  '<cellXfs count="4">' +
  [
    [0, 0],
    [0, 1],
    [164, 0],
    [165, 0],
  ]
    .map(
      ([format, font]) =>
        `<xf numFmtId="${format}" fontId="${font}" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1"/>`,
    )
    .join('') +
  '</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>';

/**
 * Everything of a workbook but its sheets. `tabs` are the names of `sheet1.xml`, `sheet2.xml` …; the last written is shown first: it tells
 * of the others.
 */
export function workbookParts(tabs: readonly string[]): Readonly<Record<string, string>> {
  const numbers = tabs.map((_, index) => index + 1);
  const shown = [tabs.length, ...numbers.slice(0, -1)];
  const sheets = shown.map((n) => `<sheet name="${escaped(tabs[n - 1]!)}" sheetId="${n}" r:id="rId${n}"/>`);
  const links = numbers.map((n) => relation(n, 'worksheet', `worksheets/sheet${n}.xml`));
  const overrides = numbers.map((n) => override(`/xl/worksheets/sheet${n}.xml`, 'worksheet'));
  return {
    'xl/workbook.xml': `${xml}<workbook xmlns="${main}" xmlns:r="${relationships}"><bookViews><workbookView activeTab="0"/></bookViews><sheets>${sheets.join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': related([...links, relation(tabs.length + 1, 'styles', 'styles.xml')]),
    'xl/styles.xml': styles,
    '_rels/.rels': related([relation(1, 'officeDocument', 'xl/workbook.xml')]),
    '[Content_Types].xml':
      `${xml}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">` +
      '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>' +
      override('/xl/workbook.xml', 'sheet.main') +
      override('/xl/styles.xml', 'styles') +
      `${overrides.join('')}</Types>`,
  };
}

const relation = (id: number, of: string, target: string): string =>
  `<Relationship Id="rId${id}" Type="${relationships}/${of}" Target="${target}"/>`;
const related = (links: readonly string[]): string =>
  `${xml}<Relationships xmlns="${packageRelationships}">${links.join('')}</Relationships>`;
const override = (part: string, of: string): string => `<Override PartName="${part}" ContentType="${type}.${of}+xml"/>`;
