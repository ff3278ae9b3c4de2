"use strict";
// The form of the SPARQL page as an editor, where `make assets` was run. It asks only this server; without it, or
// without JavaScript, the form does the same with a new page for each answer.
addEventListener("DOMContentLoaded", () => {
  if (typeof Yasqe === "undefined" || typeof Yasr === "undefined") return;
  const form = document.getElementById("ask"), area = document.getElementById("query"), answer = document.getElementById("answer");
  const prefixes = Object.fromEntries([...document.querySelectorAll("#prefixes dt")].map(
    (name) => [name.textContent.slice(0, -1), name.nextElementSibling.textContent]));

  // Completion: the classes and properties that this graph has, the most frequent first.
  const ask = (query) => fetch("/sparql?format=json&query=" + encodeURIComponent(query)).then((got) => got.ok ? got.json() : null)
    .then((found) => found ? found.results.bindings.map((row) => row.term.value) : []);
  const completer = (kind, query) => Yasqe.forkAutocompleter(kind, { name: "own-" + kind, bulk: true, persistenceId: null, get: () => ask(query) }, false);
  completer("class", "SELECT ?term { ?thing a ?term } GROUP BY ?term ORDER BY DESC(COUNT(*))");
  completer("property", "SELECT ?term { ?s ?term ?o } GROUP BY ?term ORDER BY DESC(COUNT(*))");

  const place = document.createElement("div");
  form.insertBefore(place, area);
  area.hidden = true;
  const yasqe = new Yasqe(place, {
    value: area.value, persistenceId: null, createShareableLink: null, consumeShareLink: null, prefixCcApi: null, resizeable: false,
    showQueryButton: false, collapsePrefixesOnLoad: false, screenReaderLabel: "Query", autocompleters: ["variables", "own-class", "own-property"],
    // Tab leaves the editor, as it leaves any field; Shift-Ctrl-F formats.
    extraKeys: { ...Yasqe.defaults.extraKeys, Tab: false, "Shift-Tab": false },
    requestConfig: { endpoint: location.origin + "/sparql", method: "POST", acceptHeaderSelect: "application/sparql-results+json", acceptHeaderGraph: "text/turtle" },
  });
  // What needs no declaration is no mistake, and is completed.
  const mode = yasqe.getMode(), start = mode.startState;
  mode.startState = (...given) => ({ ...start(...given), prefixes: { ...prefixes } });
  yasqe.setValue(area.value);

  // A wrong place, marked in the query.
  let marks = [];
  const mark = (line, column) => {
    const at = { line: line - 1, ch: column - 1 };
    const token = yasqe.getTokenAt({ line: at.line, ch: at.ch + 1 });
    marks = [yasqe.markText(at, { line: at.line, ch: Math.max(token.end, at.ch + 1) }, { className: "wrong" })];
    yasqe.setCursor(at);
  };
  const wrong = document.getElementById("wrong");
  if (wrong && wrong.dataset.line) mark(+wrong.dataset.line, +wrong.dataset.column);

  const told = (problem) => {
    const section = document.createElement("section"), title = document.createElement("h2"), detail = document.createElement("p");
    section.className = "error";
    section.setAttribute("role", "alert");
    title.textContent = problem.title;
    detail.textContent = (problem.line ? `Line ${problem.line}, column ${problem.column}: ` : "") + problem.detail;
    section.append(title, detail);
    answer.replaceChildren(section);
    if (problem.line) mark(problem.line, problem.column);
  };
  const shown = (response, duration) => {
    const results = document.createElement("div");
    answer.replaceChildren(results);
    const limit = response.headers.get("kg-truncated");
    if (limit) answer.prepend(Object.assign(document.createElement("p"), { className: "note", textContent: `There are more: an answer has at most ${limit}.` }));
    const yasr = new Yasr(results, { persistenceId: null, prefixes, pluginOrder: ["table", "boolean", "response"] });
    yasr.on("drawn", () => { for (const sizer of results.querySelectorAll(".tableSizer")) sizer.setAttribute("aria-label", "Rows on a page"); });
    yasr.setResponse(response, duration);
  };
  yasqe.on("queryResponse", (_, response, duration) => {
    if (!(response instanceof Error)) return shown(response, duration);
    try { told(JSON.parse(response.message)); } catch { told({ title: "No answer", detail: response.message }); }
  });
  const run = () => {
    marks.forEach((one) => one.clear());
    history.replaceState(null, "", "/editor?query=" + encodeURIComponent(yasqe.getValue()));
    yasqe.query().catch(() => {}); // told by the event above
  };
  yasqe.addKeyMap({ "Ctrl-Enter": run, "Cmd-Enter": run });
  form.addEventListener("submit", (event) => {
    area.value = yasqe.getValue();
    if (event.submitter && event.submitter.hasAttribute("formaction")) return;
    event.preventDefault();
    run();
  });

  // Things of this graph have their pages here, not where their names point to.
  const base = form.dataset.base;
  const lead = (event) => {
    const link = event.target.closest && event.target.closest("a[href]");
    if (!link || !link.href.startsWith(base)) return;
    link.href = "/" + link.href.slice(base.length);
    link.removeAttribute("target");
  };
  for (const kind of ["pointerover", "focusin"]) answer.addEventListener(kind, lead);
});
