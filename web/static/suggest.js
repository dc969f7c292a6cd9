// Suggestions while typing: a combobox with a list, by the ARIA pattern. The
// list is only a shortcut: the box keeps the focus and the words as typed, and
// Enter without a choice searches them. Where a browser lacks something, the
// box stays a plain box.
(function () {
  "use strict";

  if (!window.fetch || !window.AbortController) { return; }

  // A pause between two keys of one word is shorter; nothing is called longer.
  var pause = 150, longest = 60;

  // The words stand in the page: data-jump, data-full, data-typed, data-count.
  function attach(box) {
    var list = make("div", "suggest"), said = make("div", "hush");
    var rows = [], active = -1, timer = 0, asking = null, composing = false, asked = "";

    list.id = box.id + "-list";
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", box.getAttribute("data-suggest"));
    list.hidden = true;
    said.setAttribute("role", "status");
    box.setAttribute("role", "combobox");
    box.setAttribute("aria-autocomplete", "list");
    box.setAttribute("aria-expanded", "false");
    box.setAttribute("aria-controls", list.id);
    box.parentNode.appendChild(list);
    box.parentNode.appendChild(said);

    // What is on its way answers words that are no longer there.
    function drop() {
      clearTimeout(timer);
      if (asking) { asking.abort(); }
      asking = null;
    }
    function later() {
      drop();
      point(-1);
      if (!worth(words())) { close(); return; }
      timer = setTimeout(ask, pause);
    }
    function words() { return box.value.trim(); }
    function ask() {
      var mine = new AbortController(), typed = words();
      asking = mine;
      window.fetch("/api/v1/suggest?q=" + encodeURIComponent(typed), { signal: mine.signal, credentials: "same-origin" }).then(function (r) {
        return r.ok ? r.json() : { suggestions: [] };
      }).then(function (answer) {
        if (asking !== mine) { return; }
        asking = null;
        show(typed, answer.suggestions);
      }, function () { if (asking === mine) { asking = null; close(); } });
    }

    function show(typed, found) {
      if (!found.length || document.activeElement !== box || composing) { close(); return; }
      asked = typed;
      rows = [];
      active = -1;
      list.textContent = "";
      fill("data-jump", found.filter(function (s) { return s.url; }));
      fill("data-full", [{ text: typed, label: box.getAttribute("data-typed") }].concat(found.filter(function (s) { return !s.url && s.text !== typed; })));
      list.hidden = false;
      list.scrollTop = 0;
      box.setAttribute("aria-expanded", "true");
      said.textContent = box.getAttribute("data-count").replace("#", rows.length);
    }
    function fill(name, found) {
      if (!found.length) { return; }
      var group = make("div", "suggest-group"), head = make("div", "suggest-name", box.getAttribute(name));
      head.id = list.id + "-" + name;
      head.setAttribute("role", "presentation");
      group.setAttribute("role", "group");
      group.setAttribute("aria-labelledby", head.id);
      group.appendChild(head);
      found.forEach(function (s) { group.appendChild(row(s)); });
      list.appendChild(group);
    }
    function row(s) {
      var node = make("div", "suggest-one"), at = rows.length;
      node.id = list.id + "-" + at;
      node.setAttribute("role", "option");
      node.setAttribute("aria-selected", "false");
      node.appendChild(make("span", "suggest-text", s.text));
      if (s.label && s.kind !== "term") {
        node.appendChild(document.createTextNode(" "));
        node.appendChild(make("span", "suggest-label", s.label));
      }
      node.addEventListener("click", function () { choose(at); });
      rows.push({ node: node, to: s });
      return node;
    }

    // point makes a row the active one; the focus stays in the box.
    function point(at) {
      if (active >= 0 && rows[active]) { rows[active].node.setAttribute("aria-selected", "false"); }
      active = at;
      if (at < 0) { box.removeAttribute("aria-activedescendant"); return; }
      rows[at].node.setAttribute("aria-selected", "true");
      rows[at].node.scrollIntoView({ block: "nearest" });
      box.setAttribute("aria-activedescendant", rows[at].node.id);
    }
    function close() {
      point(-1);
      list.hidden = true;
      said.textContent = "";
      box.setAttribute("aria-expanded", "false");
    }
    function choose(at) {
      var to = rows[at].to;
      drop();
      close();
      if (to.url) { location.assign(to.url); return; }
      box.value = to.text;
      box.form.submit();
    }
    // Beyond either end is the box itself.
    function move(by) {
      var next = active + by;
      point(next < -1 ? rows.length - 1 : next >= rows.length ? -1 : next);
    }

    box.addEventListener("compositionstart", function () { composing = true; drop(); close(); });
    box.addEventListener("compositionend", function () { composing = false; later(); });
    box.addEventListener("input", function (e) { if (!composing && !e.isComposing) { later(); } });
    box.addEventListener("blur", function () { drop(); close(); });
    box.form.addEventListener("submit", function () { drop(); close(); });
    // A press on the list must not take the focus from the box.
    list.addEventListener("mousedown", function (e) { e.preventDefault(); });
    box.addEventListener("keydown", function (e) {
      if (composing || e.isComposing || e.keyCode === 229 || e.ctrlKey || e.metaKey) { return; }
      if (list.hidden) {
        if ((e.key === "ArrowDown" || e.key === "ArrowUp") && worth(words())) {
          e.preventDefault();
          if (asked === words() && rows.length) { reopen(); } else { drop(); ask(); }
        }
        return;
      }
      switch (e.key) {
        case "ArrowDown": e.preventDefault(); move(1); break;
        case "ArrowUp": e.preventDefault(); if (e.altKey) { close(); } else { move(-1); } break;
        case "Enter": if (active >= 0) { e.preventDefault(); choose(active); } break;
        case "Escape": e.preventDefault(); drop(); close(); break;
        case "Tab": drop(); close(); break;
      }
    });
    function reopen() {
      list.hidden = false;
      box.setAttribute("aria-expanded", "true");
    }
  }

  function worth(typed) { return typed !== "" && typed.length <= longest; }
  function make(tag, name, words) {
    var node = document.createElement(tag);
    node.className = name;
    if (words) { node.textContent = words; }
    return node;
  }

  Array.prototype.forEach.call(document.querySelectorAll("[data-suggest]"), attach);
})();
