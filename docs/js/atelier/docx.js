/**
 * A Word document made of blocks (`outline.js`): real headings, lists and tables whose head comes back on each page, in
 * French of Canada, numbered pages. The same blocks give the same bytes.
 */

import { zip } from "./zip.js";

/** @typedef {import("./outline.js").Block} Block */
/** @typedef {import("./outline.js").Run} Run */

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const OFFICE = "http://schemas.openxmlformats.org/";
const MAIN = `xmlns:w="${OFFICE}wordprocessingml/2006/main"`;
const TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.";
const INK = "1D504C";
const WIDTH = 9360; // letter paper between margins of an inch, in twentieths of a point
export const DOCX_TYPE = `${TYPE}document`;

/**
 * @param {string} title
 * @param {Block[]} blocks
 * @returns {Uint8Array<ArrayBuffer>} the file
 */
export function docx(title, blocks) {
  const parts = { styles: STYLES, numbering: NUMBERING, settings: SETTINGS, footer: FOOTER };
  const names = Object.keys(parts);
  const body = blocks.map(blockXml).join("");
  return zip({
    "[Content_Types].xml": `${HEAD}<Types xmlns="${OFFICE}package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="${TYPE}document.main+xml"/>${names.map((name) => `<Override PartName="/word/${name}.xml" ContentType="${TYPE}${name}+xml"/>`).join("")}<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>`,
    "_rels/.rels": links([["officeDocument/2006/relationships/officeDocument", "word/document.xml"], ["package/2006/relationships/metadata/core-properties", "docProps/core.xml"]]),
    "docProps/core.xml": `${HEAD}<cp:coreProperties xmlns:cp="${OFFICE}package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>${escaped(title)}</dc:title><dc:language>fr-CA</dc:language></cp:coreProperties>`,
    "word/_rels/document.xml.rels": links(names.map((name) => [`officeDocument/2006/relationships/${name}`, `${name}.xml`])),
    "word/document.xml": `${HEAD}<w:document ${MAIN} xmlns:r="${OFFICE}officeDocument/2006/relationships"><w:body>${paragraph("Title", [{ text: title }])}${body}<w:sectPr><w:footerReference w:type="default" r:id="r${names.indexOf("footer")}"/><w:pgSz w:w="12240" w:h="15840"/><w:pgMar w:top="1440" w:right="1440" w:bottom="1440" w:left="1440" w:header="720" w:footer="720" w:gutter="0"/></w:sectPr></w:body></w:document>`,
    ...Object.fromEntries(Object.entries(parts).map(([name, xml]) => [`word/${name}.xml`, HEAD + xml])),
  });
}

function links(/** @type {string[][]} */ pairs) {
  return `${HEAD}<Relationships xmlns="${OFFICE}package/2006/relationships">${pairs.map(([type, target], index) => `<Relationship Id="r${index}" Type="${OFFICE}${type}" Target="${target}"/>`).join("")}</Relationships>`;
}

