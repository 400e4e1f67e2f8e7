/* The walk: which questions stand now, what was answered, the seal, and what goes back. */
const plan = JSON.parse(document.getElementById("plan").textContent);
const KEY = ["rex", plan.session, plan.set, plan.nameless ? "anonymous" : plan.respondent].join(":");
const $ = (id) => document.getElementById(id);
let keeps = true;
let st = { v: 1, lang: plan.lang, at: "start", answers: {}, states: {}, order: [], changes: {}, typed: {}, notes: {}, open: {}, seal: null, started: null, ended: null, seed: seedOf() };
let field = null, current = null;

function seedOf() {
  if (!plan.nameless) return plan.respondent;
  return Array.from(crypto.getRandomValues(new Uint8Array(8)), (b) => b.toString(16).padStart(2, "0")).join("");
}
function heldIn(text) {
  try {
    const held = JSON.parse(text || "null");
    return held && held.v === 1 ? held : null;
  } catch (_) {
    return null;
  }
}
function first() {
  try { return heldIn(localStorage.getItem(KEY)); } catch (_) { return null; }
}

/* Answers are kept in two places, since Chromium now and then shows a reloaded file an empty localStorage for as long
   as the page is open; whoever began anew there would write over what was kept. */
let opened = null;
function drawer() {
  opened = opened || new Promise((yes, no) => {
    const ask = indexedDB.open("rex-forms", 1);
    ask.onupgradeneeded = () => ask.result.createObjectStore("forms");
    ask.onsuccess = () => yes(ask.result);
    ask.onerror = ask.onblocked = () => no(ask.error);
  });
  return opened;
}
async function inDrawer(mode, act) {
  const base = await drawer();
  return new Promise((yes, no) => {
    const work = base.transaction("forms", mode), ask = act(work.objectStore("forms"));
    work.oncomplete = () => yes(ask.result);
    work.onerror = work.onabort = () => no(work.error);
  });
}
async function second() {
  const late = new Promise((yes) => { setTimeout(() => yes(null), 2000); });
  try { return heldIn(await Promise.race([inDrawer("readonly", (d) => d.get(KEY)), late])); } catch (_) { return null; }
}
function save() {
  const text = JSON.stringify(st);
  try {
    localStorage.setItem(KEY, text);
    keeps = true;
  } catch (_) {
    keeps = false;
    // An older state must not be found first the next time.
    try { localStorage.removeItem(KEY); } catch (_) { /* nothing is kept there */ }
  }
  if (keeps) tellSaved();
  inDrawer("readwrite", (d) => d.put(text, KEY)).then(() => { keeps = true; }, () => {}).finally(tellSaved);
}
function tellSaved() {
  const time = new Date().toLocaleTimeString(st.lang, { hour: "2-digit", minute: "2-digit" });
  $("saved").textContent = keeps ? said(t().saved, { time }) : t().unsaved;
  $("saved").classList.toggle("bad", !keeps);
}
async function forgetAll() {
  try { localStorage.removeItem(KEY); } catch (_) { /* nothing is kept there */ }
  try { await inDrawer("readwrite", (d) => d.delete(KEY)); } catch (_) { /* nor there */ }
}
function t() { return plan.words[st.lang]; }
function q(id) { return plan.questions.find((x) => x.id === id); }

