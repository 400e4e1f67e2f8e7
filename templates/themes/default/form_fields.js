/* Fields: one builder for each kind of question. `read` gives {value}, {empty: word} or {wrong: word, places}. */
function h(tag, given, ...children) {
  const e = document.createElement(tag);
  for (const [key, value] of Object.entries(given || {})) {
    if (key.startsWith("on")) e.addEventListener(key.slice(2), value);
    else if (value === true) e.setAttribute(key, "");
    else if (value !== false && value !== null && value !== undefined) e.setAttribute(key, String(value));
  }
  e.append(...children.filter((c) => c !== null && c !== undefined && c !== ""));
  return e;
}
function said(text, places) {
  return text.replace(/\{(\w+)\}/g, (m, name) => (places && name in places ? places[name] : m));
}
const MANY = 8;

function line(id, label, given, note) {
  const described = [given["aria-describedby"], note ? id + "-note" : ""].filter((x) => x).join(" ");
  const input = h("input", { type: "text", autocomplete: "off", ...given, id, "aria-describedby": described || null });
  return { input, el: h("div", { class: "line" }, h("label", { for: id }, label), input, note ? h("p", { class: "note", id: id + "-note" }, note) : null) };
}
function area(id, label, rows, given) {
  const input = h("textarea", { rows, ...given, id });
  return { input, el: h("div", { class: "line" }, h("label", { for: id, class: given.quiet ? "sr" : null }, label), input) };
}
function choiceList(c, kind, shape) {
  const inputs = [];
  const rows = c.options.map((o) => {
    const id = "o-" + o.id, reason = o.reason ? h("span", { class: "note", id: id + "-r" }, o.reason) : null;
    const input = h("input", { type: kind, name: "choice", value: o.id, id, disabled: !!o.reason, "aria-describedby": reason ? id + "-r" : null });
    inputs.push(input);
    const step = shape === "steps" ? h("b", {}, o.id) : null;
    const words = o.label ? h("span", { class: "ol" }, o.label) : null;
    return h("label", { class: "opt", for: id }, input, h("span", { class: "ow" }, step, words, reason));
  });
  return { inputs, el: h("div", { class: "opts " + (shape || "") }, ...rows) };
}
function chosen(inputs) { return inputs.filter((i) => i.checked && !i.disabled).map((i) => i.value); }
function words(c, input) {
  const text = clean(input.value), longest = c.q.limits.longest;
  return Array.from(text).length > longest ? { wrong: "letters", places: { n: longest } } : { value: text };
}
function numbered(c, input) {
  const x = numberIn(input.value, c.lang);
  if (x === null) return { wrong: "number" };
  const percent = c.q.type === "percent", l = c.q.limits;
  const low = percent && l.low === null ? 0 : l.low, high = percent && l.high === null ? 100 : l.high;
  if ((low !== null && x < low) || (high !== null && x > high)) return { wrong: "within", places: { low: low === null ? "…" : c.number(low), high: high === null ? "…" : c.number(high) } };
  return { value: x };
}
function echoing(c, field) {
  const out = h("p", { class: "note echo", "aria-live": "polite" });
  field.el.append(out);
  const show = () => {
    const x = numberIn(field.input.value, c.lang);
    out.textContent = x === null || c.number(x) === field.input.value.trim() ? "" : said(c.t.read, { value: c.number(x) + c.unit });
  };
  field.input.addEventListener("input", show);
  field.echo = show;
  return field;
}

