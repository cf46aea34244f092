// A plan in an address and in a draft, minutes shared out among steps, words of the total, what a person types.
import assert from "node:assert/strict";
import { test } from "node:test";

import { slug } from "../../docs/js/composer/record.js";
import { adapted, banked, draftOf, hashOf, isProposed, isRightDraft, owned, proposed, stateIn, stateOfDraft, takeNotes } from "../../docs/js/composer/state.js";
import { paragraphs, presentable } from "../../docs/js/composer/text.js";
import { cutSteps, longestWork, minuteOf, timeOfDay, totalWords } from "../../docs/js/composer/timing.js";
import { yaml } from "../../docs/js/composer/yaml.js";

const activity = (/** @type {string} */ id, /** @type {number} */ minutes, method = "pleniere", more = {}) =>
  ({ id, title: id, minutes, method, group: [4, 20], steps: [{ text: "a", minutes }], ...more });
const BANK = /** @type {import("../../docs/js/composer/bank.js").Bank} */ (/** @type {unknown} */ ({
  goals: {
    dire: {
      id: "dire", title: "Dire", aim: "Dire.", summary: "Dire.", audience: ["ptp"], sessions: ["seance-x"], sheets: ["f"], preparation: ["p"], evaluation: ["e"],
      plan: [
        { take: ["seance-x.ouvrir"], phase: "ouvrir", why: "o" },
        { take: ["seance-x.essayer"], phase: "essayer", weight: 4, why: "e" },
        { take: ["seance-x.fermer"], phase: "fermer", why: "f" },
      ],
    },
  },
  activities: {
    "seance-x.ouvrir": activity("ouvrir", 10, "tour-de-table", { session: "seance-x" }),
    "seance-x.essayer": activity("essayer", 30, "mise-en-situation", { session: "seance-x" }),
    "seance-x.fermer": activity("fermer", 5, "pleniere", { session: "seance-x" }),
    pause: activity("pause", 10, "pause"),
  },
  sessions: { "seance-x": { title: "X", url: "x/", audience: ["ptp"], group: [4, 20], plan: ["seance-x.ouvrir", "seance-x.essayer", "seance-x.fermer"] } },
  entries: {}, figures: {}, shown: {}, phases: {}, durations: [45], people: [4, 40], pause: "pause",
  methods: { "tour-de-table": "Tour", pleniere: "Plénière", "mise-en-situation": "Essai", pause: "Pause" }, audiences: { ptp: "PTP", pg: "gestionnaires" },
}));
const CHOICE = { goal: "dire", audience: "ptp", duration: 45, people: 10 };
const bare = (/** @type {any} */ { items, ...state }) => ({ ...state, items: items.map(({ key, ...item }) => item) });

test("the proposed plan needs no list in its address, and is proposed again from it", () => {
  const state = proposed(BANK, CHOICE);
  assert.equal(hashOf(BANK, state), "b=dire&p=ptp&d=45&g=10");
  assert.deepEqual(bare(stateIn(BANK, `#${hashOf(BANK, state)}`)?.state), bare(state));
  assert.ok(isProposed(BANK, state));
});

test("a plan worked on goes through its address whole, but for its notes", () => {
  const state = proposed(BANK, CHOICE, "13:30");
  state.title = "Mardi & jeudi, 100 % « rôle » #1";
  state.items[1].minutes = 35;
  state.items[1].notes = "ne pas oublier";
  state.items.splice(1, 0, owned({ title: "Mon_jeu*à.moi", method: "tour-de-table", steps: ["Un, deux", "Trois\"?"] }, 15), banked(BANK, "pause", 5));
  const read = stateIn(BANK, hashOf(BANK, state, "abc-12"));
  assert.equal(read?.draft, "abc-12");
  const wanted = bare(state);
  wanted.items[3].notes = "";
  assert.deepEqual(bare(read?.state), wanted);
});

test("whatever someone types in the address gives a plan that holds, or none", () => {
  for (const hash of ["", "#methode", "b=rien&p=ptp&d=45&g=10", "b=dire&p=ptp&d=4500&g=10", "b=dire&p=ptp&d=45&g=0", "b=dire&p=ptp&d=x&g=10", "b=constructor&p=ptp&d=45&g=10"]) {
    assert.equal(stateIn(BANK, hash), null, hash);
  }
  const odd = stateIn(BANK, "b=dire&p=ptp&d=45&g=10&h=9999&n=<script>&a=inconnue_pause*-3_.7_toString_seance-x.fermer*900&o={");
  assert.deepEqual(odd?.state.items.map(({ ref, minutes }) => [ref, minutes]), [["pause", 1], ["seance-x.fermer", 180]]);
  assert.equal(odd?.state.start, "09:00");
  assert.equal(odd?.draft, "");
});