/* What is known: answers given, facts, and what is computed from both, in that order. */
function given(id) { return st.answers[id] !== undefined && !st.states[id] ? st.answers[id] : null; }
function plainOf(v) {
  if (v && typeof v === "object" && !Array.isArray(v)) return v.choice !== undefined ? v.choice : v.text !== undefined ? v.text : v.what === undefined ? null : v.what;
  return v;
}
function known() {
  const facts = {};
  for (const id of Object.keys(st.answers)) facts[id] = plainOf(given(id));
  Object.assign(facts, plan.facts[st.lang]);
  for (const one of plan.computed) facts[one.id] = evaluate(one.tree, facts);
  return facts;
}
function asked(phase) {
  const facts = known(), rows = [];
  for (const one of plan.questions.filter((x) => x.phase === phase)) {
    const last = rows[rows.length - 1];
    if (last && last[0].base === one.base) last.push(one);
    else rows.push([one]);
  }
  const laid = [];
  for (let i = 0; i < rows.length;) {
    const group = rows[i][0].mixed;
    let j = i + 1;
    while (j < rows.length && rows[j][0].mixed === group) j++;
    const part = rows.slice(i, j);
    laid.push(...(group && turned(plan.session, st.seed, group) ? part.reverse() : part));
    i = j;
  }
  return laid.flat().filter((x) => (!x.when || truth(evaluate(x.when, facts))) && (!x.after || given(x.after) !== null));
}
function has(id) { return st.answers[id] !== undefined || st.notes[id] !== undefined; }
function sealed(id) { return !!st.seal && st.seal.questions.includes(id); }
function walk() {
  const commit = plan.seals && !st.seal ? [] : asked("commit").map((x) => x.id);
  return ["start", ...asked("blind").map((x) => x.id), ...(plan.seals ? ["seal"] : []), ...commit, "end"];
}
function optionsOf(one) {
  const facts = known();
  const rows = one.options.map((o) => ({ ...o, label: o.label[st.lang] || "", reason: o.off && truth(evaluate(o.off, facts)) ? o.reason[st.lang] : "" }));
  return one.shuffle ? shuffled(rows, plan.session + "\n" + st.seed + "\n" + one.base) : rows;
}
function proposed(one, options) {
  if (!one.default) return null;
  const value = evaluate(one.default, known()), ids = options.map((o) => o.id);
  if (one.type === "multiselect") return Array.isArray(value) ? value.map(String).filter((v) => ids.includes(v)) : null;
  if (options.length) return typeof value === "string" && ids.includes(value) ? value : null;
  return (typeof value === "string" || typeof value === "number") && value !== "" ? value : null;
}
function minutes(points) { return Math.max(1, Math.round(points / 6)); }

/* Screens. */
function show(at, focus = true, writes = true) {
  const way = walk();
  st.at = way.includes(at) ? at : way.find((x) => q(x) && !has(x)) || (plan.seals && !st.seal ? "seal" : "end");
  field = null;
  current = q(st.at) || null;
  document.documentElement.lang = st.lang;
  const screen = current ? question(current) : { start, seal: sealScreen, end }[st.at]();
  $("stage").replaceChildren(screen);
  progress();
  $("language").value = st.lang;
  $("languagelabel").textContent = t().language;
  $("setname").textContent = plan.name[st.lang];
  if (writes) save();
  if (focus) {
    const head = $("head");
    if (head) head.focus({ preventScroll: true });
    scrollTo(0, 0);
  }
}
function progress() {
  const all = [...asked("blind"), ...asked("commit")].map((x) => x.id), left = all.filter((x) => !has(x)).reduce((sum, x) => sum + q(x).points, 0);
  const n = current ? all.indexOf(current.id) + 1 : 0;
  const said1 = current ? said(t().progress, { n, of: all.length }) : "";
  const said2 = left ? said(t().left, { n: minutes(left) }) : "";
  $("progress").textContent = [said1, said2].filter((x) => x).join(" · ");
  $("bar").max = Math.max(all.length, 1);
  $("bar").value = all.filter((x) => has(x)).length;
  $("bar").setAttribute("aria-label", $("progress").textContent || plan.title);
}
function heading(text) { return h("h2", { id: "head", tabindex: "-1" }, text); }
function button(word, act, kind, given) { return h("button", { type: "button", class: kind || "quiet", onclick: act, ...(given || {}) }, t()[word]); }
function moveBy(step) { const way = walk(); show(way[Math.max(0, Math.min(way.length - 1, way.indexOf(st.at) + step))]); }

