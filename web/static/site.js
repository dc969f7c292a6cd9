// Everything here only makes quicker what works without it. No library, no
// request, and nothing newer than browsers of 2020 understand.
(function () {
  "use strict";

  var root = document.documentElement;
  root.classList.add("js");

  function all(selector, within) {
    return Array.prototype.slice.call((within || document).querySelectorAll(selector));
  }
  function one(selector) { return document.querySelector(selector); }

  // say shows a short message and has it read out; what is still going on stays.
  var said = one("[data-said]"), saidTimer = 0;
  function say(words, stays) {
    said.textContent = words;
    clearTimeout(saidTimer);
    if (!stays) { saidTimer = setTimeout(function () { said.textContent = ""; }, 3500); }
  }
  // For the other scripts of the page, which run after this one.
  window.tiaowen = { all: all, one: one, say: say, copy: copy, decoded: decoded };

  // Storage may be forbidden; then a choice lasts as long as the page.
  var memory = {};
  function recall(key) {
    try { return localStorage.getItem(key); } catch (e) { return memory[key] || null; }
  }
  function keep(key, value) {
    memory[key] = value;
    try { localStorage.setItem(key, value); } catch (e) { /* kept in memory */ }
  }

  // Copying. The clipboard API exists only in a secure context; an intranet
  // over plain HTTP is none, so a selected textarea stands in for it.
  function copy(text) {
    if (navigator.clipboard && window.isSecureContext) {
      navigator.clipboard.writeText(text).then(copied, function () { copyByHand(text); });
    } else {
      copyByHand(text);
    }
  }
  function copied() { say(said.getAttribute("data-copied")); }
  function copyByHand(text) {
    var back = document.activeElement, area = document.createElement("textarea"), done = false;
    area.value = text;
    area.className = "hush";
    area.setAttribute("readonly", "");
    document.body.appendChild(area);
    area.focus({ preventScroll: true });
    area.select();
    try { done = document.execCommand("copy"); } catch (e) { done = false; }
    document.body.removeChild(area);
    if (back && back.focus) { back.focus({ preventScroll: true }); }
    if (done) { copied(); } else { say(said.getAttribute("data-refused")); }
  }
  document.addEventListener("click", function (e) {
    var button = e.target.closest && e.target.closest("[data-copy], [data-copy-more]");
    if (!button) { return; }
    if (button.hasAttribute("data-copy")) { copy(button.getAttribute("data-copy")); return; }
    copy(button.parentNode.querySelector("[data-copy]").getAttribute("data-copy") + button.getAttribute("data-copy-more"));
  });

  // Keys. A Chinese input method turns the slash key into 、, so the key is known
  // by its place; while a word is being composed no key is ours.
  function typing(node) {
    return node && (node.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(node.tagName));
  }
  function focusBox(e) {
    var box = one("[data-find]");
    if (!box) { return; }
    e.preventDefault();
    box.focus();
    box.select();
  }
  document.addEventListener("keydown", function (e) {
    if (e.isComposing || e.keyCode === 229 || e.defaultPrevented) { return; }
    if ((e.ctrlKey || e.metaKey) && !e.altKey && !e.shiftKey && e.code === "KeyK") { focusBox(e); return; }
    if (e.ctrlKey || e.metaKey || e.altKey || e.shiftKey || typing(e.target) || recall("keys") === "off") { return; }
    if (e.code === "Slash") { focusBox(e); }
    if (e.code === "KeyN") { step(1); }
    if (e.code === "KeyP") { step(-1); }
  });
  all("[data-keys]").forEach(function (box) {
    box.checked = recall("keys") !== "off";
    box.addEventListener("change", function () { keep("keys", box.checked ? "on" : "off"); });
  });

  // A box ticked is a filter applied.
  all("[data-apply]").forEach(function (box) {
    box.addEventListener("change", function () { box.form.submit(); });
  });
  // A form that says nothing in a field leaves it out of the address.
  all("form[role=search]").forEach(function (form) {
    form.addEventListener("formdata", function (e) {
      Array.from(e.formData.keys()).forEach(function (name) {
        if (e.formData.getAll(name).join("").trim() === "") { e.formData.delete(name); }
      });
    });
  });

  // Of two versions side by side that one is selected in which the selection begins.
  all(".pairs").forEach(function (pairs) {
    pairs.addEventListener("pointerdown", function (e) {
      var cell = e.target.closest("td");
      pairs.classList.toggle("from-old", Boolean(cell && cell.matches(".pair-old")));
      pairs.classList.toggle("from-new", Boolean(cell && cell.matches(".pair-new")));
    });
  });

  // What is beside the text on a wide screen is folded above it on a narrow one.
  var wide = window.matchMedia("(min-width: 60rem)");
  function refold() {
    all("[data-fold]").forEach(function (f) { f.open = wide.matches; });
  }
  refold();
  wide.addListener(refold);
  // What is folded is printed, and folded again.
  var unfolded = [];
  window.addEventListener("beforeprint", function () {
    unfolded = all("[data-printed]:not([open])");
    unfolded.forEach(function (fold) { fold.open = true; });
  });
  window.addEventListener("afterprint", function () {
    unfolded.forEach(function (fold) { fold.open = false; });
  });

  // Hits: previous and next.
  var text = one("[data-text]"), hits = all("[data-text] mark[id]"), now = -1, counter = one("[data-hit-now]");
  function step(by) {
    if (!hits.length) { return; }
    show(now < 0 && by < 0 ? hits.length - 1 : (now + by + hits.length) % hits.length);
  }
  function show(i) {
    if (now >= 0) { hits[now].classList.remove("now"); }
    now = i;
    hits[i].classList.add("now");
    var fold = hits[i].closest("details");
    if (fold) { fold.open = true; }
    hits[i].scrollIntoView({ block: "center" });
    text.classList.add("walked");
    count();
    // The address goes along, so that it can be kept and sent.
    var here = new URL(location.href);
    here.searchParams.set("hit", i + 1);
    here.hash = hits[i].id;
    history.replaceState(history.state, "", here);
  }
  function count() {
    counter.textContent = counter.getAttribute("data-words").replace("#", now + 1);
  }
  all("[data-hit]").forEach(function (button) {
    button.addEventListener("click", function (e) {
      if (e.ctrlKey || e.metaKey || e.shiftKey) { return; }
      e.preventDefault();
      step(Number(button.getAttribute("data-hit")));
    });
  });
  // The same words sent again mean the next of them, with Shift the one before.
  var box = one(".within-box");
  if (box && hits.length) {
    box.form.addEventListener("submit", function (e) {
      if (box.value.trim() === box.defaultValue.trim()) { e.preventDefault(); step(1); }
    });
    box.addEventListener("keydown", function (e) {
      if (e.key === "Enter" && e.shiftKey && !e.isComposing && e.keyCode !== 229) { e.preventDefault(); step(-1); }
    });
  }
  // Counting begins where the reader came in.
  function startAt() {
    var target = location.hash.length > 1 && document.getElementById(decoded(location.hash.slice(1)));
    if (!target || !hits.length) { return; }
    var i = hits.findIndex(function (hit) {
      return target === hit || target.compareDocumentPosition(hit) & (Node.DOCUMENT_POSITION_FOLLOWING | Node.DOCUMENT_POSITION_CONTAINED_BY);
    });
    if (i < 0) { return; }
    text.classList.remove("walked");
    if (now >= 0) { hits[now].classList.remove("now"); }
    now = target === hits[i] || target.contains(hits[i]) ? i : i - 1;
    if (now >= 0) {
      hits[now].classList.add("now");
      count();
    }
  }
  function decoded(s) { try { return decodeURIComponent(s); } catch (e) { return s; } }
  startAt();
  window.addEventListener("hashchange", startAt);

  // The head of a document is out of sight: its title, its status and the clause that
  // is being read take the place of the box to search in.
  var within = one("[data-within]"), head = one(".doc-name"), place = one("[data-here]"), marks = [];
  if (within && head) {
    marks = all(".text .article[id] > .anchor, .text .heading[id] > .anchor[data-named]");
  }
  function stick(line) {
    var stuck = head.getBoundingClientRect().bottom <= 0;
    if (!stuck || !within.querySelector("form").contains(document.activeElement)) { within.classList.toggle("stuck", stuck); }
    var last = lastAbove(marks, line, function (a) { return a.parentNode; });
    place.textContent = last ? last.getAttribute("aria-label") : "";
    // The last clauses of a text cannot be brought to the top: who jumped to one is at it.
    var aim = window.scrollY + window.innerHeight >= root.scrollHeight - 2 && one(".text .article:target > .anchor");
    if (aim) { place.textContent = aim.getAttribute("aria-label"); }
  }
  // Places stand in the order of the text: the last one that begins above a line of
  // the window is where the reader is.
  function lastAbove(list, line, node) {
    var low = 0, high = list.length;
    while (low < high) {
      var middle = (low + high) >> 1;
      if (node(list[middle]).getBoundingClientRect().top <= line) { low = middle + 1; } else { high = middle; }
    }
    return low > 0 ? list[low - 1] : null;
  }
  // The line is a little below where a place that was jumped to comes to stand.
  function lineNow() { return within ? within.getBoundingClientRect().bottom + 32 : 140; }
  if (within && head) {
    var ready = false, look = function () {
      ready = false;
      stick(lineNow());
    };
    window.addEventListener("scroll", function () {
      if (!ready) { ready = true; requestAnimationFrame(look); }
    }, { passive: true });
    look();
  }

  // The outline follows the reader.
  var nav = one("[data-outline]");
  if (nav && text) {
    var links = all("a[href^='#']", nav), places = [], current = null, waiting = false;
    links.forEach(function (a) {
      var place = document.getElementById(decoded(a.getAttribute("href").slice(1)));
      if (place) { places.push({ link: a, node: place }); }
    });
    var follow = function () {
      waiting = false;
      var last = lastAbove(places, lineNow(), function (p) { return p.node; });
      mark(last ? last.link : null);
    };
    var mark = function (link) {
      if (link === current) { return; }
      if (current) { current.removeAttribute("aria-current"); }
      current = link;
      if (!link) { return; }
      link.setAttribute("aria-current", "location");
      var fold = link.closest(".outline-articles");
      all(".outline-articles[open]", nav).forEach(function (f) { if (f !== fold && f.hasAttribute("data-ours")) { f.open = false; f.removeAttribute("data-ours"); } });
      if (fold && !fold.open) { fold.open = true; fold.setAttribute("data-ours", ""); }
      var top = link.getBoundingClientRect().top - nav.getBoundingClientRect().top;
      if (top < 40 || top > nav.clientHeight - 60) { nav.scrollTop += top - nav.clientHeight / 2; }
    };
    window.addEventListener("scroll", function () {
      if (!waiting) { waiting = true; requestAnimationFrame(follow); }
    }, { passive: true });
    follow();
    // On a narrow screen the outline has done its work when a line is chosen.
    nav.addEventListener("click", function (e) {
      if (e.target.closest("a") && !wide.matches) { nav.closest("[data-fold]").open = false; }
    });
  }
})();