test("a draft holds the notes; a changed address takes those of the activities it still has", () => {
  const state = proposed(BANK, CHOICE);
  state.items[0].notes = "apporter le café";
  const value = JSON.parse(JSON.stringify(draftOf(BANK, state)));
  assert.ok(isRightDraft(value));
  assert.deepEqual(bare(stateOfDraft(BANK, value)), bare(state));
  for (const wrong of [null, {}, { plan: 1, notes: [] }, { plan: "x", notes: [1] }]) assert.equal(isRightDraft(wrong), false);
  const other = proposed(BANK, CHOICE);
  other.items.reverse();
  takeNotes(other, state);
  assert.equal(other.items[2].notes, "apporter le café");
});

test("a session opens with its own activities", () => {
  const state = adapted(BANK, "seance-x");
  assert.deepEqual(state?.items.map(({ ref }) => ref), BANK.sessions["seance-x"].plan);
  assert.equal(state?.duration, 45);
  assert.equal(adapted(BANK, "seance-inconnue"), null);
});

test("steps cut to any length make up that length, and none is empty", () => {
  for (const given of [[2, 12, 8, 7], [1, 1], [10], [5, 5, 5, 5, 5], [30, 1, 1]]) {
    const steps = given.map((minutes) => ({ text: "a", minutes }));
    const before = given.reduce((a, b) => a + b, 0);
    for (let minutes = 1; minutes <= 180; minutes += 1) {
      const cut = cutSteps(steps, before, minutes);
      const lengths = cut.map((step) => step.minutes);
      if (minutes < given.length) assert.ok(lengths.every((length) => length === undefined));
      else {
        assert.equal(lengths.reduce((a, b) => (a ?? 0) + (b ?? 0), 0), minutes);
        assert.ok(lengths.every((length) => (length ?? 0) >= 1));
      }
    }
  }
});

test("steps without minutes stay so, and the others leave them room", () => {
  const steps = [{ text: "a", minutes: 40 }, { text: "b" }];
  for (let minutes = 2; minutes <= 180; minutes += 1) {
    const [first, second] = cutSteps(steps, 60, minutes);
    assert.equal(second.minutes, undefined);
    assert.ok((first.minutes ?? 0) < minutes);
  }
});

test("the total says over, under, and too long without a break", () => {
  const of = (/** @type {number[]} */ ...minutes) => minutes.map((length) => ({ minutes: Math.abs(length), isBreak: length < 0 }));
  assert.deepEqual(totalWords(of(45, 45), 90), { total: "90\u00a0min sur 90", words: "Le compte y est.", isRight: true });
  assert.match(totalWords(of(60, 45), 90).words, /^15\u00a0min de trop.*105\u00a0min de travail sans pause/);
  assert.match(totalWords(of(40), 90).words, /^50\u00a0min libres/);
  assert.match(totalWords(of(85), 90).words, /^5\u00a0min libres, ça passe/);
  assert.ok(totalWords(of(85, -10, 85), 180).isRight);
  assert.equal(longestWork(of(50, -10, 60, 20)), 80);
});

test("times go through midnight and bad hours start at nine", () => {
  assert.equal(timeOfDay(minuteOf("23:50") + 15), "0\u00a0h\u00a005");
  assert.equal(timeOfDay(minuteOf("25:00")), "9\u00a0h\u00a000");
});

test("what is typed is made presentable", () => {
  assert.equal(presentable("Dire \"bonjour\"  ..."), "Dire « bonjour » …");
  assert.equal(presentable("Quoi : ? Vraiment !\u0007\t<b>"), "Quoi :? Vraiment! b");
  assert.equal(presentable("Heure: 9h"), "Heure : 9h");
  assert.deepEqual(paragraphs("a\nb\n\n- c\n- d"), ["a b", "c", "d"]);
});

test("names for files are plain", () => {
  assert.equal(slug("L’œuvre d’été, nº 2!"), "l-oeuvre-d-ete-n-2");
  assert.equal(slug("!!!"), "sans-titre");
});

test("texts that YAML would take for something else are in quotes", () => {
  const session = /** @type {any} */ ({ id: "no", title: "12", aims: [{ id: "a-b", text: "x: y # z" }], duration: 5, related: [], list: ["on", "a.b"] });
  assert.equal(yaml(session), 'id: "no"\ntitle: "12"\naims:\n  - id: a-b\n    text: "x: y # z"\nduration: 5\nrelated: []\nlist:\n  - "on"\n  - a.b\n');
});
