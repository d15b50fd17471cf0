/* The pack for use without a network. Only its pages load this script; a double click opens them, so it asks for nothing. */
(function () {
  "use strict";
  document.documentElement.classList.add("has-script");

  /* charts.js goes to the page of a figure in this way. */
  window.evidence = { go: function (address) { window.location.assign(new URL(address, window.location.href).href); } };

  /* Screens for a class: one at a time, the one that the address names; present.js goes on from there. */
  function showScreen() {
    var asked = Number(new URLSearchParams(window.location.search).get("step") || window.location.hash.replace("#screen-", "")) || 1;
    var screens = document.querySelectorAll("[data-screen]");
    if (!screens.length) { return; }
    asked = Math.min(asked, screens.length);
    Array.prototype.forEach.call(screens, function (screen) { screen.hidden = Number(screen.getAttribute("data-screen")) !== asked; });
  }

  showScreen();

  /* A fold that holds the place to which a link leads is opened. */
  function openAround() {
    var name = decodeURIComponent(window.location.hash.slice(1)), target = name && document.getElementById(name);
    for (var at = target; at; at = at.parentElement) {
      if (at.tagName === "DETAILS") { at.open = true; }
    }
    if (target) { target.scrollIntoView(); }
  }

  /* The other scripts begin as they do where follow.js has put a page in place. */
  document.addEventListener("DOMContentLoaded", function () { document.dispatchEvent(new CustomEvent("page", { detail: "load" })); });
  window.addEventListener("load", openAround);
  window.addEventListener("hashchange", openAround);
}());
