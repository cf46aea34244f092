/** The styles of the banner and of the state, fetched only when one of them shows. */

let asked = false;

export function style() {
  if (asked || document.querySelector('link[href$="css/horsligne.css"]')) return;
  asked = true;
  const link = document.createElement("link");
  link.rel = "stylesheet";
  link.href = new URL("../../css/horsligne.css", import.meta.url).href;
  document.head.append(link);
}