const FIELDS = {
  note: () => ({ el: h("div"), read: () => ({ value: null }), set() {} }),
  text(c, rows) {
    const f = area("f", c.t.words, rows || 3, { maxlength: null, quiet: true, placeholder: c.text.placeholder || null, "aria-describedby": "help wrong" });
    return {
      el: f.el, first: f.input,
      read() { const r = words(c, f.input); return r.value === "" ? { empty: "write" } : r; },
      set(v) { f.input.value = v; },
    };
  },
  long_text: (c) => FIELDS.text(c, 7),
  confirm: (c) => FIELDS.text(c, 2),
  select(c) {
    const shape = c.q.type === "nps" ? "steps nps" : c.q.type === "likert" ? "steps" : "";
    const list = choiceList(c, "radio", shape.split(" ")[0]);
    if (c.q.type === "nps") list.el.classList.add("nps");
    const step = c.q.type === "nps" || c.q.type === "likert";
    return {
      el: list.el, first: list.inputs[0],
      read() { const [id] = chosen(list.inputs); return id === undefined ? { empty: "choose" } : { value: step ? Number(id) : id }; },
      set(v) { list.inputs.forEach((i) => { i.checked = i.value === String(v); }); },
    };
  },
  likert: (c) => FIELDS.select(c),
  nps: (c) => FIELDS.select(c),
  forecast_steps: (c) => FIELDS.select(c),
  multiselect(c) {
    const list = choiceList(c, "checkbox");
    return {
      el: list.el, first: list.inputs[0],
      read() {
        const ids = chosen(list.inputs), most = c.q.limits.most;
        const alone = c.options.find((o) => o.alone && ids.includes(o.id));
        if (!ids.length) return { empty: "choose" };
        if (alone && ids.length > 1) return { wrong: "alone", places: { choice: alone.label } };
        if (most !== null && ids.length > most) return { wrong: "most", places: { n: most } };
        return { value: ids };
      },
      set(v) { list.inputs.forEach((i) => { i.checked = v.includes(i.value); }); },
    };
  },
  explained_choice(c) {
    const list = choiceList(c, "radio"), f = area("f", c.text.explain || c.t.why, 2, { "aria-describedby": "wrong" });
    return {
      el: h("div", {}, list.el, f.el), first: list.inputs[0],
      read() {
        const [id] = chosen(list.inputs), w = words(c, f.input);
        if (id === undefined) return { empty: "choose" };
        if (w.wrong) return w;
        return { value: w.value ? { choice: id, text: w.value } : { choice: id } };
      },
      set(v) { list.inputs.forEach((i) => { i.checked = i.value === v.choice; }); f.input.value = v.text || ""; },
    };
  },
  number(c) {
    const f = echoing(c, line("f", c.unit ? c.unit.trim() : c.text.short, { inputmode: "decimal", "aria-describedby": "help wrong" }));
    return {
      el: f.el, first: f.input,
      read() {
        if (!f.input.value.trim()) return { empty: "write" };
        const r = numbered(c, f.input);
        return r.value !== undefined && c.q.type === "int" && !Number.isInteger(r.value) ? { wrong: "whole" } : r;
      },
      set(v) { f.input.value = c.number(v); f.echo(); },
    };
  },
  int: (c) => FIELDS.number(c),
  money: (c) => FIELDS.number(c),
  percent: (c) => FIELDS.number(c),
  forecast(c) {
    const rows = ["low", "mid", "high"].map((key) => [key, echoing(c, line("f-" + key, c.t[key] + (c.unit ? " (" + c.unit.trim() + ")" : ""), { inputmode: "decimal", "aria-describedby": "wrong" }))]);
    return {
      el: h("div", { class: "three" }, ...rows.map((r) => r[1].el), h("p", { class: "note" }, c.t.eight)), first: rows[0][1].input,
      read() {
        const made = {}, told = [];
        if (rows.every(([, f]) => !f.input.value.trim())) return { empty: "write" };
        for (const [key, f] of rows) {
          if (!f.input.value.trim()) continue;
          const r = numbered(c, f.input);
          if (r.wrong) return r;
          made[key] = r.value;
          told.push(r.value);
        }
        const fits = "low" in made && "high" in made && made.low !== made.high && told.every((x, i) => i === 0 || told[i - 1] <= x);
        return fits ? { value: made } : { wrong: "range" };
      },
      set(v) { rows.forEach(([key, f]) => { f.input.value = v[key] === undefined || v[key] === null ? "" : c.number(v[key]); }); },
    };
  },
  date(c) {
    const f = line("f", c.text.short, { type: "date", "aria-describedby": "help wrong" });
    return {
      el: f.el, first: f.input,
      read() { const day = dayIn(f.input.value); return f.input.value ? (day ? { value: day } : { wrong: "datebad" }) : { empty: "write" }; },
      set(v) { f.input.value = v; },
    };
  },
  time_in_show(c) {
    const f = line("f", c.t.timeonly, { placeholder: "00:20", "aria-describedby": "help wrong" });
    return {
      el: f.el, first: f.input,
      read() { const at = timeIn(f.input.value, c.plan.duration_s); return f.input.value.trim() ? (at ? { value: at } : { wrong: "timebad" }) : { empty: "write" }; },
      set(v) { f.input.value = v; },
    };
  },
  moment_text(c) {
    const f = area("f", c.t.words, 3, { placeholder: c.text.placeholder || null, "aria-describedby": "help wrong" });
    const time = line("f-at", c.t.time, { "aria-describedby": "wrong" });
    return {
      el: h("div", {}, f.el, time.el), first: f.input,
      read() {
        const w = words(c, f.input), typed = time.input.value.trim(), at = typed ? timeIn(typed, c.plan.duration_s) : null;
        if (w.wrong) return w;
        if (!w.value) return { empty: "write" };
        if (typed && !at) return { wrong: "timebad" };
        return { value: at ? { text: w.value, at } : { text: w.value } };
      },
      set(v) { f.input.value = v.text; time.input.value = v.at || ""; },
    };
  },
  rank(c) {
    const held = h("input", { type: "hidden", value: "[]" }), list = h("ol", { class: "rank" });
    const order = () => JSON.parse(held.value).filter((id) => c.options.some((o) => o.id === id));
    const keep = (ids, focus) => {
      held.value = JSON.stringify(ids);
      held.dispatchEvent(new Event("input", { bubbles: true }));
      draw();
      const to = document.getElementById(focus) || list.querySelector("button:not([disabled])");
      if (to) to.focus();
      const at = ids.indexOf(focus.slice(2)), o = c.options.find((x) => x.id === focus.slice(2));
      if (at >= 0) c.announce(said(c.t.ranked, { choice: o.label, n: at + 1 }));
    };
    const button = (sign, word, o, act, more) => h("button", { type: "button", class: "small", "aria-label": said(c.t[word], { choice: o.label }), disabled: c.frozen, onclick: act, ...more }, sign);
    const draw = () => {
      const ids = order(), free = c.options.filter((o) => !ids.includes(o.id));
      const moved = (i, by) => { const m = [...ids]; [m[i], m[i + by]] = [m[i + by], m[i]]; return m; };
      list.replaceChildren(
        ...ids.map((id, i) => {
          const o = c.options.find((x) => x.id === id);
          return h("li", {}, h("b", {}, String(i + 1)), h("span", {}, o.label),
            button("↑", "rankup", o, () => i > 0 && keep(moved(i, -1), "r-" + id), { id: "r-" + id }),
            button("↓", "rankdown", o, () => i < ids.length - 1 && keep(moved(i, 1), "r-" + id)),
            button("×", "rankout", o, () => keep(ids.filter((x) => x !== id), "r-" + id)));
        }),
        ...free.map((o) => h("li", { class: "free" }, h("b", {}, "–"), h("span", {}, o.label, o.reason ? h("span", { class: "note" }, o.reason) : null),
          button("+", "rankadd", o, () => keep([...ids, o.id], "r-" + o.id), { id: "r-" + o.id, disabled: !!o.reason || c.frozen }))));
    };
    draw();
    return {
      el: h("div", {}, h("p", { class: "note" }, c.t.rankhint), held, list),
      read() { const ids = order(); return ids.length ? { value: ids } : { empty: "onceeach" }; },
      set(v) { held.value = JSON.stringify(v); draw(); },
      refill: draw,
    };
  },
  product(c) {
    const other = line("f", c.options.length ? c.t.other : c.text.short, { "aria-describedby": "help wrong" });
    const pick = h("select", { id: "f-pick" }, h("option", { value: "" }, c.t.pick), ...c.options.map((o) => h("option", { value: o.id }, o.label)));
    const many = c.options.length > MANY, list = choiceList(c, "radio");
    const known = () => (many ? pick.value : chosen(list.inputs)[0] || "");
    if (!many) other.input.addEventListener("input", () => list.inputs.forEach((i) => { if (other.input.value) i.checked = false; }));
    if (!many) list.inputs.forEach((i) => i.addEventListener("input", () => { other.input.value = ""; }));
    const top = many ? h("div", { class: "line" }, h("label", { for: "f-pick" }, c.text.short), pick) : list.el;
    return {
      el: h("div", {}, c.options.length ? top : null, other.el), first: c.options.length ? (many ? pick : list.inputs[0]) : other.input,
      read() {
        const w = words(c, other.input);
        if (w.wrong) return w;
        return w.value || known() ? { value: w.value || known() } : { empty: "choose" };
      },
      set(v) {
        const listed = c.options.some((o) => o.id === v);
        pick.value = listed ? v : "";
        list.inputs.forEach((i) => { i.checked = listed && i.value === v; });
        other.input.value = listed ? "" : v;
      },
    };
  },
  person: (c) => FIELDS.product(c),
  action(c) {
    const what = area("f", c.t.what, 2, { "aria-describedby": "help wrong" });
    const owner = line("f-owner", c.t.owner, {}), due = line("f-due", c.t.due, { type: "date" });
    const effect = line("f-effect", c.t.effect, { inputmode: "decimal" });
    const kpi = c.options.length
      ? h("select", { id: "f-kpi" }, h("option", { value: "" }, c.t.pick), ...c.options.map((o) => h("option", { value: o.id }, o.label)))
      : h("input", { id: "f-kpi", type: "text" });
    const ways = ["up", "down"].map((way) => h("input", { type: "radio", name: "way", value: way, id: "w-" + way }));
    const way = h("fieldset", { class: "inner" }, h("legend", {}, c.t.direction), h("div", { class: "opts steps" }, ...ways.map((i) => h("label", { class: "opt", for: i.id }, i, h("span", { class: "ow" }, c.t[i.value])))));
    return {
      el: h("div", {}, what.el, owner.el, due.el, h("div", { class: "line" }, h("label", { for: "f-kpi" }, c.t.kpi), kpi), way, effect.el), first: what.input,
      read() {
        const made = {}, w = words(c, what.input), o = words(c, owner.input), move = ways.find((i) => i.checked);
        if (w.wrong || o.wrong) return w.wrong ? w : o;
        if (!w.value) return { empty: "write" };
        made.what = w.value;
        if (o.value) made.owner = o.value;
        if (due.input.value) { const d = dayIn(due.input.value); if (!d) return { wrong: "datebad" }; made.due = d; }
        if (kpi.value) made.kpi = clean(kpi.value);
        if (move) made.direction = move.value;
        if (effect.input.value.trim()) { const r = numbered(c, effect.input); if (r.wrong) return r; made.smallest_effect = r.value; }
        return { value: made };
      },
      set(v) {
        what.input.value = v.what; owner.input.value = v.owner || ""; due.input.value = v.due || ""; kpi.value = v.kpi || "";
        ways.forEach((i) => { i.checked = i.value === v.direction; });
        effect.input.value = v.smallest_effect === undefined ? "" : c.number(v.smallest_effect);
      },
    };
  },
};

/* An answer in one line, choices by their labels. */
function brief(options, value) {
  const label = (v) => { const o = options.find((x) => x.id === String(v)); return o && o.label ? (/^\d+$/.test(o.id) ? o.id + " " + o.label : o.label) : String(v); };
  if (value === null || value === undefined) return "";
  if (Array.isArray(value)) return value.map(label).join(", ");
  if (typeof value === "object") return ["at", "choice", "what", "text", "owner", "due", "kpi", "direction", "low", "mid", "high", "smallest_effect"].filter((k) => value[k] !== undefined && value[k] !== null).map((k) => label(value[k])).join(" · ");
  return label(value);
}