/* Under what the report shows the answers: chosen before the first of them, then left alone. */
function showing(begun) {
  if (!plan.showing) return null;
  const w = plan.showing[st.lang], role = st.mode === "role";
  if (begun) return h("p", { class: "note", id: "mode" }, role ? w.isrole : w.isnamed);
  const rows = ["named", "role"].map((m) => {
    const input = h("input", { type: "radio", name: "mode", value: m, id: "m-" + m, checked: role === (m === "role"), onchange: () => { st.mode = m; save(); } });
    return h("label", { class: "opt", for: "m-" + m }, input, h("span", { class: "ow" }, h("span", { class: "ol" }, w[m])));
  });
  return h("fieldset", { class: "inner", "aria-describedby": "mode" }, h("legend", {}, w.ask), h("div", { class: "opts" }, ...rows), h("p", { class: "note", id: "mode" }, w.note));
}
function start() {
  const begun = Object.keys(st.answers).length > 0, intro = plan.intro[st.lang];
  return h("div", {}, heading(plan.title), intro ? h("p", {}, intro) : null,
    plan.nameless ? h("p", {}, t().nameless) : null, plan.nameless ? h("p", {}, t().optional) : null,
    showing(begun), h("p", { class: "note" }, t().keeps),
    h("div", { class: "acts" }, h("button", { type: "button", class: "main", onclick: () => { if (!plan.nameless && !st.started) st.started = stamp(new Date()); begun ? show("?") : moveBy(1); } }, begun ? t().goon : t().start)));
}

function question(one) {
  const options = optionsOf(one), frozen = sealed(one.id) && !st.open[one.id];
  const unit = one.type === "money" ? (plan.currency ? " " + plan.currency : "") : one.type === "percent" ? " %" : "";
  const c = { q: one, t: t(), lang: st.lang, text: one.text[st.lang], options, plan, unit, frozen, announce, number: (x) => new Intl.NumberFormat(st.lang, { maximumFractionDigits: 12 }).format(x).replace(/\u202f/g, "\u00a0") };
  field = FIELDS[one.type](c);
  const wrong = h("p", { id: "wrong", class: "wrong", role: "alert" });
  const set = h("fieldset", { "aria-describedby": "help wrong", disabled: frozen }, h("legend", {}, heading(c.text.label)),
    h("p", { id: "help", class: "help" }, c.text.help || ""), one.apart && !plan.nameless ? h("p", { class: "note" }, t().apart) : null, one.pii && plan.nameless ? h("p", { class: "note" }, t().others) : null, field.el);
  const line1 = frozen ? h("div", { class: "sealline" }, h("p", {}, t().sealedline), button("reopen", () => { st.open[one.id] = true; show(one.id); announce(t().reopened); })) : null;
  const others = frozen ? [] : [
    one.type === "note" || one.required ? null : button("skip", () => settle(one, "skipped", null)),
    one.type === "note" ? null : button("dont", () => settle(one, "dont_know", null)),
    one.na ? button("na", () => settle(one, "not_applicable", null)) : null];
  const form = h("form", { novalidate: true, onsubmit: (e) => { e.preventDefault(); frozen ? moveBy(1) : answer(one, c); }, oninput: () => { if (!frozen) typing(one); } },
    set, line1, stateLine(one), wrong,
    h("div", { class: "acts" }, h("button", { type: "submit", class: "main" }, t().next), button("back", () => moveBy(-1))), h("div", { class: "acts more" }, ...others));
  fill(one, options);
  return form;
}
function stateLine(one) {
  const word = { skipped: "skipped", dont_know: "dontknow", not_applicable: "notapply" }[st.states[one.id]];
  return word ? h("p", { class: "note" }, t()[word]) : null;
}
function cells() { return [...field.el.querySelectorAll("input,textarea,select")]; }
function fill(one, options) {
  const held = given(one.id), raw = st.typed[one.id];
  const value = held !== null ? held : has(one.id) ? null : proposed(one, options);
  if (value !== null) field.set(value);
  if (raw && raw.length === cells().length) {
    cells().forEach((e, i) => { if (e.type === "radio" || e.type === "checkbox") e.checked = raw[i]; else e.value = raw[i]; });
    if (field.refill) field.refill();
  }
}
function typing(one) {
  st.typed[one.id] = cells().map((e) => (e.type === "radio" || e.type === "checkbox" ? e.checked : e.value));
  complain("");
  save();
}
function complain(text) {
  const wrong = $("wrong");
  if (wrong && wrong.textContent !== text) wrong.textContent = text;
  if (field && field.first) field.first.toggleAttribute("aria-invalid", !!text);
  if (field && field.first && text) { field.first.setAttribute("aria-invalid", "true"); field.first.focus(); }
}
function announce(text) { $("says").textContent = text; }
function answer(one, c) {
  if (one.type === "note") { st.notes[one.id] = true; moveBy(1); return; }
  const r = field.read();
  if (r.empty) { complain(t()[r.empty]); return; }
  if (r.wrong) { complain(said(t()[r.wrong], r.places)); return; }
  const parts = r.value && typeof r.value === "object" && !Array.isArray(r.value) ? { value: r.value.text || "", ...r.value } : { value: r.value };
  const failed = one.demands.find((d) => !truth(evaluate(d.holds, parts)));
  if (failed) { complain(failed.says[st.lang]); return; }
  settle(one, "given", r.value);
}
function settle(one, state, value) {
  const id = one.id, was = st.answers[id] === undefined ? null : st.answers[id], wasState = st.states[id] || "given";
  const differs = canon(was) !== canon(value) || wasState !== state;
  if (sealed(id) && differs && !st.changes[id]) st.changes[id] = { question: id, was, state: wasState, at: stamp(new Date()) };
  st.answers[id] = value;
  delete st.states[id];
  if (state !== "given") st.states[id] = state;
  if (!st.order.includes(id)) st.order.push(id);
  delete st.typed[id];
  delete st.open[id];
  if (!plan.nameless) st.ended = stamp(new Date());
  moveBy(1);
}

