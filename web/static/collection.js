// The trainer's collections. Everything here only makes quicker what forms do without
// it: one click to collect, order by keyboard and by dragging.
(function () {
  "use strict";

  var all = window.tiaowen.all, one = window.tiaowen.one, say = window.tiaowen.say;

  // Collecting. Where the server would have to ask something, the form is sent
  // as it is without scripts.
  document.addEventListener("submit", function (e) {
    var form = e.target;
    if (!form.hasAttribute("data-collect") || !window.fetch) { return; }
    if (e.submitter && e.submitter.hasAttribute("formaction")) { return; } // saved as a file
    e.preventDefault();
    fetch(form.action, {
      method: "POST", body: new URLSearchParams(new FormData(form)), headers: { Accept: "application/json" }, credentials: "same-origin"
    }).then(function (answer) {
      if (!answer.ok) { throw new Error(answer.status); }
      return answer.json();
    }).then(function (done) {
      say(done.said);
      var taken = form.closest(".hit") && form.querySelector("[data-taken]");
      if (taken) { taken.textContent = taken.getAttribute("data-taken"); }
    }, function () { form.submit(); });
  });

  // What takes a while says that it has begun.
  document.addEventListener("submit", function (e) { busy(e.target); });
  document.addEventListener("click", function (e) {
    if (!e.ctrlKey && !e.metaKey && !e.shiftKey) { busy(e.target); }
  });
  window.addEventListener("pageshow", function (e) { if (e.persisted) { say(""); } });
  function busy(node) {
    if (node.hasAttribute && node.hasAttribute("data-busy")) { say(node.getAttribute("data-busy"), true); }
  }

  // Words selected in a text can be collected too.
  var text = one("[data-text]"), picker = null;
  function withdraw() { if (picker) { picker.hidden = true; } }
  function makePicker() {
    picker = document.createElement("form");
    picker.className = "picked no-print";
    picker.method = "post";
    picker.action = "/collect";
    picker.setAttribute("data-collect", "");
    ["address", "quote"].forEach(function (name) {
      var field = document.createElement("input");
      field.type = "hidden";
      field.name = name;
      picker.appendChild(field);
    });
    var button = document.createElement("button");
    button.className = "quiet";
    button.textContent = "选中的文字加入备课夹";
    picker.appendChild(button);
    // After the text, so that Tab leads to it.
    text.parentNode.insertBefore(picker, text.nextSibling);
    picker.addEventListener("submit", function () { setTimeout(withdraw, 0); });
  }
  function offer() {
    var chosen = document.getSelection();
    if (!chosen || chosen.isCollapsed || !chosen.rangeCount) { withdraw(); return; }
    var range = chosen.getRangeAt(0), start = range.startContainer;
    if (start.nodeType !== 1) { start = start.parentNode; }
    var place = start.closest && start.closest("[data-text] [id]:not(mark)");
    var words = wordsOf(range);
    if (!place || !words) { withdraw(); return; }
    if (!picker) { makePicker(); }
    picker.elements.address.value = decodeURIComponent(location.pathname.replace(/^\/documents\//, "")) + "#" + place.id;
    picker.elements.quote.value = words;
    picker.hidden = false;
    var at = range.getBoundingClientRect(), frame = text.parentNode;
    frame.style.position = "relative";
    var box = frame.getBoundingClientRect();
    picker.style.top = (at.bottom - box.top + 6) + "px";
    picker.style.left = Math.max(0, Math.min(at.left - box.left, box.width - picker.offsetWidth)) + "px";
  }
  // What the page adds to a text is not part of it.
  function wordsOf(range) {
    var piece = document.createElement("div");
    piece.appendChild(range.cloneContents());
    all(".anchor, .tools, .cited, .doubt, .past-link", piece).forEach(function (n) { n.parentNode.removeChild(n); });
    // A number before the text is not of the text.
    var number = piece.querySelector(".number");
    if (number && piece.textContent.trim().indexOf(number.textContent.trim()) === 0) { number.textContent = ""; }
    all("p, li, h2, h3, h4, h5, tr", piece).forEach(function (n) { n.appendChild(document.createTextNode("\n")); });
    return piece.textContent.trim();
  }
  if (text && /^\/documents\//.test(location.pathname)) {
    var waiting = 0;
    document.addEventListener("selectionchange", function () {
      clearTimeout(waiting);
      waiting = setTimeout(offer, 150);
    });
  }

  // Order. A card goes up and down with the arrow keys on its grip, or is
  // dragged by it; the new order is kept at once, one request after another.
  var list = one("[data-cards]");
  if (list && list.getAttribute("data-all") && window.fetch) { order(list); } else if (list) {
    all("[data-grip]", list).forEach(function (grip) { grip.hidden = true; });
  }
  function order(list) {
    var etag = list.getAttribute("data-etag"), queue = Promise.resolve(), stale = false;
    function cards() { return all(".card", list); }
    function place(card) { return cards().indexOf(card) + 1; }

    function keep(card) {
      var items = cards().map(function (c) { return { id: Number(c.getAttribute("data-n")) }; }), at = place(card);
      renumber();
      queue = queue.then(function () {
        if (stale) { return; }
        return fetch(list.getAttribute("data-api"), {
          method: "PUT", credentials: "same-origin", body: JSON.stringify({ items: items }),
          headers: { "Content-Type": "application/json", "If-Match": '"' + etag + '"' }
        }).then(function (answer) {
          if (answer.status === 412) { stale = true; tooLate(); return; }
          if (!answer.ok) { throw new Error(answer.status); }
          etag = answer.headers.get("ETag").replace(/"/g, "");
          all("input[name=etag]").forEach(function (field) { field.value = etag; });
          list.setAttribute("data-kept", etag);
          say(list.getAttribute("data-saved").replace("#", at)); // not where it has gone meanwhile
        });
      }).catch(function () { say(list.getAttribute("data-failed")); });
    }
    function tooLate() {
      var told = one("[data-late]");
      told.hidden = false;
      told.scrollIntoView({ block: "center" });
    }
    function renumber() {
      var now = cards();
      now.forEach(function (card, i) {
        card.value = i + 1;
        one2(card, "[value=up]").disabled = i === 0;
        one2(card, "[value=down]").disabled = i === now.length - 1;
      });
    }
    function one2(card, selector) { return card.querySelector(selector); }

    list.addEventListener("keydown", function (e) {
      if (!e.target.hasAttribute("data-grip") || e.ctrlKey || e.metaKey || e.isComposing) { return; }
      var card = e.target.closest(".card"), now = cards(), i = now.indexOf(card), before = null;
      if (e.key === "ArrowUp" && i > 0) { before = now[i - 1]; }
      else if (e.key === "ArrowDown" && i < now.length - 1) { before = now[i + 1].nextSibling; }
      else if (e.key === "Home" && i > 0) { before = now[0]; }
      else if (e.key === "End" && i < now.length - 1) { before = null; }
      else { return; }
      e.preventDefault();
      list.insertBefore(card, before);
      e.target.focus();
      card.scrollIntoView({ block: "nearest" });
      keep(card);
    });

    var moving = null;
    list.addEventListener("dragstart", function (e) {
      if (!e.target.hasAttribute || !e.target.hasAttribute("data-grip")) { return; }
      moving = e.target.closest(".card");
      moving.classList.add("moving");
      e.dataTransfer.effectAllowed = "move";
      e.dataTransfer.setData("text/plain", moving.id);
    });
    list.addEventListener("dragover", function (e) {
      var over = moving && e.target.closest(".card");
      if (!over) { return; }
      e.preventDefault();
      unmark();
      if (over !== moving) { over.classList.add(lower(e, over) ? "below" : "above"); }
    });
    list.addEventListener("drop", function (e) {
      var over = moving && e.target.closest(".card");
      if (!over) { return; }
      e.preventDefault();
      if (over !== moving) {
        list.insertBefore(moving, lower(e, over) ? over.nextSibling : over);
        keep(moving);
      }
    });
    list.addEventListener("dragend", function () {
      unmark();
      if (moving) { moving.classList.remove("moving"); }
      moving = null;
    });
    function lower(e, over) {
      var box = over.getBoundingClientRect();
      return e.clientY > box.top + box.height / 2;
    }
    function unmark() {
      all(".above, .below", list).forEach(function (c) { c.classList.remove("above", "below"); });
    }
  }

  // A long export says how far it is.
  var exports = one("form[data-progress]");
  if (exports && window.fetch && window.ReadableStream && window.URL) {
    exports.addEventListener("submit", function (e) {
      e.preventDefault();
      var name = "备课材料", got = 0, pieces = [];
      fetch(exports.action + "?" + new URLSearchParams(new FormData(exports)), { credentials: "same-origin" }).then(function (answer) {
        if (!answer.ok) { throw new Error(answer.status); }
        var named = /filename\*=UTF-8''([^;]+)/.exec(answer.headers.get("Content-Disposition") || "");
        if (named) { name = decodeURIComponent(named[1]); }
        var reader = answer.body.getReader();
        return reader.read().then(function next(part) {
          if (part.done) { return; }
          got += part.value.length;
          pieces.push(part.value);
          say(exports.getAttribute("data-words").replace("#", Math.round(got / 1024)), true);
          return reader.read().then(next);
        });
      }).then(function () {
        var link = document.createElement("a");
        link.href = URL.createObjectURL(new Blob(pieces));
        link.download = name;
        link.click();
        setTimeout(function () { URL.revokeObjectURL(link.href); }, 10000);
        say(exports.getAttribute("data-done"));
      }, function () { exports.submit(); });
    });
  }
})();
