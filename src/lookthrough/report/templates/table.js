"use strict";
// The page is complete without this script: it only sorts and filters the tables and opens everything for print.
(function () {
  function value(row, column) {
    var cell = row.cells[column];
    return cell.hasAttribute("data-sort") ? cell.getAttribute("data-sort") : cell.textContent.trim();
  }
  function compare(a, b, numeric, down) {
    var turn = down ? -1 : 1;
    if (!numeric) { return turn * a.localeCompare(b, "en", { sensitivity: "base" }); }
    var x = parseFloat(a), y = parseFloat(b);
    if (isNaN(x)) { return isNaN(y) ? 0 : 1; }  // what is not known stands last, whichever way
    return isNaN(y) ? -1 : turn * (x - y);
  }
  document.querySelectorAll("table.sortable").forEach(function (table) {
    var body = table.tBodies[0];
    var heads = Array.prototype.slice.call(table.tHead.rows[0].cells);
    heads.forEach(function (head, column) {
      var button = head.querySelector("button");
      if (!button) { return; }
      button.disabled = false;
      button.addEventListener("click", function () {
        var down = head.getAttribute("aria-sort") === "ascending";
        var numeric = head.classList.contains("num");
        heads.forEach(function (other) { if (other.hasAttribute("aria-sort")) { other.setAttribute("aria-sort", "none"); } });
        head.setAttribute("aria-sort", down ? "descending" : "ascending");
        var rows = Array.prototype.slice.call(body.rows).map(function (row, i) { return { row: row, key: value(row, column), i: i }; });
        rows.sort(function (a, b) { return compare(a.key, b.key, numeric, down) || a.i - b.i; });
        rows.forEach(function (entry) { body.appendChild(entry.row); });
      });
    });
  });
  document.querySelectorAll(".tools").forEach(function (tools) {
    var table = document.getElementById(tools.getAttribute("data-for"));
    var words = tools.querySelector("input"), status = tools.querySelector("select"), said = tools.querySelector("[role=status]");
    function apply() {
      var wanted = words.value.trim().toLocaleLowerCase(), shown = 0, rows = table.tBodies[0].rows;
      for (var i = 0; i < rows.length; i += 1) {
        var row = rows[i];
        var fits = (!wanted || row.textContent.toLocaleLowerCase().indexOf(wanted) >= 0) &&
          (!status || !status.value || row.getAttribute("data-status") === status.value);
        row.hidden = !fits;
        if (fits) { shown += 1; }
      }
      said.textContent = shown + " of " + rows.length + (rows.length === 1 ? " row" : " rows") + " shown";
    }
    words.addEventListener("input", apply);
    if (status) { status.addEventListener("change", apply); }
    tools.hidden = false;
    apply();
  });
  var opened = [];
  window.addEventListener("beforeprint", function () {
    document.querySelectorAll("details:not([open])").forEach(function (d) { d.open = true; opened.push(d); });
  });
  window.addEventListener("afterprint", function () {
    opened.forEach(function (d) { d.open = false; });
    opened = [];
  });
  function reveal() {
    var target = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    for (var node = target; node; node = node.parentElement) { if (node.tagName === "DETAILS") { node.open = true; } }
    if (target) { target.querySelectorAll("details.finding").forEach(function (d) { d.open = true; }); }
  }
  window.addEventListener("hashchange", reveal);
  reveal();
}());
