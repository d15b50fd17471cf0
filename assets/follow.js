/* Follows our own links and native choices without a new page load. Without this script they still work. */
(function () {
  "use strict";
  document.documentElement.classList.add("has-script");

  var LOCATION = "location";
  /* The title of the page that the reader is leaving, until the next one has been drawn. */
  var leaving = null;

  function drawnTitle() {
    var page = document.querySelector("[data-title]");
    return page ? page.getAttribute("data-title") : null;
  }

  function go(address) {
    var target = new URL(address, window.location.href);
    leaving = target.pathname !== window.location.pathname ? drawnTitle() : null;
    window.dash_clientside.set_props(LOCATION, { pathname: target.pathname, search: target.search });
  }

  function ready() {
    return Boolean(window.dash_clientside && window.dash_clientside.set_props);
  }

  document.addEventListener("click", function (event) {
    var link = event.target.closest ? event.target.closest("a[data-follow]") : null;
    var plain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
    if (!link || !plain || link.hash || !ready()) { return; }
    event.preventDefault();
    go(link.href);
  });

  document.addEventListener("change", function (event) {
    var name = event.target.getAttribute ? event.target.getAttribute("data-query") : null;
    if (!name || !ready()) { return; }
    var query = new URLSearchParams(window.location.search);
    query.set(name, event.target.value);
    if (name === "indicator_id") { query.delete("breakdown"); }
    if (query.has("year_from") && query.has("year_to") && Number(query.get("year_from")) > Number(query.get("year_to"))) {
      query.set(name === "year_from" ? "year_to" : "year_from", event.target.value);
    }
    var words = query.toString();
    go(window.location.pathname + (words ? "?" + words : ""));
  });

  /* A select has no value of its own in the layout: what it shows is put back after every change of the page. */
  function showChoices() {
    document.querySelectorAll("select[data-value]").forEach(function (select) {
      var value = select.getAttribute("data-value");
      if (select.value !== value) { select.value = value; }
    });
  }

  /* The server's own copy of the page stands until Dash has drawn the same page. */
  function dropFirstContent() {
    var first = document.getElementById("first-content");
    var page = document.getElementById("page");
    if (first && page && page.childElementCount) { first.remove(); }
  }

  function showTitle() {
    var title = drawnTitle();
    if (title && document.title !== title) { document.title = title; }
  }

  /* After a choice the new sentence is told, since nothing else says that the page has changed. */
  var told = null;
  function tellSentence() {
    var live = document.getElementById("live");
    var sentence = document.querySelector("#page .sentence");
    if (!live || !sentence) { return; }
    if (told !== null && told !== sentence.textContent && leaving === null) { live.textContent = sentence.textContent; }
    told = sentence.textContent;
  }

  function showPlace() {
    if (leaving !== null && leaving !== drawnTitle()) {
      leaving = null;
      window.scrollTo(0, 0);
      var heading = document.querySelector("h1");
      if (heading) { heading.focus({ preventScroll: true }); }
    }
  }

  /* From a mark on the chart to the row of its figure. */
  function showRow(identity) {
    var row = document.getElementById("obs-" + identity);
    if (!row) { return; }
    document.querySelectorAll("tr.found").forEach(function (old) { old.classList.remove("found"); });
    row.classList.add("found");
    row.scrollIntoView({ block: "center" });
    row.focus({ preventScroll: true });
  }

  function listenToCharts() {
    document.querySelectorAll(".js-plotly-plot").forEach(function (plot) {
      if (plot.dataset.listens || !plot.on) { return; }
      plot.dataset.listens = "yes";
      plot.on("plotly_click", function (event) {
        var point = event.points && event.points[0];
        if (point && typeof point.customdata === "string") { showRow(point.customdata); }
      });
    });
  }

  new MutationObserver(function () {
    dropFirstContent();
    showChoices();
    showTitle();
    showPlace();
    tellSentence();
    listenToCharts();
  }).observe(document.documentElement, { childList: true, subtree: true, attributes: true, attributeFilter: ["data-value", "data-title"] });
}());
