"use strict";
(() => {
  const root = document.documentElement;
  const languages = root.dataset.languages.split(" ");
  const asked = () => location.hash.match(/^#(?:lang=|.*-)(en|fa)$/)?.[1];

  // One language at a time, and the document says which.
  function speak(language) {
    root.lang = language;
    root.dir = language === "fa" ? "rtl" : "ltr";
  }
  root.classList.add("js");
  speak([asked(), navigator.language.slice(0, 2)].find((language) => languages.includes(language)) ?? languages[0]);

  document.addEventListener("DOMContentLoaded", () => {
    // Without scripts these links lead to the other article; an address of a language alone is no place in the page.
    const switches = document.querySelectorAll(".switch");
    switches.forEach((link) => { link.href = `#lang=${link.lang}`; });
    const shown = () => document.querySelector(`article[lang="${root.lang}"]`);
    const titled = () => { document.title = shown().dataset.title; };
    // The place asked for may have been hidden when the browser looked for it, or be behind a summary.
    function arrive() {
      titled();
      const place = document.getElementById(location.hash.slice(1));
      for (let part = place?.closest("details"); part; part = part.parentElement.closest("details")) part.open = true;
      place?.scrollIntoView();
      if (place?.tabIndex === -1) place.focus({ preventScroll: true });
    }
    arrive();
    addEventListener("load", arrive);
    // What was folded again since opens once more.
    document.addEventListener("click", (event) => {
      if (event.target.closest("a")?.getAttribute("href") === location.hash) arrive();
    });

    addEventListener("hashchange", () => {
      if (!languages.includes(asked())) return;
      const before = root.lang;
      speak(asked());
      arrive();
      if (location.hash.startsWith("#lang=")) scrollTo(0, 0);
      // The link that was used is hidden now; the one back takes its place.
      if (root.lang !== before) document.querySelector(`.switch:not([lang="${root.lang}"])`).focus({ preventScroll: true });
    });

    // The switch leads to the section that is being read, in the other language.
    for (const link of switches) {
      link.addEventListener("click", () => {
        const passed = [...shown().querySelectorAll("section[id]")].filter((part) => part.getBoundingClientRect().top < innerHeight / 3);
        const here = passed.at(-1)?.id.replace(/-..$/, "");
        link.href = here ? `#${here}-${link.lang}` : `#lang=${link.lang}`;
      });
    }

    // The contents mark the section that is being read.
    const watch = new IntersectionObserver((seen) => {
      for (const { isIntersecting, target } of seen) {
        const entry = document.querySelector(`.contents a[href="#${target.id}"]`);
        if (isIntersecting) entry?.setAttribute("aria-current", "true");
        else entry?.removeAttribute("aria-current");
      }
    }, { rootMargin: "-20% 0px -75% 0px" });
    document.querySelectorAll("section[id]").forEach((part) => watch.observe(part));

    // Claims by verdict.
    for (const list of document.querySelectorAll(".claims")) {
      const buttons = [...list.querySelectorAll("[data-show]")];
      const told = list.querySelector("[role=status]");
      const show = (verdict) => {
        buttons.forEach((button) => button.setAttribute("aria-pressed", button.dataset.show === verdict));
        list.querySelectorAll("[data-verdict]").forEach((claim) => { claim.hidden = Boolean(verdict) && claim.dataset.verdict !== verdict; });
        list.querySelectorAll(".group").forEach((group) => { group.hidden = !group.querySelector("[data-verdict]:not([hidden])"); });
        told.textContent = told.dataset.words.replace("{}", buttons.find((button) => button.dataset.show === verdict).dataset.count);
      };
      buttons.forEach((button) => button.addEventListener("click", () => show(button.dataset.show)));
    }

    // Paper can't be unfolded.
    addEventListener("beforeprint", () => document.querySelectorAll("details").forEach((part) => { part.open = true; }));
  });
})();
