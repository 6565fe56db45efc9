const filter = document.getElementById("filter");
filter.addEventListener("input", () => {
  const wanted = filter.value.toLowerCase();
  const has = (node) => node.textContent.toLowerCase().includes(wanted);
  for (const article of document.querySelectorAll("article")) {
    let shown = has(article.querySelector("h3"));
    const whole = shown;
    for (const row of article.querySelectorAll("tbody tr")) {
      row.hidden = !whole && !has(row);
      shown ||= !row.hidden;
    }
    article.hidden = !shown;
  }
});
