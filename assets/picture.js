/* Pictures of charts as PNG, made in the browser of the SVG that the server draws: saved, or put on the clipboard. */
(function () {
  "use strict";

  var TYPE = "image/png";

  /* The SVG with the name of its file. */
  function drawingAt(address) {
    return fetch(address, { credentials: "same-origin" }).then(function (answer) {
      if (!answer.ok) { throw new Error(String(answer.status)); }
      var name = /filename="?([^";]+)"?/.exec(answer.headers.get("Content-Disposition") || "");
      return answer.text().then(function (svg) { return { svg: svg, name: name ? name[1] : "picture.svg" }; });
    });
  }

  /* So many pixels for each unit of the picture. */
  function painted(drawing, pixels) {
    var box = /viewBox="0 0 ([0-9.]+) ([0-9.]+)"/.exec(drawing.svg);
    var address = URL.createObjectURL(new Blob([drawing.svg], { type: "image/svg+xml" }));
    var image = new Image();
    return new Promise(function (resolve, reject) {
      image.onload = resolve;
      image.onerror = function () { reject(new Error("not drawn")); };
      image.src = address;
    }).then(function () {
      var canvas = document.createElement("canvas");
      canvas.width = Math.round(box[1] * pixels);
      canvas.height = Math.round(box[2] * pixels);
      canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
      URL.revokeObjectURL(address);
      return new Promise(function (resolve, reject) {
        canvas.toBlob(function (blob) { if (blob) { resolve(blob); } else { reject(new Error("too large")); } }, TYPE);
      });
    });
  }

  function save(blob, name) {
    var link = document.createElement("a");
    link.href = URL.createObjectURL(blob);
    link.download = name.replace(/\.svg$/, ".png");
    document.body.appendChild(link);
    link.click();
    link.remove();
    window.setTimeout(function () { URL.revokeObjectURL(link.href); }, 60000);
  }

  function saved(address, pixels) {
    return drawingAt(address).then(function (drawing) {
      return painted(drawing, pixels).then(function (blob) { save(blob, drawing.name); });
    });
  }

  /* The clipboard wants its promise while the click still counts as the reader's own. */
  function copied(address, pixels) {
    if (!navigator.clipboard || !navigator.clipboard.write || !window.ClipboardItem) {
      return Promise.reject(new Error("no clipboard"));
    }
    var items = {};
    items[TYPE] = drawingAt(address).then(function (drawing) { return painted(drawing, pixels); });
    return navigator.clipboard.write([new window.ClipboardItem(items)]);
  }

  document.addEventListener("click", function (event) {
    var button = event.target.closest ? event.target.closest("button[data-picture]") : null;
    if (!button || button.getAttribute("aria-busy")) { return; }
    function tell(name) {
      return function () {
        button.removeAttribute("aria-busy");
        window.tellOnButton(button, button.getAttribute(name));
      };
    }
    button.setAttribute("aria-busy", "true");
    (button.getAttribute("data-does") === "copy" ? copied : saved)(
      button.getAttribute("data-picture"), Number(button.getAttribute("data-pixels"))
    ).then(tell("data-done"), tell("data-failed"));
  });
}());
