/* The search box: puts the input into its place, submits it without a new page load, keeps what is being typed. */
(function () {
  "use strict";

  /* What a reader has typed into a box since the page put its own value there, by the id of the box. */
  var typed = {};
  /* The box in which the reader is, and where in it. */
  var inside = null;

  function inputOf(target) {
    return target && target.matches && target.matches("[data-search] > input") ? target : null;
  }

  function valueOf(input) {
    return input.parentNode.getAttribute("data-value") || "";
  }

  function remember(input) {
    inside = { id: input.id, start: input.selectionStart, end: input.selectionEnd };
  }

  /* The reader was in a box that has been drawn anew: back to the same place. */
  function comeBack(input) {
    var lost = !document.activeElement || document.activeElement === document.body;
    if (!inside || inside.id !== input.id || !lost) { return; }
    var place = inside;
    input.focus({ preventScroll: true });
    input.setSelectionRange(place.start, place.end);
  }

  function make(place) {
    var input = document.createElement("input"), given = JSON.parse(place.getAttribute("data-search"));
    Object.keys(given).forEach(function (name) { input.setAttribute(name, given[name]); });
    place.appendChild(input);
    return input;
  }

  /* Dash draws the place and knows no input; the page's own value counts until the reader types another one. */
  function fill(place) {
    var input = place.querySelector("input"), value = place.getAttribute("data-value") || "";
    var made = !input;
    if (made) { input = make(place); }
    var mine = typed[input.id] && typed[input.id].value === value ? typed[input.id].text : value;
    if (made || input.getAttribute("data-shown") !== value) {
      /* The server's own input already shows the value, and perhaps more that was typed before this script came. */
      if (made || input.hasAttribute("data-shown")) { input.value = mine; }
      input.setAttribute("data-shown", value);
      if (!made && input.value !== value) { typed[input.id] = { value: value, text: input.value }; }
    }
    if (made) { comeBack(input); }
  }

  function fillAll() {
    document.querySelectorAll("[data-search]").forEach(fill);
  }

  document.addEventListener("input", function (event) {
    var input = inputOf(event.target);
    if (!input) { return; }
    typed[input.id] = { value: valueOf(input), text: input.value };
    remember(input);
  });

  document.addEventListener("focusin", function (event) {
    var input = inputOf(event.target);
    if (input) { remember(input); }
    else { inside = null; }
  });

  /* A box that the reader leaves is left; one that is taken away by a new drawing is not. */
  document.addEventListener("focusout", function (event) {
    var input = inputOf(event.target);
    if (!input) { return; }
    window.setTimeout(function () {
      if (input.isConnected && document.activeElement !== input && inside && inside.id === input.id) { inside = null; }
    }, 0);
  });

  ["selectionchange", "keyup"].forEach(function (name) {
    document.addEventListener(name, function () {
      var input = inputOf(document.activeElement);
      if (input) { remember(input); }
    });
  });

  document.addEventListener("submit", function (event) {
    var form = event.target, input = form.querySelector("[data-search] > input");
    if (!input || !window.evidence || !window.evidence.go) { return; }
    event.preventDefault();
    /* Another page draws its own box; what was typed in this one is done. */
    delete typed[input.id];
    var query = new URLSearchParams(new FormData(form)).toString();
    window.evidence.go(form.getAttribute("action") + "?" + query);
  });

  document.addEventListener("keydown", function (event) {
    /* With Ctrl: a single character would be spoken by accident by those who dictate (WCAG 2.1.4). */
    var pressed = (event.ctrlKey ? "Control+" : "") + event.key;
    var input = document.querySelector("#page [data-search] > input") || document.querySelector("[data-search] > input");
    if (!input || event.metaKey || event.altKey || pressed !== input.getAttribute("aria-keyshortcuts")) { return; }
    event.preventDefault();
    input.focus();
    input.select();
  });

  /* Once a frame is often enough: Dash draws a long page in thousands of steps. */
  var waiting = false;
  function fillSoon() {
    if (waiting) { return; }
    waiting = true;
    window.requestAnimationFrame(function () {
      waiting = false;
      fillAll();
    });
  }

  fillAll();
  new MutationObserver(fillSoon).observe(document.documentElement, { childList: true, subtree: true, attributes: true, attributeFilter: ["data-value"] });
}());
