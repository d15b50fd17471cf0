/* Follows our own links and native choices without a new page load: the next page is fetched and takes the place of this
   one. Without this script they still work. Other scripts of this folder listen to the event "page" of the document. */
(function () {
  "use strict";
  var root = document.documentElement, page = document.getElementById("page");
  root.classList.add("has-script");
  /* Who returns, or comes to a part of the page, is put there by the browser, which needs the whole page for it. */
  var visit = performance.getEntriesByType("navigation")[0];
  if (visit && visit.type !== "navigate" || window.location.hash) { root.classList.remove("fresh"); }

  var DEPENDS = {
    population: ["indicator_id", "breakdown", "counted_by"],
    indicator_id: ["breakdown", "counted_by", "show", "topic"]
  };
  /* What is said of a page outside of its content. */
  var OF_HEAD = "link[rel=canonical], link[rel=alternate], meta[name=description], script[type='application/ld+json']";
  var OF_ROOT = ["lang", "data-theme"];
  /* So many pages are kept, for so many milliseconds where a link leads to them again; pointing so long means a link;
     after so long the page shows that it is on its way. */
  var MOST = 20, FRESH = 30000, MEANT = 80, PATIENCE = 300;

  /* Readers who pay for every byte get what they ask for, and nothing ahead of it. */
  var line = navigator.connection || {};
  var spares = Boolean(line.saveData) || /2g/.test(line.effectiveType || "");

  function hrefOf(link) { return link.href.baseVal || link.href; }
  function bare(address) { var url = new URL(address, window.location.href); url.hash = ""; return url.href; }
  function tell(how) { document.dispatchEvent(new CustomEvent("page", { detail: how })); }

  /* Asking */

  var answers = new Map();

  function ask(address, isBack) {
    var href = bare(address), known = answers.get(href);
    if (known && (isBack || Date.now() - known.at < FRESH)) { return known; }
    var control = new AbortController(), asked = { at: Date.now(), isDone: false };
    asked.stop = function () { if (!asked.isDone) { control.abort(); forget(href, asked); } };
    asked.answer = fetch(href, { headers: { Accept: "text/html" }, signal: control.signal }).then(function (answer) {
      if (!answer.ok || !/^text\/html\b/.test(answer.headers.get("Content-Type") || "")) { throw new Error(String(answer.status)); }
      return read(answer, asked);
    });
    asked.start = new Promise(function (resolve, reject) {
      asked.begun = resolve;
      asked.answer.then(resolve, reject);
    });
    [asked.answer, asked.start].forEach(function (wait) { wait.catch(function () { forget(href, asked); }); });
    answers.delete(href);
    answers.set(href, asked);
    if (answers.size > MOST) { answers.delete(answers.keys().next().value); }
    return asked;
  }

  /* A long page comes in two steps, so that its chart is seen before what follows it is laid out, or has even come: its
     start ends where the rest begins. */
  var REST = /<div id="rest"[^>]*>/;

  function read(answer, asked) {
    var reader = answer.body.getReader(), decoder = new TextDecoder(), words = "", isBegun = false;
    return reader.read().then(function more(part) {
      words += decoder.decode(part.value, { stream: !part.done });
      var rest = isBegun ? null : REST.exec(words);
      if (rest) {
        isBegun = true;
        asked.begun({ words: words.slice(0, rest.index) + rest[0], url: answer.url, isStart: true });
      }
      if (!part.done) { return reader.read().then(more); }
      asked.isDone = true;
      return { words: words, url: answer.url };
    });
  }

  function forget(href, asked) { if (answers.get(href) === asked) { answers.delete(href); } }

  /* Going */

  var turn = 0, pending = null, slow = 0, wanted = "";
  /* The content that is shown, by its address; the place in the history at which the reader is, and that whose page is
     shown, which is another one while a page is on its way. */
  var shown = bare(window.location.href), here = keyed(), seen = here, places = {};

  function keyed() {
    var key = (window.history.state || {}).key || String(Math.random());
    window.history.replaceState(Object.assign({}, window.history.state, { key: key }), "");
    return key;
  }

  /* The last call wins; what cannot be put in place is loaded as browsers do. */
  function go(address, how) {
    var target = new URL(address, window.location.href), mine = turn += 1, isBack = how === "back";
    if (target.hash && !isBack) { window.location.assign(target.href); return Promise.resolve(); }
    var asked = ask(target.href, isBack);
    if (pending && pending !== asked) { pending.stop(); }
    pending = asked;
    window.clearTimeout(slow);
    slow = window.setTimeout(function () { page.setAttribute("aria-busy", "true"); }, PATIENCE);
    wanted = target.href;
    return (isBack ? asked.answer : asked.start).then(function (answer) {
      return mine === turn && put(answer, asked.answer, target, isBack);
    }).catch(function () {
      if (mine !== turn) { return; }
      if (isBack) { window.location.reload(); } else { window.location.assign(target.href); }
    }).then(function () {
      if (mine === turn) { arrived(); }
    });
  }

  /* Nothing is on its way any more. */
  function arrived() {
    pending = null;
    wanted = "";
    window.clearTimeout(slow);
    page.removeAttribute("aria-busy");
  }

  /* Other scripts of this folder go to an address in the same way. */
  window.evidence = { go: go, spares: spares };

  function bundleOf(other) {
    var parts = other.querySelectorAll("head > script[defer], head > link[href$='.css']");
    return Array.prototype.map.call(parts, function (part) {
      return part.getAttribute("src") || part.getAttribute("href");
    }).sort().join(" ");
  }

  var isWhole = true;

  function put(answer, whole, target, isBack) {
    var mine = turn;
    isWhole = !answer.isStart;
    show(answer.words, Boolean(answer.isStart));
    return (answer.isStart ? Promise.all([whole, afterPaint()]) : Promise.resolve([answer])).then(function (came) {
      if (mine !== turn) { return; }
      if (answer.isStart) { morphChildren(page, pageOf(came[0].words), false); }
      isWhole = true;
      tell(isBack ? "back" : "go");
    });

    function show(words, isPart) {
      var next = pageOf(words), other = next.ownerDocument;
      var url = new URL(answer.url), before = new URL(shown), presents = Boolean(page.querySelector(".present"));
      url.hash = target.hash;
      var isNew = url.pathname !== before.pathname || presents !== Boolean(next.querySelector(".present"));
      if (url.href !== window.location.href) { enter(url.href, isBack); }
      shown = bare(url.href);
      seen = here;
      var said = sentence(), place = placeOf(document.activeElement);
      document.title = other.title;
      OF_ROOT.forEach(function (name) { copyAttribute(root, other.documentElement, name); });
      document.head.querySelectorAll(OF_HEAD).forEach(function (part) { part.remove(); });
      document.head.append.apply(document.head, other.head.querySelectorAll(OF_HEAD));
      morphChildren(page, next, isNew, isPart ? next.querySelector("#rest") : null);
      showChoices();
      arrive(isNew, isBack, { said: said, place: place });
    }
  }

  function pageOf(words) {
    var other = new DOMParser().parseFromString(words, "text/html"), next = other.getElementById("page");
    /* A page of another release needs its own scripts. */
    if (!next || bundleOf(other) !== bundleOf(document)) { throw new Error("not a page of this release"); }
    return next;
  }

  /* Where nothing is painted, since the reader looks at another tab, it is soon enough. */
  function afterPaint() {
    return new Promise(function (resolve) {
      window.setTimeout(resolve, 100);
      window.requestAnimationFrame(function () { window.setTimeout(resolve); });
    });
  }

  /* At once: on its way a page would be at places where its reader never was, and these would be kept. */
  function scrollTo(place) { window.scrollTo({ top: place, behavior: "instant" }); }

  function keepPlace() { places[seen] = window.scrollY + grown(); }

  /* The small charts above the window, of which some were never laid out (style.css), count as high as they are: so they
     are when the reader comes back. */
  function grown() {
    var parts = Array.from(page.querySelectorAll(".multiples-section"));
    var at = parts.find(function (part) { return part.getBoundingClientRect().bottom > 0; }) || page.querySelector("footer");
    if (!parts.length || at === parts[0] || root.classList.contains("whole")) { return 0; }
    var from = window.scrollY + at.getBoundingClientRect().top;
    root.classList.add("whole");
    var to = window.scrollY + at.getBoundingClientRect().top;
    root.classList.remove("whole");
    return to - from;
  }

  /* Where the reader was on the page of this place in the history; the history itself tells it after a new load. */
  function placeKept() {
    var told = (window.history.state || {}).y;
    return places[here] === undefined ? told || 0 : places[here];
  }

  function enter(address, isBack) {
    if (isBack) { window.history.replaceState(window.history.state, "", address); return; }
    keepPlace();
    window.history.replaceState({ key: here, y: places[here] || 0 }, "");
    here = String(Math.random());
    window.history.pushState({ key: here }, "", address);
  }

  function arrive(isNew, isBack, was) {
    var heading = page.querySelector("[data-screen]:not([hidden]) h1") || page.querySelector("h1");
    /* Where the reader was, is told from the height of all that stands above. */
    if (isBack || isNew) {
      /* What was told of another page is not true of this one. */
      document.getElementById("live").textContent = "";
      root.classList.toggle("whole", isBack);
      scrollTo(isBack ? placeKept() : 0);
    }
    if (isNew) {
      if (heading) { heading.focus({ preventScroll: true }); }
      return;
    }
    var lost = document.activeElement === document.body && was.place && elementAt(was.place);
    if (lost) { lost.focus({ preventScroll: true }); }
    /* After a choice the new sentence is told, since nothing else says that the page has changed. */
    if (sentence() && sentence() !== was.said) { document.getElementById("live").textContent = sentence(); }
  }

  function sentence() {
    var found = page.querySelector(".sentence");
    return found ? found.textContent : "";
  }

  /* The way from the page to an element in it: its id, or its place among its siblings, level by level. */
  function placeOf(element) {
    if (!element || element === page || !page.contains(element)) { return null; }
    var steps = [];
    for (var at = element; at !== page; at = at.parentNode) { steps.unshift(Array.prototype.indexOf.call(at.parentNode.children, at)); }
    return { id: element.id, tag: element.tagName, steps: steps };
  }

  function elementAt(place) {
    var named = place.id && document.getElementById(place.id);
    if (named && page.contains(named)) { return named; }
    var found = place.steps.reduce(function (at, step) { return at && at.children[step]; }, page);
    return found && found.tagName === place.tag ? found : null;
  }

  /* Putting in place: what is the same stays, and with it the focus, what is unfolded, and what is being typed. */

  /* Scripts add to these; the server's own part of them comes first. */
  var ADDED_TO = ".drawn, .live-chart";

  function copyAttribute(to, from, name) {
    if (!from.hasAttribute(name)) { to.removeAttribute(name); }
    else if (to.getAttribute(name) !== from.getAttribute(name)) { to.setAttribute(name, from.getAttribute(name)); }
  }

  function isAlike(one, other) {
    return one.nodeType === other.nodeType && one.nodeName === other.nodeName &&
      (one.nodeType !== 1 || (one.id === other.id && one.classList[0] === other.classList[0]));
  }

  /* `rest` stands, empty, for what is still to come: of that nothing is removed. */
  function morph(old, next, isNew, rest) {
    if (old.isEqualNode(next) || (next === rest && !isNew)) { return; }
    if (old.nodeType !== 1) { old.data = next.data; return; }
    if (isNew && old.nodeName === "MAIN") { old.replaceWith(next); return; }
    if (old.matches(ADDED_TO)) {
      var isKept = old.getAttribute("style") === next.getAttribute("style") && old.firstChild && next.firstChild;
      if (!isKept || !old.firstChild.isEqualNode(next.firstChild)) { old.replaceWith(next); }
      return;
    }
    if (old.nodeName === "INPUT" && old.getAttribute("value") !== next.getAttribute("value")) { old.value = next.getAttribute("value"); }
    Array.prototype.concat.apply([], [old.attributes, next.attributes].map(function (list) { return Array.from(list); })).forEach(function (given) {
      if (given.name !== "open") { copyAttribute(old, next, given.name); }
    });
    morphChildren(old, next, isNew, rest);
  }

  /* From both ends as far as parts are alike; between them the next one that is. */
  function morphChildren(old, next, isNew, rest) {
    var mine = Array.from(old.childNodes), others = Array.from(next.childNodes), end = null;
    /* What stands beside a part that goes on being there is still to come; beside a new part it is gone. */
    var holds = Boolean(rest) && next.contains(rest), isOpen = false;
    while (mine.length && others.length && isAlike(mine[0], others[0])) { morphed(mine.shift(), others.shift()); }
    while (!holds && mine.length && others.length && isAlike(mine[mine.length - 1], others[others.length - 1])) {
      end = morphed(mine.pop(), others.pop());
    }
    others.forEach(function (other) {
      var at = mine.findIndex(function (one) { return isAlike(one, other); });
      if (at < 0) { old.insertBefore(other, mine[0] || end); return; }
      mine.splice(0, at).forEach(function (gone) { gone.remove(); });
      morphed(mine.shift(), other);
    });
    if (!isOpen) { mine.forEach(function (gone) { gone.remove(); }); }

    /* What stands there now. */
    function morphed(one, other) {
      isOpen = isOpen || (holds && other.contains(rest));
      morph(one, other, isNew, rest);
      return one.parentNode === old ? one : other;
    }
  }

  /* What the address says, whatever a browser has put back into a form. */
  function showChoices() {
    document.querySelectorAll("select[data-value]").forEach(function (select) {
      var value = select.getAttribute("data-value");
      if (select.value !== value) { select.value = value; }
    });
  }

  /* What readers do */

  function followed(target) {
    var link = target.closest ? target.closest("a[data-follow]") : null;
    return link && link.getAttribute("href") && !new URL(hrefOf(link), window.location.href).hash ? link : null;
  }

  document.addEventListener("click", function (event) {
    var link = followed(event.target);
    var plain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
    if (!link || !plain) { return; }
    event.preventDefault();
    go(hrefOf(link));
  });

  var meant = 0;
  function fetchAhead(event) {
    var link = followed(event.target);
    window.clearTimeout(meant);
    /* The marks of a chart are pointed at to be read, and the screens for a class are all here (assets/present.js). */
    if (!link || link.ownerSVGElement || link.hasAttribute("data-to") || spares || bare(hrefOf(link)) === shown) { return; }
    meant = window.setTimeout(function () { ask(hrefOf(link)); }, event.type === "touchstart" ? 0 : MEANT);
  }
  ["pointerover", "touchstart", "focusin"].forEach(function (name) { document.addEventListener(name, fetchAhead, { passive: true }); });

  document.addEventListener("change", function (event) {
    var name = event.target.getAttribute ? event.target.getAttribute("data-query") : null;
    if (!name) { return; }
    /* A second choice adds to the first, whose page may not have come yet. */
    var from = new URL(wanted || window.location.href), query = from.searchParams;
    query.set(name, event.target.value);
    if (!event.target.value) { query.delete(name); }
    /* What depends on the changed choice goes with it: another indicator has other divisions and counters, and other parts. */
    (DEPENDS[name] || []).concat("figure", "part").forEach(function (other) { query.delete(other); });
    if (query.has("year_from") && query.has("year_to") && Number(query.get("year_from")) > Number(query.get("year_to"))) {
      query.set(name === "year_from" ? "year_to" : "year_from", event.target.value);
    }
    var words = query.toString();
    go(from.pathname + (words ? "?" + words : ""));
  });

  window.addEventListener("popstate", function () {
    var known = (window.history.state || {}).key;
    keepPlace();
    here = keyed();
    /* Of a page whose rest was still to come, all is put in place. */
    if (bare(window.location.href) !== shown || !isWhole) { go(window.location.href, "back"); return; }
    turn += 1;
    seen = here;
    if (pending) { pending.stop(); }
    arrived();
    if (known) { scrollTo(placeKept()); }
  });

  /* Where the reader was on a page is ours to restore while this document stands, and the browser's when it returns. */
  window.addEventListener("pageshow", function () {
    window.history.scrollRestoration = "manual";
    showChoices();
  });
  window.addEventListener("pagehide", function () { window.history.scrollRestoration = "auto"; });

  /* A figure that is opened beside its chart is read next; when it is closed, the reader is back at the chart. */
  var opened = null;
  document.addEventListener("page", function () {
    var panel = page.querySelector("#panel"), now = panel ? panel.getAttribute("data-figure") : null;
    if (now === opened) { return; }
    var plot = page.querySelector(".plot[tabindex]");
    if (panel) { panel.focus({ preventScroll: true }); panel.scrollTop = 0; }
    else if (plot && document.activeElement === document.body) { plot.focus({ preventScroll: true }); }
    opened = now;
  });

  document.addEventListener("keydown", function (event) {
    var close = event.key === "Escape" ? page.querySelector("#panel a.close") : null;
    if (close && !event.defaultPrevented) { close.click(); }
  });

  /* Until the chart is seen, the style sheet leaves out of the layout what stands below the window (style.css). */
  document.addEventListener("DOMContentLoaded", function () {
    tell("load");
    afterPaint().then(function () { root.classList.remove("fresh"); });
  });
}());
