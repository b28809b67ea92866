// Keys for reviewers. Every page works without this file.
"use strict";
(() => {
  const rows = [...document.querySelectorAll("[data-row]")];
  const typing = (e) => e.target.matches("input:not([type=radio]):not([type=checkbox]), textarea, select, [contenteditable]");
  const follow = (key) => {
    const target = document.querySelector(`[data-key="${key}"]`);
    if (!target) return false;
    if (target.matches("input")) target.focus(); else target.click();
    return true;
  };
  const move = (by) => {
    if (!rows.length) return false;
    const now = rows.findIndex((r) => r.contains(document.activeElement));
    const next = now < 0 ? (by > 0 ? 0 : rows.length - 1) : Math.min(Math.max(now + by, 0), rows.length - 1);
    rows[next].querySelector("[data-open]").focus();
    rows[next].scrollIntoView({ block: "nearest" });
    return true;
  };
  const form = document.querySelector("[data-verdict]");
  const focusDecision = () => {
    const radio = form && (form.querySelector("[name=decision]:checked") || form.querySelector("[name=decision]"));
    if (radio) radio.focus();
    return Boolean(radio);
  };
  const choose = (digit) => {
    const radio = form && form.querySelector(`[data-digit="${digit}"]`);
    if (!radio) return false;
    radio.click();
    radio.focus();
    return true;
  };
  const keys = {
    j: () => move(1) || follow("j"),
    k: () => move(-1) || follow("k"),
    u: () => follow("u"),
    "/": () => follow("/"),
    d: focusDecision,
    n: () => { const note = document.getElementById("f-note"); if (note) note.focus(); return Boolean(note); },
    o: () => { const a = document.activeElement; if (a && a.matches("[data-open]")) { a.click(); return true; } return false; },
    "?": () => { const a = document.querySelector("nav a[href$='/help']"); if (a) a.click(); return Boolean(a); },
  };
  document.addEventListener("keydown", (e) => {
    if (e.key === "Escape" && typing(e)) { e.target.blur(); return; }
    if (form && (e.ctrlKey || e.metaKey) && e.key === "Enter") {
      e.preventDefault();
      form.requestSubmit(form.querySelector("button.primary"));
      return;
    }
    if (e.ctrlKey || e.metaKey || e.altKey || typing(e)) return;
    const done = /^[1-9]$/.test(e.key) ? choose(e.key) : keys[e.key] && keys[e.key]();
    if (done) e.preventDefault();
  });
  // A choice in a filter is applied at once.
  document.querySelectorAll("[data-submit]").forEach((s) => s.addEventListener("change", () => s.form.requestSubmit()));
  if (form) {
    // "Explained" asks by what; choosing an explanation means "explained".
    const why = form.querySelector("[name=explanation]");
    why.addEventListener("change", () => { if (why.value) form.querySelector("[value=explained]").checked = true; });
    // Text that was typed and not saved is asked about before the page is left.
    let dirty = false;
    form.addEventListener("input", (e) => { if (e.target.matches("textarea, [type=url]")) dirty = true; });
    form.addEventListener("submit", () => { dirty = false; });
    window.addEventListener("beforeunload", (e) => { if (dirty) e.preventDefault(); });
  }
  const error = document.querySelector("[role=alert]");
  if (error) { error.tabIndex = -1; error.focus(); }
  // The place a link led to is shown for a moment.
  if (location.hash) { const at = document.getElementById(location.hash.slice(1)); const mark = at && at.nextElementSibling; if (mark) mark.classList.add("target"); }
})();