/* The list of answers, to look at before and after the seal. */
function listed(ids, word) {
  return h("dl", { class: "given" }, ...ids.map((id) => {
    const one = q(id), options = one.options.map((o) => ({ id: o.id, label: o.label[st.lang] })), state = st.states[id];
    const says = !has(id) ? t().open : state ? t()[{ skipped: "skipped", dont_know: "dontknow", not_applicable: "notapply" }[state]] : brief(options, st.answers[id]);
    const change = st.changes[id], short = one.text[st.lang].short;
    const act = h("button", { type: "button", class: "link", "aria-label": said(t()[word], { question: short }), onclick: () => show(id) }, short);
    return h("div", {}, h("dt", {}, act), h("dd", { class: has(id) ? null : "none" }, says, change ? h("span", { class: "note" }, said(t().changed, { was: brief(options, change.was) || t().skipped })) : null));
  }));
}
function sealScreen() {
  const ids = asked("blind").filter((x) => x.type !== "note").map((x) => x.id);
  if (st.seal) {
    const shown = [...new Set([...ids, ...st.seal.questions])].filter((id) => q(id));
    return h("div", {}, heading(t().answers), sealLine(), listed(shown, "readone"), h("div", { class: "acts" }, button("next", () => moveBy(1), "main"), button("back", () => moveBy(-1))));
  }
  return h("div", {}, heading(t().sealhead), h("p", {}, t().sealwhy), listed(ids, "change"),
    h("div", { class: "acts" }, button("seal", () => { void makeSeal(); }, "main"), button("back", () => moveBy(-1))));
}
function sealLine() {
  const at = new Date(st.seal.at).toLocaleString(st.lang, { dateStyle: "medium", timeStyle: "short" });
  const short = [0, 4, 8].map((n) => st.seal.hash.slice(n, n + 4)).join("\u00a0");
  return h("p", { class: "seal" }, said(t().sealed, { at, hash: short }));
}
function sealText(names) {
  const rows = names.map((id) => [id, st.states[id] || "given", st.answers[id]]);
  return canon({ respondent: plan.respondent, set: plan.set, answers: rows });
}
function sealNames() {
  const now = asked("blind").map((x) => x.id);
  // Python's order: that of the set, then by name; a question that an answer closed is not sealed.
  const bases = [...new Set(plan.questions.map((x) => x.base))];
  return now.filter((id) => st.answers[id] !== undefined && !q(id).apart)
    .sort((a, b) => bases.indexOf(q(a).base) - bases.indexOf(q(b).base) || byCodePoint(a, b));
}
async function makeSeal() {
  if (st.seal) return;
  const names = sealNames(), at = stamp(new Date()), text = sealText(names);
  const hash = await hashed(text);
  if (st.seal) return;
  st.seal = { at, hash, questions: names };
  st.typed = {};
  show("seal");
  announce(sealLine().textContent);
}

