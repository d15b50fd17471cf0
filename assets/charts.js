/* Charts: lets plotly stand over a drawing, and leads from figure to figure by keyboard. */
(function () {
  "use strict";
  var LIVE = "live";

  function each(selector, act) { Array.prototype.forEach.call(document.querySelectorAll(selector), act); }

  /* Live charts: plotly draws each from the data in the page, over the drawing, which then stays unseen: it knows where
     every figure stands. Only pages with such a chart ask for plotly, once, and after they have been seen. */

  var graphs = [], isAsked = false;

  function drawAll() {
    each(".live-chart", function (place) {
      if (place.children.length > 1) { return; }
      var figure = JSON.parse(place.querySelector("script").textContent), graph = document.createElement("div");
      graph.style.height = "100%";
      place.appendChild(graph);
      graphs.push(graph);
      window.Plotly.newPlot(graph, figure.data, figure.layout, figure.config).then(function () {
        if (graph.isConnected) { cover(); listen(graph); }
      });
    });
  }

  function begin() {
    var source = document.body.getAttribute("data-plotly");
    if (window.Plotly) { drawAll(); return; }
    if (isAsked || !source) { return; }
    isAsked = true;
    var script = document.createElement("script");
    script.src = source;
    script.onload = drawAll;
    script.onerror = function () { isAsked = false; script.remove(); };
    document.head.appendChild(script);
  }

  function whenSeen(act) {
    var idle = window.requestIdleCallback || function (later) { window.setTimeout(later, 50); };
    window.requestAnimationFrame(function () { window.setTimeout(function () { idle(act, { timeout: 300 }); }); });
  }

  /* As soon as plotly has drawn, its chart is seen. */
  function cover() {
    each(".plot", function (plot) {
      var drawn = plot.querySelector(".drawn");
      if (drawn) { drawn.toggleAttribute("data-covered", Boolean(plot.querySelector(".js-plotly-plot .main-svg .trace"))); }
    });
  }

  /* A mark that plotly has drawn leads where the drawn one does. */
  function listen(graph) {
    graph.on("plotly_click", function (event) {
      var link = linkOf(graph, event), pressed = event.event || {};
      if (!link) { return; }
      if (pressed.ctrlKey || pressed.metaKey || pressed.shiftKey) { window.open(link.href.baseVal, "_blank", "noopener"); } else { open(link); }
    });
    graph.on("plotly_hover", function (event) { graph.classList.toggle("at-figure", Boolean(linkOf(graph, event))); });
    graph.on("plotly_unhover", function () { graph.classList.remove("at-figure"); });
  }

  document.addEventListener("page", function () {
    graphs = graphs.filter(function (graph) {
      if (!graph.isConnected) { window.Plotly.purge(graph); }
      return graph.isConnected;
    });
    cover();
    each(".plot", function (plot) {
      if (plot.point && !plot.point.isConnected) { plot.point = null; }
      mark(plot);
    });
    if (document.querySelector(".live-chart") && !(window.evidence && window.evidence.spares)) { whenSeen(begin); }
  });

  function linkOf(graph, event) {
    var name = event.points && event.points[0] && event.points[0].customdata;
    return typeof name === "string" ? graph.closest(".plot").querySelector('a.point[data-obs="' + CSS.escape(name) + '"]') : null;
  }

  function open(link) { window.evidence.go(link.getAttribute("href")); }

  /* From figure to figure. */

  function timeOf(point) { return Number(point.getAttribute("data-time")); }
  function letterOf(point) { return point.getAttribute("data-letter"); }
  /* A, B ... Z, AA: a shorter name comes first, as a shorter number does. */
  function byLetter(one, other) { return one.length - other.length || (one < other ? -1 : one > other ? 1 : 0); }

  function pointsOf(plot) {
    return Array.prototype.slice.call(plot.querySelectorAll(".drawn a.point")).sort(function (one, other) {
      return timeOf(one) - timeOf(other) || byLetter(letterOf(one), letterOf(other));
    });
  }

  /* The figure nearest in time of the next source, or of the one before. */
  function beside(points, from, way) {
    var letters = points.map(letterOf).sort(byLetter).filter(function (letter, at, all) { return letter !== all[at - 1]; });
    var letter = letters[letters.indexOf(letterOf(from)) + way];
    var others = points.filter(function (point) { return letterOf(point) === letter; });
    return others.reduce(function (best, point) {
      return best && Math.abs(timeOf(best) - timeOf(from)) <= Math.abs(timeOf(point) - timeOf(from)) ? best : point;
    }, null);
  }

  function next(points, from, key) {
    var last = points.length - 1, at = points.indexOf(from);
    if (key === "Home") { return points[0]; }
    if (key === "End") { return points[last]; }
    if (at < 0) { return key === "ArrowRight" || key === "ArrowDown" ? points[0] : points[last]; }
    if (key === "ArrowRight") { return points[Math.min(at + 1, last)]; }
    if (key === "ArrowLeft") { return points[Math.max(at - 1, 0)]; }
    return beside(points, from, key === "ArrowDown" ? 1 : -1) || from;
  }

  /* Where a figure's shapes stand within its drawing. */
  function boxOf(point, drawn) {
    var home = drawn.getBoundingClientRect(), box = null;
    Array.prototype.forEach.call(point.querySelectorAll("path, line, rect"), function (shape) {
      var at = shape.getBoundingClientRect();
      box = box ? {
        left: Math.min(box.left, at.left), top: Math.min(box.top, at.top),
        right: Math.max(box.right, at.right), bottom: Math.max(box.bottom, at.bottom)
      } : { left: at.left, top: at.top, right: at.right, bottom: at.bottom };
    });
    return { left: box.left - home.left, top: box.top - home.top, right: box.right - home.left, bottom: box.bottom - home.top };
  }

  function part(drawn, name) {
    var found = drawn.querySelector("." + name);
    if (!found) {
      found = document.createElement("div");
      found.className = name;
      found.setAttribute("aria-hidden", "true");
      drawn.appendChild(found);
    }
    return found;
  }

  function place(element, left, top) { element.style.left = left + "px"; element.style.top = top + "px"; }

  /* The ring around the figure that the keyboard has reached, and its words beside it; else around the opened one. */
  function mark(plot) {
    var drawn = plot.querySelector(".drawn");
    if (!drawn || !drawn.firstChild) { return; }
    var ring = part(drawn, "ring"), told = part(drawn, "told"), seen = Boolean(plot.point) && document.activeElement === plot;
    var point = seen ? plot.point : drawn.querySelector(".opened");
    ring.hidden = !point;
    told.hidden = !seen;
    if (!point) { return; }
    var box = boxOf(point, drawn), room = 7;
    place(ring, box.left - room, box.top - room);
    ring.style.width = box.right - box.left + 2 * room + "px";
    ring.style.height = box.bottom - box.top + 2 * room + "px";
    if (!seen) { return; }
    told.textContent = plot.point.querySelector("title").textContent;
    var middle = (box.left + box.right - told.offsetWidth) / 2, above = box.top - told.offsetHeight - 12;
    place(told, Math.max(4, Math.min(middle, drawn.clientWidth - told.offsetWidth - 4)), above < 0 ? box.bottom + 12 : above);
  }

  var KEYS = ["ArrowRight", "ArrowLeft", "ArrowUp", "ArrowDown", "Home", "End"];

  document.addEventListener("keydown", function (event) {
    var plot = event.target;
    if (!plot.classList || !plot.classList.contains("plot") || event.ctrlKey || event.metaKey || event.altKey) { return; }
    if (KEYS.indexOf(event.key) >= 0) {
      var points = pointsOf(plot);
      if (!points.length) { return; }
      event.preventDefault();
      plot.point = next(points, plot.point, event.key);
      mark(plot);
      var live = document.getElementById(LIVE);
      if (live) { live.textContent = plot.point.getAttribute("data-words"); }
    } else if (event.key === "Enter" && plot.point) {
      event.preventDefault();
      open(plot.point);
    } else if (event.key === "Escape" && plot.point) {
      event.preventDefault();
      plot.point = null;
      mark(plot);
    }
  });

  function markTarget(event) {
    if (event.target.classList && event.target.classList.contains("plot")) { mark(event.target); }
  }
  document.addEventListener("focusin", markTarget);
  document.addEventListener("focusout", function (event) { window.setTimeout(function () { markTarget(event); }); });
  window.addEventListener("resize", function () { each(".plot", mark); });
}());
