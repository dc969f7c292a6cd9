// The table of the library: how many are chosen, all of a page, and the page as it is
// after files were taken in. Everything works without this.
(function () {
  "use strict";

  function boxes() { return Array.prototype.slice.call(document.querySelectorAll("[data-many]")); }
  function tell() {
    var count = document.querySelector("[data-many-count]");
    if (!count) { return; }
    var n = boxes().filter(function (b) { return b.checked; }).length;
    count.parentNode.classList.toggle("some", n > 0);
    count.textContent = n ? count.getAttribute("data-words").replace("#", n) : "";
  }
  document.addEventListener("change", function (e) {
    if (e.target.hasAttribute && e.target.hasAttribute("data-many")) { tell(); }
  });
  document.addEventListener("click", function (e) {
    if (!e.target.hasAttribute || !e.target.hasAttribute("data-many-all")) { return; }
    var all = boxes(), chosen = all.every(function (b) { return b.checked; });
    all.forEach(function (b) { b.checked = !chosen; });
    tell();
  });
  window.addEventListener("pageshow", tell);

  // When all files have been answered for, the rest of the page is made anew; where
  // somebody is typing or has chosen rows it is left alone.
  document.addEventListener("tiaowen:taken", function () {
    if (!window.fetch || !window.DOMParser) { return; }
    fetch(location.pathname + location.search, { credentials: "same-origin" }).then(function (answer) {
      if (!answer.ok) { throw new Error(answer.status); }
      return answer.text();
    }).then(function (text) {
      var fresh = new DOMParser().parseFromString(text, "text/html");
      Array.prototype.forEach.call(document.querySelectorAll("[data-fresh]"), function (old) {
        var now = fresh.getElementById(old.id);
        if (now && !old.contains(document.activeElement) && !old.querySelector("[data-many]:checked")) { old.replaceWith(document.importNode(now, true)); }
      });
      tell();
    }, function () {});
  });
})();
