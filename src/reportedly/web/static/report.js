// Filters, search, keys and highlighting for the report. The page reads without it; it fetches and stores nothing.
"use strict";
(() => {
  const all = (selector, root = document) => Array.from(root.querySelectorAll(selector));
  const form = document.querySelector("form.filter");
  const cards = all(".statement");
  const groups = all(".speaker");
  const said = form.querySelector("output");
  const nothing = document.querySelector(".nothing");
  const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const texts = new Map();
  const textOf = (card) => {
    if (!texts.has(card)) texts.set(card, plain(card.textContent));
    return texts.get(card);
  };

  function filter() {
    const words = plain(form.words.value).split(/\s+/).filter(Boolean);
    const { speaker, act, article } = form;
    let shown = 0;
    for (const card of cards) {
      const fits =
        (!speaker.value || card.dataset.speaker === speaker.value) &&
        (!act.value || card.dataset.act === act.value) &&
        (!article.value || card.dataset.article === article.value) &&
        words.every((word) => textOf(card).includes(word));
      card.hidden = !fits;
      if (fits) shown += 1;
    }
    for (const group of groups) group.hidden = !group.querySelector(".statement:not([hidden])");
    said.textContent = `${shown} of ${cards.length} statements`;
    nothing.hidden = shown > 0 || cards.length === 0;
  }

  function clear() {
    for (const field of [form.words, form.speaker, form.act, form.article]) field.value = "";
    filter();
  }

  // A link to a statement that the filter hides must still lead there.
  function reveal(target) {
    const card = target.closest(".statement");
    if (card && card.hidden) clear();
    const closed = target.closest("details:not([open])");
    if (closed) closed.open = true;
  }

  let lit = [];
  function light() {
    for (const each of lit) each.classList.remove("on");
    lit = [];
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target) return;
    reveal(target);
    const key = target.dataset.s;
    if (key) {
      lit = all(`.text [data-s="${CSS.escape(key)}"], .margin [data-s="${CSS.escape(key)}"]`);
      for (const each of lit) each.classList.add("on");
    }
    target.focus({ preventScroll: true });
    target.scrollIntoView({ block: target.closest(".text") ? "center" : "start" });
  }

  // Next and previous: among the words while reading, among the entries otherwise.
  function step(by) {
    const here = document.activeElement;
    const reading = here && here.closest && here.closest(".reader");
    const places = reading ? all(".text .c[id], .text .s[id], .text .q[id]") : cards.filter((card) => !card.hidden);
    if (!places.length) return;
    const current = here && (places.includes(here) ? here : here.closest(".statement"));
    let index = places.indexOf(current);
    if (index < 0) {
      const after = places.findIndex((each) => each.getBoundingClientRect().top > 70);
      index = after < 0 ? places.length - 1 : by > 0 ? after - 1 : after;
    }
    const next = places[Math.min(places.length - 1, Math.max(0, index + by))];
    location.replace(`#${next.id}`);
    light();
  }

  document.addEventListener("keydown", (event) => {
    if (!form.keys.checked || event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
    if (event.target.closest("input, select, textarea, [contenteditable]")) return;
    if (event.key === "j") step(1);
    else if (event.key === "k") step(-1);
    else return;
    event.preventDefault();
  });

  // Copying the cite line is offered only where the browser can.
  if (navigator.clipboard) {
    document.addEventListener("toggle", (event) => {
      const cite = event.target.open && event.target.querySelector(".cite");
      if (!cite || cite.querySelector("button")) return;
      const words = cite.textContent;
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = "Copy";
      button.addEventListener("click", () =>
        navigator.clipboard.writeText(words).then(
          () => { button.textContent = "Copied"; },
          () => { button.textContent = "Could not copy"; }));
      cite.append(button);
    }, true);
  }

  form.hidden = cards.length === 0;
  form.addEventListener("input", filter);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => {
    const keys = form.keys.checked; // clearing the filter must not switch the keys on again
    setTimeout(() => { form.keys.checked = keys; filter(); });
  });
  for (const button of all("[data-step]", form)) button.addEventListener("click", () => step(Number(button.dataset.step)));
  nothing.querySelector("button").addEventListener("click", clear);
  window.addEventListener("hashchange", light);
  window.addEventListener("beforeprint", () => { for (const each of all("details.act-group")) each.open = true; });
  filter();
  if (location.hash) light();
})();
