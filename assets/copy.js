/* Copies what stands beside a button: a sentence that is safe to quote, a citation. Listens on the document, since pages change in place. */
(function () {
  "use strict";

  var LIVE = "live";
  /* So long the button says what it has done. */
  var SHOWN = 2500;

  function sentenceOf(button) {
    var block = button.closest(".copy-block");
    return block ? block.querySelector(".to-copy") : null;
  }

  /* For addresses without a certificate, where browsers have no clipboard: what is selected can be copied by hand. */
  function select(sentence) {
    var range = document.createRange(), selection = window.getSelection();
    range.selectNodeContents(sentence);
    selection.removeAllRanges();
    selection.addRange(range);
    try { return document.execCommand("copy"); } catch (error) { return false; }
  }

  /* On the button for those who see it, in the live region for those who hear it; emptied first, so that it is said again. */
  function tell(button, words) {
    var live = document.getElementById(LIVE);
    var name = button.named || Array.prototype.slice.call(button.childNodes);
    if (live) { live.textContent = ""; }
    window.setTimeout(function () { if (live) { live.textContent = words; } }, 50);
    button.named = name;
    button.textContent = words;
    window.clearTimeout(button.waiting);
    button.waiting = window.setTimeout(function () {
      button.replaceChildren.apply(button, name);
      button.named = null;
    }, SHOWN);
  }

  window.tellOnButton = tell;  /* picture.js says what it has done in the same way */

  /* Where the published address is not known, the one in the reader's browser completes a path. */
  function complete() {
    Array.prototype.forEach.call(document.querySelectorAll("[data-address]"), function (part) {
      if (part.textContent.charAt(0) === "/") { part.textContent = window.location.origin + part.textContent; }
    });
  }

  document.addEventListener("click", function (event) {
    var button = event.target.closest ? event.target.closest("button[data-copy]") : null;
    var sentence = button ? sentenceOf(button) : null;
    if (!sentence) { return; }
    function done() { tell(button, button.getAttribute("data-copy")); }
    function byHand() {
      if (select(sentence)) { done(); } else { tell(button, button.getAttribute("data-failed")); }
    }
    if (navigator.clipboard && navigator.clipboard.writeText) {
      navigator.clipboard.writeText(sentence.textContent.trim()).then(done, byHand);
    } else {
      byHand();
    }
  });

  document.addEventListener("page", complete);
}());
