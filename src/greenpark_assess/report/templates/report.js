//<![CDATA[ (this file is read as XML, too)
"use strict";
// Tables of class "sortable": each column head becomes a button. Rows move inside their group only.
const cellAt = (row, column) => {
  let left = 0;
  return Array.from(row.cells).find((cell) => (left += cell.colSpan) > column);
};
const value = (row, column) => {
  const cell = cellAt(row, column);
  const text = cell ? cell.textContent.trim() : "";
  const number = text.replace(/\u2212/g, "-").replace(/,/g, "").match(/^[<≥≤> +]*(-?\d+(\.\d+)?)/);
  return number ? Number(number[1]) : text;
};
const compare = (one, other) =>
  typeof one === "number" && typeof other === "number" ? one - other
    : typeof one === typeof other ? one.localeCompare(other, document.documentElement.lang)
      : typeof one === "number" ? -1 : 1;
const groups = (body) => {
  const found = [[]];
  for (const row of body.rows) {
    if (row.classList.contains("group")) found.push([]);
    else found[found.length - 1].push(row);
  }
  return found.filter((rows) => rows.length > 1);
};
const sort = (table, head, column) => {
  const down = head.getAttribute("aria-sort") !== "descending";
  for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
  head.setAttribute("aria-sort", down ? "descending" : "ascending");
  for (const rows of groups(table.tBodies[0])) {
    const end = rows[rows.length - 1].nextSibling;
    const sorted = rows.slice().sort((a, b) => compare(value(a, column), value(b, column)));
    if (down) sorted.reverse();
    for (const row of sorted) table.tBodies[0].insertBefore(row, end);
  }
};
for (const table of document.querySelectorAll("table.sortable")) {
  Array.from(table.tHead.rows[0].cells).forEach((head, column) => {
    const button = document.createElement("button");
    button.type = "button";
    while (head.firstChild) button.append(head.firstChild);
    button.addEventListener("click", () => sort(table, head, column));
    head.append(button);
  });
}
//]]>
