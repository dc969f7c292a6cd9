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
  window.tiaowen = { all: all, one: one, say: say };

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
    var button = e.target.closest && e.target.closest("[data-copy]");
    if (button) { copy(button.getAttribute("data-copy")); }
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

  // What is beside the text on a wide screen is folded above it on a narrow one.
  var wide = window.matchMedia("(min-width: 60rem)");
  function refold() {
    all("[data-fold]").forEach(function (f) { f.open = wide.matches; });
  }
  refold();
  wide.addListener(refold);
  window.addEventListener("beforeprint", function () {
    all(".source-toc").forEach(function (fold) { fold.open = true; });
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
  var within = one(".within-box");
  if (within && hits.length) {
    within.form.addEventListener("submit", function (e) {
      if (within.value.trim() === within.defaultValue.trim()) { e.preventDefault(); step(1); }
    });
    within.addEventListener("keydown", function (e) {
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

  // The tools of a provision: one set, which goes where the reader points.
  var doc = one(".doc"), tools = null, owner = null, like = null;
  function makeTools() {
    tools = document.createElement("span");
    tools.className = "tools";
    [["data-plain", plainOf], ["data-cited", withCitation], ["data-link", addressOf]].forEach(function (t) {
      var b = document.createElement("button");
      b.type = "button";
      b.className = "quiet";
      b.textContent = text.getAttribute(t[0]);
      b.addEventListener("click", function () { copy(t[1](owner)); });
      tools.appendChild(b);
    });
    tools.appendChild(takeForm());
    if (!text.hasAttribute("data-similar")) { return; }
    like = document.createElement("a");
    like.className = "quiet";
    like.textContent = text.getAttribute("data-like");
    tools.appendChild(like);
  }
  // A form and not a script: what it is sent to asks what has to be asked.
  function takeForm() {
    var form = document.createElement("form"), field = document.createElement("input"), b = document.createElement("button");
    form.className = "collect";
    form.method = "post";
    form.action = "/collect";
    form.setAttribute("data-collect", "");
    field.type = "hidden";
    field.name = "address";
    b.className = "quiet";
    b.textContent = text.getAttribute("data-collected");
    form.appendChild(field);
    form.appendChild(b);
    form.addEventListener("submit", function () {
      field.value = decoded(location.pathname.replace(/^\/documents\//, "")) + "#" + owner.id;
    }, true);
    return form;
  }
  function plainOf(node) {
    var twin = node.cloneNode(true);
    all(".anchor, .tools, .doubt, .past-link", twin).forEach(function (n) { n.parentNode.removeChild(n); });
    all(".number", twin).forEach(function (n) { n.textContent += "　"; });
    var lines = twin.tagName === "SECTION" ? all("p, .table tr", twin) : [twin];
    return lines.map(function (n) { return n.textContent.trim(); }).join("\n");
  }
  // The link of a provision is named by how it is cited.
  function withCitation(node) {
    var link = own(node), doubtful = node.closest("[data-doubt]");
    return plainOf(node) + "\n——" + doc.getAttribute("data-work") + (link.hasAttribute("data-named") ? link.getAttribute("aria-label") : "") +
      (doubtful ? "\n" + text.getAttribute("data-check") + doubtful.getAttribute("data-doubt") + "。" : "");
  }
  function own(node) {
    return all(".anchor", node).filter(function (a) { return a.parentNode === node; })[0];
  }
  function addressOf(node) {
    return location.origin + location.pathname + "#" + node.id;
  }
  function offer(node) {
    if (!node || node === owner || !node.id) { return; }
    if (!tools) { makeTools(); }
    withdraw();
    owner = node;
    owner.classList.add("held");
    if (like) { like.href = text.getAttribute("data-similar") + encodeURIComponent(node.id); }
    // Right after the link, so that the next press of Tab arrives at it.
    node.insertBefore(tools, own(node).nextSibling);
  }
  function withdraw() {
    if (!owner) { return; }
    owner.removeChild(tools);
    owner.classList.remove("held");
    owner = null;
  }
  if (text && doc) {
    text.addEventListener("focusin", function (e) {
      if (e.target.classList.contains("anchor")) { offer(e.target.parentNode); }
    });
    text.addEventListener("click", function (e) {
      if (e.target.classList.contains("anchor")) { offer(e.target.parentNode); }
    });
    text.addEventListener("mouseover", function (e) {
      var anchor = e.target.closest(".anchor"), article = e.target.closest(".article");
      if (anchor) { offer(anchor.parentNode); } else if (!e.target.closest(".tools") && article && !(owner && article.contains(owner))) { withdraw(); }
    });
    document.addEventListener("keydown", function (e) { if (e.key === "Escape") { withdraw(); } });
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
      // The places stand in the order of the text: the last one that begins above
      // the first lines of the window is where the reader is.
      var low = 0, high = places.length, line = 140;
      while (low < high) {
        var middle = (low + high) >> 1;
        if (places[middle].node.getBoundingClientRect().top <= line) { low = middle + 1; } else { high = middle; }
      }
      mark(low > 0 ? places[low - 1].link : null);
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
