/* What is folded on the screen is open on paper, and folded again afterwards; and every sheet says where it comes from. */
(function () {
  "use strict";

  var opened = [];

  /* Each sheet tells the address of the page that is seen now, and the version of its data. */
  function tellSheets() {
    var line = document.querySelector("#page .paper-line") || document.querySelector(".paper-line");
    var place = line && line.querySelector("[data-address]"), words = place ? place.textContent : "";
    if (!words) { return; }
    if (words.charAt(0) === "/" && /^http/.test(window.location.protocol)) { words = window.location.origin + words; }
    var style = document.documentElement.style;
    style.setProperty("--sheet-address", JSON.stringify(words));
    style.setProperty("--sheet-version", JSON.stringify(line.getAttribute("data-version")));
  }

  window.addEventListener("beforeprint", function () {
    tellSheets();
    opened = Array.prototype.slice.call(document.querySelectorAll("main details:not([open])"));
    opened.forEach(function (details) { details.open = true; });
  });

  window.addEventListener("afterprint", function () {
    opened.forEach(function (details) { details.open = false; });
    opened = [];
  });
})();
