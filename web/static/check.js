// A draft is dropped on the form, and sent at once. Everything else works without.
(function () {
  "use strict";

  var form = document.querySelector("[data-drop]"), input = form && form.querySelector("input[type=file]");
  if (!input) { return; }

  function hasFiles(e) {
    return e.dataTransfer && Array.prototype.indexOf.call(e.dataTransfer.types, "Files") >= 0;
  }
  ["dragenter", "dragover"].forEach(function (name) {
    form.addEventListener(name, function (e) {
      if (!hasFiles(e)) { return; }
      e.preventDefault();
      form.classList.add("dropping");
    });
  });
  form.addEventListener("dragleave", function (e) {
    if (!form.contains(e.relatedTarget)) { form.classList.remove("dropping"); }
  });
  form.addEventListener("drop", function (e) {
    if (!hasFiles(e)) { return; }
    e.preventDefault();
    form.classList.remove("dropping");
    if (e.dataTransfer.files.length) {
      input.files = e.dataTransfer.files;
      form.submit();
    }
  });
})();
