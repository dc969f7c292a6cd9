// Taking files in from the library page: dropped or chosen, one after the other,
// each with its progress and what became of it. Without this script the form
// sends them all at once. Words stand in the template, on the form.
(function () {
  "use strict";

  var form = document.querySelector("[data-intake]");
  if (!form || !window.FormData || !window.XMLHttpRequest) { return; }

  var input = form.querySelector("input[type=file]");
  var check = form.querySelector("[data-check]");
  var list = document.querySelector("[data-intake-list]");
  var sum = document.querySelector("[data-intake-sum]");
  var sidecarEnding = ".tiaowen.json";
  var atOnce = 2;
  var waiting = [], running = 0, counts = {}, total = 0;

  function words(name) { return form.getAttribute("data-" + name); }
  function make(tag, cls, text) {
    var node = document.createElement(tag);
    if (cls) { node.className = cls; }
    if (text) { node.textContent = text; }
    return node;
  }
  function button(text, done) {
    var b = make("button", "quiet", text);
    b.type = "button";
    b.addEventListener("click", done);
    return b;
  }

  // Files come from the input, from a folder, or from a drop.
  input.addEventListener("change", function () {
    take(Array.prototype.map.call(input.files, function (f) { return { file: f, name: f.webkitRelativePath || f.name }; }));
    input.value = "";
  });
  var zone = form.closest("section");
  ["dragenter", "dragover"].forEach(function (kind) {
    zone.addEventListener(kind, function (e) {
      if (e.dataTransfer && Array.prototype.indexOf.call(e.dataTransfer.types, "Files") >= 0) {
        e.preventDefault();
        zone.classList.add("dropping");
      }
    });
  });
  zone.addEventListener("dragleave", function (e) {
    if (!zone.contains(e.relatedTarget)) { zone.classList.remove("dropping"); }
  });
  zone.addEventListener("drop", function (e) {
    e.preventDefault();
    zone.classList.remove("dropping");
    var entries = Array.prototype.map.call(e.dataTransfer.items || [], function (i) { return i.webkitGetAsEntry && i.webkitGetAsEntry(); }).filter(Boolean);
    if (!entries.length) {
      take(Array.prototype.map.call(e.dataTransfer.files, function (f) { return { file: f, name: f.name }; }));
      return;
    }
    gather(entries);
  });
  // gather lists what lies in folders, all of it before the first is taken: the
  // fields beside a file may come after it.
  function gather(entries) {
    var found = [], open = 0;
    function close() { if (--open === 0) { take(found); } }
    function walk(entry) {
      if (entry.name.charAt(0) === ".") { return; }
      open++;
      if (entry.isFile) {
        entry.file(function (f) { found.push({ file: f, name: entry.fullPath.replace(/^\//, "") }); close(); }, close);
        return;
      }
      var reader = entry.createReader();
      (function more() {
        reader.readEntries(function (some) {
          some.forEach(walk);
          if (some.length) { more(); } else { close(); }
        }, close);
      })();
    }
    open++;
    entries.forEach(walk);
    close();
  }
  input.required = false;
  form.addEventListener("submit", function (e) { e.preventDefault(); input.click(); });

  // take queues files; the fields beside a file go with it.
  function take(found) {
    var beside = {};
    found.forEach(function (f) {
      if (f.name.slice(-sidecarEnding.length) === sidecarEnding) { beside[f.name.slice(0, -sidecarEnding.length)] = f.file; }
    });
    found.forEach(function (f) {
      if (f.name.slice(-sidecarEnding.length) === sidecarEnding || /(^|\/)\./.test(f.name)) { return; }
      f.node = make("li", "outcome");
      var head = f.node.appendChild(make("p"));
      f.badge = head.appendChild(make("b", "badge", words("waiting")));
      head.appendChild(document.createTextNode(" "));
      head.appendChild(make("span", "file", f.name));
      f.more = f.node.appendChild(make("div", "outcome-more"));
      list.appendChild(f.node);
      total++;
      stated(f, beside[f.name]).then(function () { enqueue(f, check.checked ? preview : send); });
    });
    tell();
  }
  // stated reads the fields beside a file; what is no JSON is for the server to say.
  function stated(f, sidecar) {
    if (!sidecar) { return Promise.resolve(); }
    return sidecar.text().then(function (text) {
      try { f.stated = JSON.parse(text); } catch (e) { f.sidecar = sidecar; }
    });
  }
  function enqueue(f, step) { waiting.push([f, step]); next(); }
  function next() {
    while (running < atOnce && waiting.length) {
      running++;
      var job = waiting.shift();
      job[1](job[0]);
    }
  }
  function finished() {
    running--;
    next();
    tell();
    if (!running && !waiting.length) { document.dispatchEvent(new CustomEvent("tiaowen:taken")); }
  }
  window.addEventListener("beforeunload", function (e) {
    if (running || waiting.length) { e.preventDefault(); e.returnValue = ""; }
  });

  // post sends one file and gives the one element of the answer.
  function post(path, f, fields, done) {
    var body = new FormData();
    if (f.password) { body.append("password", f.password); }
    if (f.recognise) { body.append("recognise", "true"); }
    if (f.name.indexOf("/") >= 0) { body.append("path", f.name); }
    body.append("file", f.file, f.name.split("/").pop());
    if (fields || f.stated) { body.append("sidecar", new Blob([JSON.stringify(Object.assign({}, f.stated, fields))], { type: "application/json" }), "fields.json"); }
    else if (f.sidecar) { body.append("sidecar", f.sidecar); }
    var bar = f.more.appendChild(make("progress"));
    bar.setAttribute("aria-label", f.name);
    var ask = new XMLHttpRequest();
    ask.open("POST", path);
    ask.upload.addEventListener("progress", function (e) {
      if (e.lengthComputable && e.loaded < e.total) { bar.max = e.total; bar.value = e.loaded; }
      else { bar.removeAttribute("value"); }
    });
    ask.addEventListener("loadend", function () {
      var answer = null;
      try { answer = JSON.parse(ask.responseText); } catch (e) { answer = null; }
      f.more.textContent = "";
      if (ask.status === 200 && answer && answer.length) { done(answer[0]); }
      else { failed(f, answer && answer.title ? answer.title + "：" + answer.detail : words("broken")); }
      finished();
    });
    f.badge.textContent = words("sending");
    ask.send(body);
  }
  function failed(f, reason) {
    result(f, { outcome: "failed", reason: reason, documents: [], diagnostics: [], code: "" });
    f.more.appendChild(button(words("again"), function () { retry(f); }));
  }
  function retry(f) {
    counts[f.outcome]--;
    f.outcome = "";
    f.more.textContent = "";
    f.badge.textContent = words("waiting");
    enqueue(f, f.checked || !check.checked ? send : preview);
    tell();
  }

  function send(f) { post("/api/v1/documents", f, f.fields, function (o) { result(f, o); }); }

  // result shows what became of a file, and what can be done about it.
  function result(f, o) {
    f.outcome = o.outcome;
    counts[o.outcome] = (counts[o.outcome] || 0) + 1;
    f.node.className = "outcome outcome-" + o.outcome;
    f.badge.textContent = words(o.outcome);
    if (o.reason) { f.more.appendChild(make("p", "", o.reason)); }
    o.documents.forEach(function (d) {
      var line = f.more.appendChild(make("p"));
      if (o.outcome === "quarantined") {
        line.textContent = "《" + d.title + "》 ";
        // The list of what is held back is older than this: the page is asked for anew.
        line.appendChild(make("a", "outcome-do", words("judge"))).href = "/library?at=" + Date.now() + "#held";
        return;
      }
      line.appendChild(make("a", "", "《" + d.title + "》")).href = d.url;
      line.appendChild(document.createTextNode(" "));
      line.appendChild(make("a", "outcome-do", words("edit"))).href = "/library/" + encodeURIComponent(d.id) + "/edit";
      if (o.outcome === "added") {
        line.appendChild(document.createTextNode(" "));
        line.appendChild(button(words("undo"), function () { withdraw(f, d, line); }));
      }
    });
    if (o.documents.length === 1) { (o.similar_to || []).forEach(function (s) { askSimilar(f, s, o.documents[0]); }); }
    if (o.diagnostics.length) {
      var notices = f.more.appendChild(make("ul", "notices"));
      o.diagnostics.forEach(function (n) {
        var item = notices.appendChild(make("li", "notice notice-" + n.severity));
        item.appendChild(make("b", "", words(n.severity)));
        item.appendChild(document.createTextNode(" " + n.message));
      });
    }
    if (o.code === "pdf_password") { askPassword(f); }
    if (o.code === "needs_ocr" || o.code === "pdf_no_text") {
      f.more.appendChild(button(words("recognise"), function () { f.recognise = true; retry(f); }));
    }
  }
  // askSimilar asks whether a new text is one that is held, corrected: nobody else
  // can tell. Without an answer both stay.
  function askSimilar(f, s, d) {
    var box = f.more.appendChild(make("div", "outcome-ask"));
    var line = box.appendChild(make("p", "", words("similar").replace("%", Math.floor(100 * s.share) + "%").replace("#", s.title) + " "));
    line.appendChild(make("a", "outcome-do", words("compare"))).href = "/compare?from=" + encodeURIComponent(s.id) + "&to=" + encodeURIComponent(d.id);
    box.appendChild(button(words("replace"), function () {
      var ask = new XMLHttpRequest();
      ask.open("POST", "/api/v1/documents/" + encodeURIComponent(s.id) + "/replace");
      ask.setRequestHeader("Content-Type", "application/json");
      ask.addEventListener("loadend", function () {
        box.textContent = ask.status === 200 ? words("replaced") : words("broken");
      });
      ask.send(JSON.stringify({ by: d.id }));
    }));
  }
  function askPassword(f) {
    var line = f.more.appendChild(make("p", "outcome-ask"));
    var label = line.appendChild(make("label", "", words("password") + " "));
    var box = label.appendChild(make("input"));
    box.type = "password";
    box.autocomplete = "off";
    function go() { f.password = box.value; retry(f); }
    box.addEventListener("keydown", function (e) { if (e.key === "Enter") { e.preventDefault(); go(); } });
    line.appendChild(button(words("again"), go));
  }
  function withdraw(f, d, line) {
    var ask = new XMLHttpRequest();
    ask.open("DELETE", "/api/v1/documents/" + encodeURIComponent(d.id));
    ask.addEventListener("loadend", function () {
      line.textContent = ask.status === 204 ? words("undone") : words("broken");
    });
    ask.send();
  }

  // preview shows what a file would become; the fields can be put right first.
  function preview(f) {
    post("/api/v1/preview", f, null, function (p) {
      if (p.reason) {
        result(f, { outcome: "failed", reason: p.reason, code: p.code, documents: [], diagnostics: [] });
        return;
      }
      f.badge.textContent = words("checking");
      if (p.held) { f.more.appendChild(make("p", "outcome-held", words("held").replace("#", p.held))); }
      if (p.documents.length === 1) { fieldsOf(f, p.documents[0]); }
      else { f.more.appendChild(make("p", "", words("several").replace("#", p.documents.length))); }
      var foot = f.more.appendChild(make("p", "record-foot"));
      foot.appendChild(button(words("keep"), function () { f.fields = changed(f); f.checked = true; f.more.textContent = ""; enqueue(f, send); }));
      foot.appendChild(document.createTextNode(" "));
      foot.appendChild(button(words("skip"), function () { f.node.parentNode.removeChild(f.node); total--; tell(); }));
    });
  }
  function fieldsOf(f, d) {
    f.guessed = {};
    f.controls = {};
    f.more.appendChild(make("p", "outcome-begins", d.beginning));
    var grid = f.more.appendChild(make("div", "outcome-fields"));
    JSON.parse(words("fields")).forEach(function (field) {
      var label = grid.appendChild(make("label", "", field.label));
      var control = label.appendChild(make(field.options ? "select" : "input"));
      (field.options || []).forEach(function (o) {
        control.appendChild(make("option", "", o.label)).value = o.value;
      });
      var value = d.fields[field.name];
      f.guessed[field.name] = Array.isArray(value) ? value.join("、") : value || "";
      control.value = f.guessed[field.name];
      f.controls[field.name] = { node: control, list: field.list };
    });
  }
  function changed(f) {
    var out = {}, any = false;
    Object.keys(f.controls || {}).forEach(function (name) {
      var c = f.controls[name], value = c.node.value.trim();
      if (value === f.guessed[name]) { return; }
      any = true;
      out[name] = c.list ? value.split(/[、;；\n]/).map(function (s) { return s.trim(); }).filter(Boolean) : value || null;
    });
    return any ? out : null;
  }

  function tell() {
    var parts = ["added", "updated", "unchanged", "restored", "quarantined", "failed"].filter(function (o) { return counts[o]; })
      .map(function (o) { return words(o) + " " + counts[o]; });
    var done = parts.length ? parts.join("，") : words("none");
    sum.textContent = total ? words("total").replace("#", total) + "：" + done : "";
  }
})();
