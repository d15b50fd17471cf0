/* Arrow keys between the cells of an evidence map: each map is one stop of the Tab key. Without this script its
   cells are plain links. Without a number in a cell there is nothing to stop at: silence is jumped over. */
(function () {
  "use strict";

  var MAP = "table[data-roving]";

  function links(part) {
    return Array.prototype.slice.call(part.querySelectorAll("a"));
  }

  /* The one link of a map that the Tab key reaches. */
  function choose(map, chosen) {
    links(map).forEach(function (link) { link.tabIndex = link === chosen ? 0 : -1; });
  }

  function prepare() {
    document.querySelectorAll(MAP).forEach(function (map) {
      if (map.querySelector("a:not([tabindex])") || map.querySelectorAll('a[tabindex="0"]').length !== 1) {
        choose(map, map.querySelector("a"));
      }
    });
  }

  function inColumn(row, column) {
    var cell = row.cells[column];
    return cell ? cell.querySelector("a") : null;
  }

  /* The next row up (-1) or down (1) that says something in the same column. */
  function beyond(map, link, way) {
    var column = link.closest("td, th").cellIndex;
    for (var at = link.closest("tr").rowIndex + way; map.rows[at]; at += way) {
      var found = inColumn(map.rows[at], column);
      if (found) { return found; }
    }
    return null;
  }

  function target(map, link, event) {
    var whole = links(map), row = links(link.closest("tr")), at = row.indexOf(link);
    switch (event.key) {
      case "ArrowRight": return row[at + 1];
      case "ArrowLeft": return row[at - 1];
      case "ArrowDown": return beyond(map, link, 1);
      case "ArrowUp": return beyond(map, link, -1);
      case "Home": return event.ctrlKey ? whole[0] : row[0];
      case "End": return event.ctrlKey ? whole[whole.length - 1] : row[row.length - 1];
      default: return undefined;
    }
  }

  document.addEventListener("keydown", function (event) {
    var link = event.target.closest ? event.target.closest(MAP + " a") : null;
    if (!link || event.altKey || event.metaKey || event.shiftKey) { return; }
    if (event.ctrlKey && event.key !== "Home" && event.key !== "End") { return; }
    var next = target(link.closest(MAP), link, event);
    if (next === undefined && !/^(Arrow(Left|Right)|Home|End)$/.test(event.key)) { return; }
    /* At the edge of the map the page does not scroll away under the reader. */
    event.preventDefault();
    if (next) { next.focus(); }
  });

  document.addEventListener("focusin", function (event) {
    var link = event.target.closest ? event.target.closest(MAP + " a") : null;
    if (link) { choose(link.closest(MAP), link); }
  });

  document.addEventListener("page", prepare);
}());
