/* The pack for use without a network: plotly draws each chart from the data in the page, over the drawn one. The rest is
   done by charts.js, as on the dashboard. Only pages of the pack load this script; a double click opens them, so it asks
   for nothing but the one script of plotly that lies beside it. */
(function () {
  "use strict";
  document.documentElement.classList.add("has-script");

  /* charts.js goes to the page of a figure in this way. */
  window.evidence = { go: function (address) { window.location.assign(new URL(address, window.location.href).href); } };

  function places() { return Array.prototype.slice.call(document.querySelectorAll("[data-chart]")); }

  function blockOf(place) { return document.getElementById(place.getAttribute("data-chart")); }

  function draw(place) {
    var block = blockOf(place);
    if (!block || place.firstChild) { return; }
    var figure = JSON.parse(block.textContent), inside = document.createElement("div");
    inside.style.height = "100%";
    place.appendChild(inside);
    window.Plotly.react(inside, figure.data, figure.layout, figure.config);
  }

  function drawAll() { places().forEach(draw); }

  /* Once, and only on pages with such a chart: the script is larger than all pages of a topic. */
  function begin() {
    var first = places().map(blockOf)[0];
    if (!first) { return; }
    if (window.Plotly) { drawAll(); return; }
    var script = document.createElement("script");
    script.src = first.getAttribute("data-plotly");
    script.onload = drawAll;
    document.head.appendChild(script);
  }

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

  /* The other scripts begin when something on the page changes, as Dash does all the time. */
  function wake() { document.body.appendChild(document.createComment("loaded")); }

  window.addEventListener("load", wake);
  window.addEventListener("load", begin);
  window.addEventListener("load", openAround);
  window.addEventListener("hashchange", openAround);
}());
