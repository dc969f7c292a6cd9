// The tools of a clause, and of several at once: one set of them, which goes where the
// reader points, touches, or arrives by Tab. Without scripts text is selected by hand,
// and the forms of the page put clauses into a collection.
(function () {
  "use strict";

  var all = window.tiaowen.all, one = window.tiaowen.one, copy = window.tiaowen.copy, decoded = window.tiaowen.decoded;
  var doc = one(".doc"), text = doc && one("[data-text]"), bar = one("[data-chosen]");
  var tools = null, owner = null, chosen = [], waiting = 0, pointer = "mouse";

  // What a clause says, line by line, without what the page adds to it.
  function plainOf(node) {
    var twin = node.cloneNode(true);
    all(".anchor, .tools, .doubt, .past-link, .cited", twin).forEach(function (n) { n.parentNode.removeChild(n); });
    var lines = twin.tagName === "SECTION" ? all("p, .table tr", twin) : [twin];
    return lines.map(function (n) { return n.textContent.trim(); }).join("\n");
  }
  function own(node) {
    return all(".anchor", node).filter(function (a) { return a.parentNode === node; })[0];
  }
  // The link of a clause is named by how it is cited.
  function tailOf(node) {
    var link = own(node), doubtful = node.closest("[data-doubt]");
    return "\n——" + doc.getAttribute("data-work") + (link.hasAttribute("data-named") ? link.getAttribute("aria-label") : "") +
      (doubtful ? "\n" + text.getAttribute("data-check") + doubtful.getAttribute("data-doubt") + "。" : "");
  }
  function citedOf(node) { return plainOf(node) + tailOf(node); }
  function addressOf(node) { return decoded(location.pathname.replace(/^\/documents\//, "")) + "#" + node.id; }
  function linkOf(node) { return location.origin + location.pathname + "#" + node.id; }

  function makeTools() {
    tools = document.importNode(one("template[data-tools]").content.firstElementChild, true);
    tools.addEventListener("click", function (e) {
      var button = e.target.closest("[data-do]");
      if (!button) { return; }
      switch (button.getAttribute("data-do")) {
      case "plain": copy(plainOf(owner)); break;
      case "cited": copy(citedOf(owner)); break;
      case "link": copy(linkOf(owner)); break;
      case "choose": choose(owner); break;
      }
    });
    // A form and not a request: where it is sent asks what has to be asked.
    var form = tools.querySelector("form");
    form.addEventListener("submit", function () { form.elements.address.value = addressOf(owner); }, true);
  }
  function offer(node) {
    if (node === owner || !node.id || !own(node)) { return; }
    if (!tools) { makeTools(); }
    withdraw();
    owner = node;
    owner.classList.add("held");
    tools.setAttribute("aria-label", own(node).getAttribute("aria-label"));
    all("[data-like]", tools).forEach(function (a) { a.href = a.getAttribute("data-like") + encodeURIComponent(node.id); });
    press();
    // Right after the link, so that the next press of Tab arrives at it.
    node.insertBefore(tools, own(node).nextSibling);
    place();
  }
  function withdraw() {
    clearTimeout(waiting);
    if (!owner) { return; }
    owner.removeChild(tools);
    owner.classList.remove("held");
    owner = null;
  }
  // Above the clause; where that is out of sight below it, else on it.
  function place() {
    if (!owner) { return; }
    var box = owner.getBoundingClientRect(), high = tools.offsetHeight, ceiling = one("[data-within]").getBoundingClientRect().bottom;
    var top = -high;
    if (box.top - high < ceiling) {
      top = box.bottom + high <= window.innerHeight ? box.height : Math.max(0, ceiling - box.top);
    }
    tools.style.top = Math.round(top) + "px";
  }

  function clauseOf(target) {
    var anchor = target.closest(".anchor");
    return anchor ? anchor.parentNode : target.closest(".article[id]") || target.closest("p[id], .heading[id]");
  }
  function selecting() { return !document.getSelection().isCollapsed; }
  function byKeyboard() {
    var at = document.activeElement;
    return owner && (tools.contains(at) || own(owner) === at) && at.matches(":focus-visible");
  }
  // A pointer that lies still while the text moves below it points at nothing.
  var lay = "";
  function moved(e) {
    var was = lay;
    lay = e.clientX + " " + e.clientY;
    return lay !== was;
  }

  if (text) {
    text.addEventListener("focusin", function (e) {
      if (e.target.classList.contains("anchor")) { offer(e.target.parentNode); }
    });
    text.addEventListener("pointerover", function (e) {
      if (!moved(e)) { return; }
      clearTimeout(waiting);
      if (e.pointerType !== "mouse" || e.buttons || selecting() || byKeyboard()) { return; }
      var node = clauseOf(e.target);
      if (owner && owner.contains(e.target) && !e.target.closest(".anchor")) { return; }
      waiting = setTimeout(function () { if (node) { offer(node); } else { withdraw(); } }, 120);
    });
    document.addEventListener("pointermove", moved, { passive: true });
    document.addEventListener("pointerdown", moved, true);
    text.addEventListener("pointerleave", function (e) {
      clearTimeout(waiting);
      if (e.pointerType === "mouse" && !byKeyboard()) { waiting = setTimeout(withdraw, 300); }
    });
    document.addEventListener("pointerdown", function (e) {
      pointer = e.pointerType;
      // Whoever begins to select wants to see the words.
      if (pointer === "mouse" && text.contains(e.target) && !e.target.closest(".tools, .anchor")) { withdraw(); }
    });
    document.addEventListener("click", function (e) {
      if (e.target.closest(".tools, .chosen")) { return; }
      var anchor = e.target.closest(".anchor"), busy = !anchor && e.target.closest("a, button, summary, details, input");
      var node = text.contains(e.target) && !busy && !selecting() && clauseOf(e.target);
      if (!node || node === owner && !anchor && pointer !== "mouse") { withdraw(); } else { offer(node); }
    });
    document.addEventListener("keydown", function (e) { if (e.key === "Escape") { withdraw(); } });
    window.addEventListener("scroll", place, { passive: true });
    window.addEventListener("resize", place);
  }

  // Several at once: clauses of a text, or hits with their boxes ticked.
  function choose(node) {
    if (chosen.indexOf(node) < 0) { chosen.push(node); } else { chosen.splice(chosen.indexOf(node), 1); }
    node.classList.toggle("taken");
    press();
    tell();
  }
  function press() {
    var button = tools && tools.querySelector("[data-do=choose]");
    if (button) { button.setAttribute("aria-pressed", String(chosen.indexOf(owner) >= 0)); }
  }
  // In the order of the text; what lies in another that is chosen comes with that.
  function picked() {
    return chosen.filter(function (n) {
      return !chosen.some(function (m) { return m !== n && m.contains(n); });
    }).sort(function (a, b) { return a.compareDocumentPosition(b) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1; });
  }
  function ticked() { return all("[data-choose]:checked"); }
  function tell() {
    var count = bar.querySelector("[data-chosen-count]"), n = text ? picked().length : ticked().length;
    bar.classList.toggle("some", n > 0);
    count.textContent = n ? count.getAttribute("data-words").replace("#", n) : "";
  }
  function wordsOf(cited) {
    if (text) { return picked().map(cited ? citedOf : plainOf); }
    return ticked().map(function (box) {
      var hit = box.closest(".hit"), plain = hit.querySelector("[data-copy]").getAttribute("data-copy");
      return plain + (cited ? hit.querySelector("[data-copy-more]").getAttribute("data-copy-more") : "");
    });
  }
  function none() {
    chosen.slice().forEach(choose);
    ticked().forEach(function (box) { box.checked = false; });
    tell();
  }
  if (bar) {
    all("[data-choose]").forEach(function (box) { box.addEventListener("change", tell); });
    window.addEventListener("pageshow", tell); // boxes stay ticked when one comes back
    bar.addEventListener("click", function (e) {
      var button = e.target.closest("[data-do]"), what = button && button.getAttribute("data-do");
      if (what === "none") { none(); } else if (what) { copy(wordsOf(what === "cited").join("\n\n")); }
    });
    bar.addEventListener("submit", function () {
      all("input[type=hidden]", bar).forEach(function (field) { bar.removeChild(field); });
      picked().forEach(function (node) {
        var field = document.createElement("input");
        field.type = "hidden";
        field.name = "pick";
        field.value = "-1@" + addressOf(node);
        bar.appendChild(field);
      });
    }, true);
    tell();
  }
})();
