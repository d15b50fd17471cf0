/* Follows our own links and native choices without a new page load. Without this script they still work. */
(function () {
  "use strict";
  document.documentElement.classList.add("has-script");

  var LOCATION = "location";
  var DEPENDS = {
    population: ["indicator_id", "breakdown", "counted_by"],
    indicator_id: ["breakdown", "counted_by", "show", "topic"]
  };
  /* The title of the page that the reader is leaving, until the next one has been drawn. */
  var leaving = null;

  function drawnTitle() {
    var page = document.querySelector("[data-title]");
    return page ? page.getAttribute("data-title") : null;
  }

  /* While the server's own copy of the page stands, Dash does not listen yet: the address is loaded anew. */
  function go(address) {
    if (!ready()) { window.location.assign(address); return; }
    var target = new URL(address, window.location.href);
    leaving = target.pathname !== window.location.pathname ? drawnTitle() : null;
    /* The whole address as well: where it has been replaced since, Dash would bring back the one that it knows. */
    window.dash_clientside.set_props(LOCATION, { pathname: target.pathname, search: target.search, href: target.href });
  }

  /* Other scripts of this folder go to an address in the same way. */
  window.evidence = { go: go };

  function ready() {
    var listens = window.dash_clientside && window.dash_clientside.set_props;
    return Boolean(listens) && !document.getElementById("first-content");
  }

  document.addEventListener("click", function (event) {
    var link = event.target.closest ? event.target.closest("a[data-follow]") : null;
    var plain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
    var hash = link && link.getAttribute("href") ? new URL(link.href.baseVal || link.href, window.location.href).hash : "";
    if (!link || !plain || hash || !ready()) { return; }
    event.preventDefault();
    go(link.href.baseVal || link.href);
  });

  document.addEventListener("change", function (event) {
    var name = event.target.getAttribute ? event.target.getAttribute("data-query") : null;
    if (!name) { return; }
    var query = new URLSearchParams(window.location.search);
    query.set(name, event.target.value);
    if (!event.target.value) { query.delete(name); }
    /* What depends on the changed choice goes with it: another indicator has other divisions and counters. */
    (DEPENDS[name] || []).concat("figure").forEach(function (other) { query.delete(other); });
    if (query.has("year_from") && query.has("year_to") && Number(query.get("year_from")) > Number(query.get("year_to"))) {
      query.set(name === "year_from" ? "year_to" : "year_from", event.target.value);
    }
    var words = query.toString();
    go(window.location.pathname + (words ? "?" + words : ""));
  });

  /* The still parts of a page come as text: Dash would spend seconds on their elements. The text is the server's own, in
     which it has escaped every word. Where the reader was in such a part, the reader stays. */
  function fill() {
    document.querySelectorAll("[data-html]").forEach(function (part) {
      var content = part.getAttribute("data-html");
      if (part.content === content) { return; }
      var place = placeIn(part, document.activeElement);
      part.content = content;
      part.innerHTML = content;
      var again = place && elementAt(part, place);
      if (again) { again.focus({ preventScroll: true }); }
    });
  }

  /* The way from a part of the page to an element in it: its id, or its place among its siblings, level by level. */
  function placeIn(part, element) {
    if (!element || element === part || !part.contains(element)) { return null; }
    var steps = [];
    for (var at = element; at !== part; at = at.parentNode) {
      steps.unshift(Array.prototype.indexOf.call(at.parentNode.children, at));
    }
    return { id: element.id, tag: element.tagName, steps: steps };
  }

  function elementAt(part, place) {
    var named = place.id && document.getElementById(place.id);
    if (named && part.contains(named)) { return named; }
    var found = place.steps.reduce(function (at, step) { return at && at.children[step]; }, part);
    return found && found.tagName === place.tag ? found : null;
  }

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

  /* The theme that the address asks for; without one the device decides. */
  var themed = document.documentElement.getAttribute("data-theme") || "";
  function showTheme() {
    var page = document.querySelector("#page [data-theme]"), root = document.documentElement;
    var theme = page ? page.getAttribute("data-theme") : themed;
    if (theme === themed) { return; }
    themed = theme;
    if (theme) { root.setAttribute("data-theme", theme); } else { root.removeAttribute("data-theme"); }
  }

  /* The language of the page stands at its root too: screen readers and the browser's own hyphens go by it. */
  function showLanguage() {
    var page = document.querySelector("#page [data-title]"), lang = page && page.getAttribute("lang");
    if (lang && document.documentElement.lang !== lang) { document.documentElement.lang = lang; }
  }

  /* A figure that is opened beside its chart is read next; when it is closed, the reader is back at the chart. */
  var opened = null;
  function showPanel() {
    var panel = document.querySelector("#page #panel"), now = panel ? panel.getAttribute("data-figure") : null;
    if (now === opened) { return; }
    var plot = document.querySelector("#page .plot[tabindex]");
    if (panel) { panel.focus({ preventScroll: true }); panel.scrollTop = 0; }
    else if (plot && document.activeElement === document.body) { plot.focus({ preventScroll: true }); }
    opened = now;
  }

  document.addEventListener("keydown", function (event) {
    var close = event.key === "Escape" ? document.querySelector("#page #panel a.close") : null;
    if (close && !event.defaultPrevented) { close.click(); }
  });

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

  new MutationObserver(function () {
    fill();
    dropFirstContent();
    showChoices();
    showTitle();
    showTheme();
    showLanguage();
    showPlace();
    showPanel();
    tellSentence();
  }).observe(document.documentElement, { childList: true, subtree: true, attributes: true, attributeFilter: ["data-html", "data-value", "data-title", "data-theme", "data-figure"] });
}());
