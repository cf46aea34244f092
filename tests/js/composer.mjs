// What tests/test_composer.py asks of the composer: `node composer.mjs plans|yaml < {"bank", "choices"}`, answers on one line.
import { readFileSync } from "node:fs";

import { compose } from "../../docs/js/composer/plan.js";
import { sessionOf } from "../../docs/js/composer/record.js";
import { proposed } from "../../docs/js/composer/state.js";
import { yaml } from "../../docs/js/composer/yaml.js";
import { typographic } from "../../docs/js/text.js";

const { bank, choices } = JSON.parse(readFileSync(0, "utf8"));
const ANSWERS = {
  texts: typographic,
  plans: (choice) => compose(bank, choice).map(({ ref, minutes }) => [ref, minutes]),
  yaml: (choice) => {
    const session = sessionOf(bank, proposed(bank, choice));
    return [session.id, yaml(session)];
  },
};
process.stdout.write(JSON.stringify(choices.map(ANSWERS[process.argv[2]])));
