/* Screens for a class: keys, clickers, notes, full screen. Without this script the links of each screen do the same. */
(function () {
  "use strict";
  /* Where the reader presents: the address without its step, the screen that is shown, and whether its notes are open.
     Notes stay open, in another language as well, until the reader closes them or leaves. */
  var here = null, step = 0, withNotes = false;

  function each(list, act) { Array.prototype.forEach.call(list, act); }

  function live() { return document.querySelector(".present"); }
  function screensOf(present) { return present.querySelectorAll("[data-screen]"); }
  function shownIn(present) { return present.querySelector("[data-screen]:not([hidden])"); }

  function put(present) {
    each(screensOf(present), function (screen) { screen.hidden = Number(screen.getAttribute("data-screen")) !== step; });
    each(present.querySelectorAll("details.speaker-notes"), function (notes) { notes.open = withNotes; });
    each(present.querySelectorAll(".paper-line [data-address]"), tellPaper);
  }

  /* What a printed sheet tells of where it comes from is the address of the screen that is shown. */
  function tellPaper(place) {
    var words = place.textContent, address = new URL(words, window.location.href);
    if (step > 1) { address.searchParams.set("step", String(step)); } else { address.searchParams.delete("step"); }
    place.textContent = words.charAt(0) === "/" ? address.pathname + address.search : address.href;
  }

  function focusHeading(present) {
    var screen = shownIn(present), heading = screen && screen.querySelector("h1");
    if (heading) { heading.focus({ preventScroll: true }); }
  }

  function addressOf(present) {
    var address = new URL(present.getAttribute("data-here"), window.location.href);
    if (step > 1) { address.searchParams.set("step", String(step)); }
    return address.pathname + address.search;
  }

  /* The address follows, and nobody is asked: every screen is here. */
  function go(number) {
    var present = live(), last = screensOf(present).length, next = Math.max(1, Math.min(number, last));
    if (next === step) { return; }
    step = next;
    put(present);
    window.history.replaceState(window.history.state, "", addressOf(present));
    window.scrollTo(0, 0);
    focusHeading(present);
  }

  /* What has come from the server shows the screen at which the reader is; back and forward lead to that of the address. */
  function follow(event) {
    var present = live();
    document.documentElement.classList.toggle("presents", Boolean(present));
    if (!present) {
      document.documentElement.classList.remove("blank");
      here = null;
      step = 0;
      withNotes = false;
      return;
    }
    if (present.getAttribute("data-here") !== here || event.detail === "back") {
      here = present.getAttribute("data-here");
      step = Number(shownIn(present).getAttribute("data-screen"));
    }
    put(present);
    if (document.activeElement === document.body) { focusHeading(present); }
  }

  function leave() {
    var way = shownIn(live()).querySelector("a.leave");
    if (way) { way.click(); }
  }

  function toggleNotes() {
    withNotes = !withNotes;
    put(live());
    if (!withNotes) { focusHeading(live()); }
  }

  function toggleFullScreen() {
    if (document.fullscreenElement) { document.exitFullscreen(); return; }
    var asked = document.documentElement.requestFullscreen && document.documentElement.requestFullscreen();
    if (asked && asked.catch) { asked.catch(function () {}); }
  }

  function toggleBlank() { document.documentElement.classList.toggle("blank"); }

  var FORWARD = ["ArrowRight", "ArrowDown", "PageDown"], BACK = ["ArrowLeft", "ArrowUp", "PageUp"];

  /* A letter by its place on keyboards with other letters, such as Russian and Kazakh ones; Latin letters are what they say. */
  var LATIN = /^[a-z\u00df-\u024f]$/;
  function isLetter(event, letter) {
    var key = event.key.toLowerCase();
    return LATIN.test(key) ? key === letter : event.code === "Key" + letter.toUpperCase();
  }

  function act(event) {
    var key = event.key, place = event.target.closest ? event.target : document.body;
    if (place.closest(".notes-body") && (key === "ArrowDown" || key === "ArrowUp")) { return false; }
    if (key === " " && place.closest("a, summary")) { return false; }
    if (FORWARD.indexOf(key) >= 0 || (key === " " && !event.shiftKey)) { go(step + 1); }
    else if (BACK.indexOf(key) >= 0 || key === " ") { go(step - 1); }
    else if (key === "Home") { go(1); }
    else if (key === "End") { go(screensOf(live()).length); }
    else if (key === "Escape") { leave(); }
    else if (isLetter(event, "n")) { toggleNotes(); }
    else if (isLetter(event, "f")) { toggleFullScreen(); }
    else if (isLetter(event, "b") || key === ".") { toggleBlank(); }
    else { return false; }
    return true;
  }

  document.addEventListener("keydown", function (event) {
    if (!live() || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) { return; }
    if (act(event)) { event.preventDefault(); }
  });

  /* Before assets/follow.js, which would load the screen as a page. */
  document.addEventListener("click", function (event) {
    var way = event.target.closest ? event.target.closest("a[data-to]") : null;
    var plain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
    if (!way || !plain || !live()) { return; }
    event.preventDefault();
    event.stopPropagation();
    go(Number(way.getAttribute("data-to")));
  }, true);

  /* The speaker opens the notes by hand: they stay open from screen to screen. */
  document.addEventListener("toggle", function (event) {
    var notes = event.target;
    if (notes.classList && notes.classList.contains("speaker-notes") && !notes.closest("[data-screen]").hidden) { withNotes = notes.open; }
  }, true);

  document.addEventListener("page", follow);
}());
