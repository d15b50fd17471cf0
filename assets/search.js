/* The search box: is sent without a new page load, and reached by a key. Without this script it is a plain form. */
(function () {
  "use strict";
  var BOX = ".search-input > input";

  document.addEventListener("submit", function (event) {
    var form = event.target, input = form.querySelector(BOX);
    if (!input || !window.evidence) { return; }
    event.preventDefault();
    var sent = input.value;
    window.evidence.go(form.getAttribute("action") + "?" + new URLSearchParams(new FormData(form)).toString()).then(function () {
      /* What was asked is done: a box that stays shows what its page says, unless the reader has typed on. */
      if (input.value === sent) { input.value = input.defaultValue; }
    });
  });

  document.addEventListener("keydown", function (event) {
    /* With Ctrl: a single character would be spoken by accident by those who dictate (WCAG 2.1.4). */
    var pressed = (event.ctrlKey ? "Control+" : "") + event.key, input = document.querySelector(BOX);
    if (!input || event.metaKey || event.altKey || pressed !== input.getAttribute("aria-keyshortcuts")) { return; }
    event.preventDefault();
    input.focus();
    input.select();
  });
}());