/** @returns {string} a text that XML takes */
function escaped(/** @type {string} */ text) {
  return text.replace(/[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, "")
    .replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/"/g, "&quot;");
}

/** @returns {string} */
function blockXml(/** @type {Block} */ block) {
  if (block.kind === "heading") return paragraph(`Heading${block.level}`, [{ text: block.text }]);
  if (block.kind === "list") return block.items.map((runs) => paragraph("ListBullet", runs)).join("");
  if (block.kind === "table") return table(block);
  return paragraph(block.style === "note" ? "Quote" : "", block.runs);
}

/** @returns {string} */
function paragraph(/** @type {string} */ style, /** @type {Run[]} */ runs) {
  const named = style && `<w:pPr><w:pStyle w:val="${style}"/></w:pPr>`;
  return `<w:p>${named}${runs.map(run).join("")}</w:p>`;
}

/** @returns {string} */
function run(/** @type {Run} */ { text, bold, italic }) {
  const look = (bold ? "<w:b/>" : "") + (italic ? "<w:i/>" : "");
  const words = escaped(text).split("\n").map((row) => `<w:t xml:space="preserve">${row}</w:t>`).join("<w:br/>");
  return `<w:r>${look && `<w:rPr>${look}</w:rPr>`}${words}</w:r>`;
}

/** @returns {string} */
function table(/** @type {import("./outline.js").Table} */ { head, rows, widths }) {
  const whole = widths.reduce((sum, width) => sum + width, 0);
  const columns = widths.map((width) => Math.round((WIDTH * width) / whole));
  const row = (/** @type {Run[][]} */ cells, isHead = false) =>
    `<w:tr><w:trPr><w:cantSplit/>${isHead ? "<w:tblHeader/>" : ""}</w:trPr>${cells.map((runs, index) => `<w:tc><w:tcPr><w:tcW w:w="${columns[index]}" w:type="dxa"/>${isHead ? '<w:shd w:val="clear" w:color="auto" w:fill="E2EEEA"/>' : ""}</w:tcPr>${paragraph("TableText", runs)}</w:tc>`).join("")}</w:tr>`;
  const grid = columns.map((width) => `<w:gridCol w:w="${width}"/>`).join("");
  return `<w:tbl><w:tblPr><w:tblStyle w:val="TableGrid"/><w:tblW w:w="${WIDTH}" w:type="dxa"/><w:tblLayout w:type="fixed"/><w:tblLook w:val="0620" w:firstRow="1"/></w:tblPr><w:tblGrid>${grid}</w:tblGrid>${row(head.map((text) => [{ text, bold: true }]), true)}${rows.map((cells) => row(cells)).join("")}</w:tbl>${paragraph("", [])}`;
}

/** @returns {string} a paragraph style: its id, its name for Word, what it is based on, its looks */
function style(/** @type {string} */ id, /** @type {string} */ name, /** @type {string} */ about, /** @type {string} */ look) {
  const isHeading = /^[TH]\w*(\d|tle)$/.test(id);
  return `<w:style w:type="paragraph" w:styleId="${id}"><w:name w:val="${name}"/><w:basedOn w:val="Normal"/>${isHeading ? '<w:next w:val="Normal"/>' : ""}<w:qFormat/><w:pPr>${about}</w:pPr><w:rPr>${look}</w:rPr></w:style>`;
}

function heading(/** @type {number} */ level, /** @type {number} */ size) {
  return style(`Heading${level}`, `heading ${level}`, `<w:keepNext/><w:keepLines/><w:spacing w:before="${320 - 60 * level}" w:after="80"/><w:outlineLvl w:val="${level - 1}"/>`, `<w:b/><w:color w:val="${INK}"/><w:sz w:val="${size}"/>`);
}

const FONT = '<w:rFonts w:ascii="Calibri" w:hAnsi="Calibri" w:eastAsia="Calibri" w:cs="Calibri"/>';
const BORDERS = ["top", "left", "bottom", "right", "insideH", "insideV"].map((side) => `<w:${side} w:val="single" w:sz="4" w:color="857F6F"/>`).join("");
const STYLES = `<w:styles ${MAIN}><w:docDefaults><w:rPrDefault><w:rPr>${FONT}<w:sz w:val="22"/><w:szCs w:val="22"/><w:lang w:val="fr-CA" w:eastAsia="fr-CA" w:bidi="ar-SA"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:after="120" w:line="264" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style><w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:tblPr><w:tblCellMar><w:left w:w="108" w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style><w:style w:type="table" w:styleId="TableGrid"><w:name w:val="Table Grid"/><w:basedOn w:val="TableNormal"/><w:tblPr><w:tblBorders>${BORDERS}</w:tblBorders></w:tblPr></w:style>${style("Title", "Title", '<w:keepNext/><w:spacing w:after="160"/>', `<w:b/><w:color w:val="${INK}"/><w:sz w:val="40"/>`)}${heading(1, 30)}${heading(2, 26)}${heading(3, 23)}${style("ListBullet", "List Bullet", '<w:numPr><w:numId w:val="1"/></w:numPr><w:spacing w:after="60"/>', "")}${style("TableText", "Table Text", '<w:spacing w:before="40" w:after="40" w:line="240" w:lineRule="auto"/>', '<w:sz w:val="20"/>')}${style("Quote", "Quote", '<w:pBdr><w:left w:val="single" w:sz="24" w:space="8" w:color="A2431D"/></w:pBdr><w:ind w:left="200"/>', "")}${style("Footer", "footer", '<w:jc w:val="center"/>', '<w:sz w:val="18"/>')}</w:styles>`;
const NUMBERING = `<w:numbering ${MAIN}><w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="hybridMultilevel"/><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="•"/><w:lvlJc w:val="left"/><w:pPr><w:ind w:left="360" w:hanging="260"/></w:pPr></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>`;
const SETTINGS = `<w:settings ${MAIN}><w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat><w:themeFontLang w:val="fr-CA"/></w:settings>`;
const field = (/** @type {string} */ name) => `<w:fldSimple w:instr="${name}"><w:r><w:t>1</w:t></w:r></w:fldSimple>`;
const FOOTER = `<w:ftr ${MAIN}><w:p><w:pPr><w:pStyle w:val="Footer"/></w:pPr><w:r><w:t xml:space="preserve">Page </w:t></w:r>${field("PAGE")}<w:r><w:t xml:space="preserve"> sur </w:t></w:r>${field("NUMPAGES")}</w:p></w:ftr>`;