/* Tells one nameless sheet from another, so that none counts twice; drawn at random, and nothing can be read from it. */
function sheetOf() { return sha256("sheet\n" + st.seed).slice(0, 32); }

/* What goes back. */
function returned() {
  const ids = new Set([...asked("blind"), ...(plan.seals && !st.seal ? [] : asked("commit"))].filter((x) => x.type !== "note").map((x) => x.id));
  if (st.seal) st.seal.questions.forEach((id) => ids.add(id));
  // A form that was sent again may have lost a question; what was sealed goes back all the same.
  const names = [...new Set([...plan.questions.map((x) => x.id), ...(st.seal ? st.seal.questions : [])])].filter((id) => ids.has(id) && st.answers[id] !== undefined);
  const pick = (keep) => Object.fromEntries(names.filter(keep).map((id) => [id, st.answers[id]]));
  const about = { rex_form: 1, session: plan.session, set: plan.set, set_version: plan.set_version };
  if (plan.nameless) return { ...about, anonymity: "anonymous", sheet: sheetOf(), answers: pick((id) => !st.states[id]) };
  const own = (id) => !(q(id) && q(id).apart);
  return {
    ...about, respondent: plan.respondent, role: plan.role, depth: plan.depth, language: st.lang, anonymity: st.mode === "role" ? "role" : "named", started: st.started, ended: st.ended, seal: st.seal,
    order: st.order.filter((id) => names.includes(id) && own(id)), answers: pick(own), states: Object.fromEntries(names.filter((id) => st.states[id] && own(id)).map((id) => [id, st.states[id]])),
    changed_after_seal: Object.values(st.changes), apart: pick((id) => !own(id) && !st.states[id]),
  };
}
function end() {
  const text = forFile(returned()), thanks = plan.thanks[st.lang];
  const mail = h("textarea", { id: "mail", rows: 5, readonly: true, spellcheck: "false" });
  void mailBlock(text).then((block) => { mail.value = block; });
  const stem = plan.nameless ? plan.set : plan.respondent, file = ["rex", plan.session, stem].join("-").replace(/[^\w.-]+/g, "_") + ".json";
  const download = () => {
    const url = URL.createObjectURL(new Blob([text + "\n"], { type: "application/json" }));
    const link = h("a", { href: url, download: file });
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(url), 60000);
    announce(t().downloaded);
    $("done").textContent = t().downloaded;
  };
  const copy = async () => {
    let fine = true;
    try { await navigator.clipboard.writeText(mail.value); } catch (_) { mail.select(); fine = document.execCommand("copy"); }
    $("done").textContent = fine ? t().copied : t().copyby;
  };
  let asking = false;
  const forget = h("button", { type: "button", class: "quiet" }, t().forget);
  forget.addEventListener("click", () => {
    if (!asking) { asking = true; forget.textContent = t().really; return; }
    st = { ...st, at: "start", answers: {}, states: {}, order: [], changes: {}, typed: {}, notes: {}, open: {}, seal: null, started: null, ended: null, mode: "named", seed: seedOf() };
    show("start", true, false);
    void forgetAll().then(() => { $("saved").textContent = t().forgotten; });
  });
  return h("div", {}, heading(t().endhead), thanks ? h("p", {}, thanks) : null, h("p", {}, t().endwhy), plan.nameless ? h("p", {}, t().nameless) : null, st.seal ? sealLine() : null,
    h("div", { class: "acts" }, button("download", download, "main"), button("copy", () => { void copy(); }, "main second")),
    h("p", { id: "done", role: "status", class: "note" }),
    h("div", { class: "line" }, h("label", { for: "mail" }, t().mailtext), mail),
    h("div", { class: "acts more" }, button("back", () => moveBy(-1)), st.seal ? button("look", () => show("seal")) : null, forget));
}

$("language").addEventListener("change", () => {
  const held = st.at;
  st.lang = $("language").value;
  show(held, false);
});
/* Nothing is written before both places were looked into and the person has done something. */
async function begin() {
  st = first() || (await second()) || st;
  show(st.at, st.at !== "start", false);
}
void begin();
