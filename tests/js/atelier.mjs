// Reads {known, asks: [[what, ...]]} on standard input; writes what the modules of the workshop answer to each.
import { readFileSync } from "node:fs";

import { compact, documentOf, valueOf } from "../../docs/js/atelier/case.js";
import { Decimal } from "../../docs/js/atelier/decimal.js";
import { docx } from "../../docs/js/atelier/docx.js";
import { imported } from "../../docs/js/atelier/importing.js";
import { writeMarkdown } from "../../docs/js/atelier/markdown.js";
import { outline } from "../../docs/js/atelier/outline.js";
import { check } from "../../docs/js/atelier/rules.js";
import { stepsOf } from "../../docs/js/atelier/steps.js";
import { validate } from "../../docs/js/atelier/validate.js";
import { writeYaml } from "../../docs/js/atelier/yaml.js";
import { readYaml } from "../../docs/js/atelier/yaml_reader.js";
import { typographic } from "../../docs/js/text.js";

const { known, asks } = JSON.parse(readFileSync(0, "utf8"), (_, value) => (value && value.$decimal ? new Decimal(value.$decimal) : value));

/** The document that the form makes of a document that was read: what an export starts from. */
const gone = (document) => {
  const value = valueOf(document);
  compact(value.written);
  return documentOf(known.schema, value);
};

const answers = {
  validate: (value) => validate(known.schema, value),
  check: (value) => check(known, value),
  yaml: (text) => {
    const { value, lines, fault } = readYaml(text);
    return fault ? { fault } : { value, lines: [...lines] };
  },
  import: (name, text) => imported(known, name, text),
  written: (text) => writeYaml(gone(readYaml(text).value)),
  // out to Markdown and in again, then written as YAML: to be compared with the YAML written at once
  throughMarkdown: (text) => {
    const { value, faults } = imported(known, "cas.md", writeMarkdown(known, gone(readYaml(text).value)));
    return value ? writeYaml(documentOf(known.schema, value)) : faults;
  },
  markdown: (text) => writeMarkdown(known, gone(readYaml(text).value)),
  blocks: (text) => outline(known, gone(readYaml(text).value)),
  docx: (text) => {
    const document = gone(readYaml(text).value);
    return Buffer.from(docx(typographic(document.title ?? "Cas sans titre"), outline(known, document))).toString("base64");
  },
  steps: (shape) => stepsOf(known, shape).map(({ id, fields }) => [id, fields.map(([where]) => where)]),
  typographic: (text) => typographic(text),
};

const tagged = (_, value) => (value instanceof Decimal ? { $decimal: value.text } : value);
process.stdout.write(JSON.stringify(asks.map(([what, ...given]) => answers[what](...given)), tagged));
