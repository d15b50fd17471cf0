/* What tests/keyboard.py asks of an open page. Each function returns a list of faults, as sentences. */
(() => {
  "use strict";
  const CONTROLS = "a[href], button, select, textarea, input:not([type=hidden]), summary, iframe, [contenteditable=true], " +
    "[role=button], [role=link], [role=checkbox], [role=switch], [role=tab], [role=slider], [role=combobox]";
  const CHARTS = ".js-plotly-plot, .plot .drawn";
  /* Inside of these the arrow keys move, and Tab stops once. */
  const ROVING = "[data-roving], .plot[tabindex='0'], .js-plotly-plot";
  const AUTO = /^(auto|scroll)$/;

  const style = (element, pseudo) => getComputedStyle(element, pseudo);
  const all = (selector, root) => [...(root || document).querySelectorAll(selector)];
  const isShown = (element) => element.checkVisibility({ visibilityProperty: true }) && element.getClientRects().length > 0 &&
    !element.closest("[inert]");
  const isDisabled = (element) => element.matches(":disabled");
  const words = (element) => (element.getAttribute("aria-label") || element.textContent || "").trim().replace(/\s+/g, " ").slice(0, 40);
  const place = (element) => {
    if (!element || element === document.body) { return "the page itself"; }
    const name = element.id ? "#" + element.id : (element.getAttribute("class") || "").split(/\s+/).filter(Boolean).map((part) => "." + part).join("");
    return `${element.localName}${name} "${words(element)}"`;
  };
  const isScroller = (element) => {
    if (element === document.body || element === document.documentElement) { return false; }
    const own = style(element);
    return (AUTO.test(own.overflowX) && element.scrollWidth > element.clientWidth + 1) ||
      (AUTO.test(own.overflowY) && element.scrollHeight > element.clientHeight + 1);
  };
  const inScroller = (element) => {
    for (let at = element; at; at = at.parentElement) { if (isScroller(at)) { return true; } }
    return false;
  };
  /* Only for screen readers: there, but drawn nowhere. */
  const isHidden = (element) => {
    for (let at = element; at && at !== document.body; at = at.parentElement) {
      const own = style(at);
      if (own.clipPath === "inset(50%)" || (own.position === "absolute" && at.offsetWidth <= 1 && at.offsetHeight <= 1)) { return true; }
    }
    return false;
  };
  const ownText = (element) => [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim());

  /* colours */
  const colour = (text) => {
    const numbers = (text.match(/[\d.]+/g) || []).map(Number);
    return text.startsWith("rgb") ? { rgb: numbers.slice(0, 3), alpha: numbers.length > 3 ? numbers[3] : 1 } : null;
  };
  const luminance = (rgb) => {
    const [red, green, blue] = rgb.map((part) => part / 255).map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const contrast = (one, other) => {
    const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b);
    return (light + 0.05) / (dark + 0.05);
  };
  const ground = (element) => {
    for (let at = element; at; at = at.parentElement) {
      const found = colour(style(at).backgroundColor);
      if (found && found.alpha === 1) { return found.rgb; }
    }
    return matchMedia("(prefers-color-scheme: dark)").matches && style(document.documentElement).colorScheme.includes("dark") ? [18, 18, 18] : [255, 255, 255];
  };

  /* What Tab must reach, in the order of the document. */
  function stops() {
    const seenGroups = new Set();
    return all("*").filter((element) => {
      if (!isShown(element) || isDisabled(element)) { return false; }
      // What scrolls needs a stop of its own only where nothing in it has one: the focus scrolls along.
      const control = element.matches(CONTROLS) || (isScroller(element) && !all("a[href], button, [tabindex='0']", element).length);
      if (element.tabIndex < 0 && !(control && !element.closest(ROVING) && !isHidden(element))) { return false; }
      if (!control && !element.hasAttribute("tabindex")) { return false; }
      if (element.matches("input[type=radio]")) {
        const group = all(`input[type=radio][name="${CSS.escape(element.name)}"]`);
        if (element !== (group.find((one) => one.checked) || group[0]) || seenGroups.has(element.name)) { return false; }
        seenGroups.add(element.name);
      }
      return true;
    });
  }

  const look = (element) => { const own = style(element); return [own.outlineStyle, own.outlineWidth, own.outlineColor, own.boxShadow]; };

  let expected, plain, reached, faults, forced;

  /* What is wrong with how the element that has the focus shows it. */
  function focusFaults(element) {
    const found = [], own = style(element), index = expected.indexOf(element);
    const before = plain[index], now = look(element);
    const outline = own.outlineStyle !== "none" && parseFloat(own.outlineWidth) >= 1;
    const shadow = own.boxShadow !== "none" && !forced;
    const changed = before && now.some((part, at) => part !== before[at]);
    if (!(outline || shadow) || (before && !changed)) { found.push(`${place(element)}: the focus is not seen`); }
    const line = outline && own.outlineStyle !== "auto" ? colour(own.outlineColor) : null;
    const under = parseFloat(own.outlineOffset) >= 0 ? element.parentElement : element;
    if (line && !forced && contrast(line.rgb, ground(under || element)) < 3) { found.push(`${place(element)}: the line around the focus has less than 3:1`); }
    const box = element.getBoundingClientRect();
    const left = Math.max(box.left, 0), right = Math.min(box.right, innerWidth), top = Math.max(box.top, 0), bottom = Math.min(box.bottom, innerHeight);
    const seen = right > left && bottom > top && [0.1, 0.5, 0.9].some((x) => [0.1, 0.5, 0.9].some((y) => {
      const hit = document.elementFromPoint(left + (right - left) * x, top + (bottom - top) * y);
      return hit && (hit === element || hit.contains(element) || element.contains(hit) || (hit.closest("label") && hit.closest("label").control === element));
    }));
    if (!seen) { found.push(`${place(element)}: has the focus where nobody sees it`); }
    return found;
  }

  function note() {
    const element = document.activeElement;
    if (element && element !== document.body && element !== reached[reached.length - 1]) {
      reached.push(element);
      faults.push(...focusFaults(element));
    }
  }

  /* Begins a walk; returns how many presses of Tab it takes. */
  function startWalk() {
    forced = matchMedia("(forced-colors: active)").matches;
    window.scrollTo(0, 0);
    // Whatever had the focus before, Tab begins where this element stood.
    const start = document.body.insertBefore(document.createElement("span"), document.body.firstChild);
    start.tabIndex = -1;
    start.focus();
    start.remove();
    [expected, reached, faults] = [stops(), [], []];
    plain = expected.map(look);
    window.addEventListener("keydown", note, true);
    return expected.length;
  }

  /* Ends it: where the walk differs from the order of the document, and where the focus was not seen. */
  function endWalk(backwards) {
    note();
    window.removeEventListener("keydown", note, true);
    const order = backwards ? [...expected].reverse() : expected;
    const missed = order.filter((element) => !reached.includes(element)).map((element) => `${place(element)}: not reached`);
    const unknown = reached.filter((element) => !order.includes(element)).map((element) => `${place(element)}: reached, and is no control`);
    const at = order.findIndex((element, index) => element !== reached[index]);
    const turned = !missed.length && !unknown.length && at >= 0 ? [`${place(reached[at])}: reached instead of ${place(order[at])}`] : [];
    return [...missed, ...unknown, ...turned, ...new Set(faults)];
  }

  /* A chart without a place for the focus, and what only a mouse can use. */
  function unreachable() {
    const charts = all(CHARTS).filter((chart) => isShown(chart) && !chart.closest("[aria-hidden=true]"));
    const holds = (element) => element.closest("a[href], button, [tabindex='0']") || element.querySelector("a[href], button, [tabindex='0']");
    const mouseOnly = all("*").filter((element) => isShown(element) && style(element).cursor === "pointer" &&
      !(element.parentElement && style(element.parentElement).cursor === "pointer") &&
      !element.closest(`${CONTROLS}, [tabindex='0'], label, ${ROVING}`));
    return [
      ...charts.filter((chart) => !holds(chart)).map((chart) => `${place(chart)}: a chart that cannot have the focus`),
      ...mouseOnly.map((element) => `${place(element)}: answers to a mouse only`),
    ];
  }

  /* Links inside of a chart or map to which no arrow key leads. */
  function beyondArrows() {
    const press = (element, key) => element.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
    const missed = all("[data-roving]").filter(isShown).flatMap((part) => {
      const links = all("a[href]", part).filter(isShown), start = links.filter((link) => link.tabIndex === 0);
      const reached = new Set(start), waiting = [...start];
      while (waiting.length && reached.size < links.length) {
        const from = waiting.pop();
        ["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown", "Home", "End"].forEach((key) => {
          from.focus({ preventScroll: true });
          press(from, key);
          if (!reached.has(document.activeElement)) { reached.add(document.activeElement); waiting.push(document.activeElement); }
        });
      }
      return links.filter((link) => !reached.has(link));
    });
    const silent = all(".plot[tabindex='0']").filter(isShown).flatMap((plot) => {
      const points = all("a.point", plot), told = new Set(), live = document.querySelector("[role=status]");
      plot.focus({ preventScroll: true });
      ["Home", ...points.map(() => "ArrowRight")].forEach((key) => { press(plot, key); told.add(live.textContent); });
      press(plot, "Escape");
      return points.filter((point) => !told.has(point.dataset.words));
    });
    document.activeElement.blur();
    return [...missed, ...silent].map((link) => `${place(link)} ${link.getAttribute("href")}: no arrow key leads there`);
  }

  /* WCAG 2.2, 2.5.8: smaller than 24 by 24 pixels, unless inside a sentence or with room around it. */
  function small() {
    const box = (element) => (element.closest("label") || element).getBoundingClientRect();
    const targets = all(CONTROLS).filter((element) => isShown(element) && !isDisabled(element) && !isHidden(element) && !element.closest("svg"));
    const centre = (rect) => [rect.left + rect.width / 2, rect.top + rect.height / 2];
    const isSmall = (rect) => rect.width < 23.95 || rect.height < 23.95;
    const inSentence = (element) => {
      if (element.localName !== "a" || !style(element).display.startsWith("inline")) { return false; }
      let block = element.parentElement;
      while (block && style(block).display === "inline") { block = block.parentElement; }
      return Boolean(block) && block.textContent.trim().length > element.textContent.trim().length &&
        !all("a[href]", block).every((link) => link.textContent.trim() === "") &&
        block.textContent.replace(all("a[href]", block).map((link) => link.textContent).join(""), "").trim().length > 0;
    };
    const distance = ([x, y], rect) => Math.hypot(Math.max(rect.left - x, 0, x - rect.right), Math.max(rect.top - y, 0, y - rect.bottom));
    const hasRoom = (element) => {
      const middle = centre(box(element));
      return targets.every((other) => {
        if (other === element || other.contains(element) || element.contains(other)) { return true; }
        const rect = box(other);
        if (distance(middle, rect) < 12) { return false; }
        return !isSmall(rect) || Math.hypot(middle[0] - centre(rect)[0], middle[1] - centre(rect)[1]) >= 24;
      });
    };
    return targets.filter((element) => isSmall(box(element)) && !inSentence(element) && !hasRoom(element)).map((element) => {
      const rect = box(element);
      return `${place(element)}: ${Math.round(rect.width)} by ${Math.round(rect.height)} pixels`;
    });
  }

  /* What stands beyond the edge of the page, or is cut off. */
  function cut() {
    const found = [], width = document.documentElement.clientWidth;
    if (document.scrollingElement.scrollWidth > width) { found.push(`the page is ${document.scrollingElement.scrollWidth} wide on ${width}`); }
    for (const element of all("body *")) {
      if (!isShown(element) || isHidden(element) || element.closest("svg")) { continue; }
      const own = style(element), box = element.getBoundingClientRect();
      if (ownText(element) && box.right > width + 1 && !inScroller(element)) { found.push(`${place(element)}: beyond the right edge`); }
      const hides = (overflow) => overflow === "hidden" || overflow === "clip";
      if ((hides(own.overflowX) && element.scrollWidth > element.clientWidth + 1) || (hides(own.overflowY) && element.scrollHeight > element.clientHeight + 1)) {
        if (element.textContent.trim() && !element.closest(".js-plotly-plot")) { found.push(`${place(element)}: cut off`); }
      }
    }
    for (const text of shownWords()) {
      const box = text.getBoundingClientRect(), frame = text.ownerSVGElement.getBoundingClientRect();
      const outer = style(text.ownerSVGElement).overflow === "visible" ? document.documentElement.getBoundingClientRect() : frame;
      const slack = 0.25 * box.height;  // which no letter fills
      if (box.left < outer.left - 1 || box.right > outer.right + 1 || box.top < outer.top - slack || box.bottom > outer.bottom + slack) {
        found.push(`${place(text)}: cut off at the edge of its chart`);
      }
    }
    return found;
  }

  const shownWords = () => all("svg text").filter((text) => isShown(text) && text.checkVisibility({ opacityProperty: true }) &&
    text.textContent.trim() && text.getBoundingClientRect().width > 0 && !text.closest(".hoverlayer"));

  /* Words of one chart that lie on each other. */
  function collisions() {
    const found = [];
    for (const svgs of new Set(shownWords().map((text) => text.closest(CHARTS) || text.ownerSVGElement))) {
      // A slanted word has a box much larger than itself.
      const straight = (text) => { const matrix = text.getScreenCTM(); return Math.abs(matrix.a * matrix.b) < 0.01; };
      const boxes = shownWords().filter((text) => svgs.contains(text) && straight(text)).map((text) => [text, text.getBoundingClientRect()]);
      boxes.forEach(([one, a], at) => boxes.slice(at + 1).forEach(([other, b]) => {
        const across = Math.min(a.right, b.right) - Math.max(a.left, b.left), down = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
        // A line of text is taller than its letters: a quarter of it holds nothing.
        if (across > 1 && down > 0.25 * Math.min(a.height, b.height) + 1) { found.push(`${place(one)} lies on ${place(other)}`); }
      }));
    }
    return found;
  }

  /* Words that stand out too little: what axe leaves undecided (gradients, single signs) or does not see (drawings). */
  function faint() {
    const mixed = (front, back, alpha) => front.map((part, at) => part * alpha + back[at] * (1 - alpha));
    const opacity = (element) => { let all = 1; for (let at = element; at; at = at.parentElement) { all *= Number(style(at).opacity); } return all; };
    const written = all("body *").filter((element) => !element.closest("svg, option") && ownText(element) && isShown(element) && !isHidden(element) && !isDisabled(element));
    return [...written, ...shownWords()].flatMap((element) => {
      const own = style(element), drawn = Boolean(element.closest("svg"));
      const front = colour(drawn ? own.fill : own.color), back = ground(drawn ? element.closest("svg").parentElement : element);
      if (!front || !back) { return [`${place(element)}: no colour that can be read`]; }
      const large = parseFloat(own.fontSize) >= 24 || (parseFloat(own.fontSize) >= 18.66 && Number(own.fontWeight) >= 700);
      const ratio = contrast(mixed(front.rgb, back, front.alpha * opacity(element)), back);
      // A sign that repeats what is said beside it is a picture, and a picture needs 3:1.
      return ratio < (large || element.closest("[aria-hidden=true]") ? 3 : 4.5) ? [`${place(element)}: ${ratio.toFixed(2)}:1`] : [];
    });
  }

  /* The colours of everything, to tell whether two ways to a theme lead to the same one. */
  const paint = () => all("body, body *").map((element) => {
    const own = style(element);
    return [place(element), own.color, own.backgroundColor, own.backgroundImage, own.borderTopColor, own.borderLeftColor, own.fill, own.stroke].join(" | ");
  });

  /* What moves, or would move, although the reader asked for none of it. */
  function moving() {
    const seconds = (text) => Math.max(0, ...text.split(",").map((part) => parseFloat(part) * (part.trim().endsWith("ms") ? 0.001 : 1)));
    const moves = (element, pseudo) => {
      const own = style(element, pseudo);
      return (own.animationName !== "none" && seconds(own.animationDuration) > 0.01) || (own.transitionProperty !== "none" && seconds(own.transitionDuration) > 0.01);
    };
    const found = document.getAnimations().filter((one) => one.playState === "running").map((one) => `${place(one.effect && one.effect.target)}: moves now`);
    const would = all("*").filter((element) => [null, "::before", "::after"].some((pseudo) => moves(element, pseudo))).map((element) => `${place(element)}: has a transition or an animation`);
    const smooth = all("*").filter((element) => style(element).scrollBehavior === "smooth").map((element) => `${place(element)}: scrolls smoothly`);
    const drawn = all("animate, animateTransform, animateMotion, set").map((element) => `${place(element)}: an animation in a drawing`);
    return [...found, ...would, ...smooth, ...drawn];
  }

  /* Opens everything that can be opened, so that what lies inside is tested too. */
  const open = () => { all("details").forEach((element) => { element.open = true; }); };
  const brightness = () => luminance(ground(document.body));

  window.pageChecks = { open, startWalk, endWalk, unreachable, beyondArrows, small, cut, collisions, faint, paint, moving, brightness };
})();
