"use strict";
/* Sums without a page: what is counted, compared and hashed here must come out as it does in Python. */

/* Text as REX keeps it: one line, NFC, nothing invisible. */
function clean(text) {
  let s = String(text).replace(/[\ud800-\udbff][\udc00-\udfff]|[\ud800-\udfff]/g, (m) => (m.length === 2 ? m : ""));
  s = s.replace(/(?:\x1b[\]PX^_]|[\x90\x98\x9d\x9e\x9f])[^\x07\x1b\x80-\x9f]*(?:\x07|\x1b\\|\x9c)?|(?:\x1b\[|\x9b)[0-?]*[ -\/]*[@-~]?|\x1b[ -\/]*[0-~]?/g, "");
  s = s.replace(/[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f]+/g, "");
  s = s.replace(/[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u206f\u2800\u3164\ufeff\uffa0\ufff9-\ufffb\u{1d173}-\u{1d17a}\u{e0001}\u{e0100}-\u{e01ef}]+/gu, "");
  s = s.replace(/([\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]{4})[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]+/g, "$1");
  s = oneLine(s);
  s = s.replace(/(\u{1f3f4}[\u{e0020}-\u{e007e}]{1,8}\u{e007f})|[\u{e0020}-\u{e007f}]/gu, (m, flag) => flag || "");
  const signs = Array.from(s);
  const emoji = /[\u00a9\u00ae\u203c-\u2049\u2122-\u21ff\u2300-\u27bf\u2900-\u2bff\u3030-\u3299\ufe0f\u{1f000}-\u{1faff}]/u;
  s = signs.filter((c, i) => c !== "\u200d" || (i > 0 && emoji.test(signs[i - 1]) && i + 1 < signs.length && emoji.test(signs[i + 1]))).join("");
  return oneLine(s.normalize("NFC"));
}
function oneLine(s) {
  return s.split(/[\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/).filter((w) => w).join(" ");
}

/* JSON as Python writes it: keys by code point, no spaces, numbers digit for digit. */
function canon(value) {
  if (value === null || value === undefined) return "null";
  if (typeof value === "number") return numeral(value);
  if (typeof value === "boolean") return String(value);
  if (typeof value === "string") return quoted(value);
  if (Array.isArray(value)) return "[" + value.map(canon).join(",") + "]";
  const keys = Object.keys(value).sort(byCodePoint);
  return "{" + keys.map((k) => quoted(k) + ":" + canon(value[k])).join(",") + "}";
}
function quoted(s) {
  const short = { "\"": "\\\"", "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t", "\f": "\\f", "\b": "\\b" };
  return "\"" + s.replace(/["\\\x00-\x1f]/g, (c) => short[c] || "\\u" + c.charCodeAt(0).toString(16).padStart(4, "0")) + "\"";
}
function numeral(x) {
  if (Number.isInteger(x)) return Object.is(x, -0) ? "0" : BigInt(x).toString();
  const made = x.toExponential();
  const at = Number(made.slice(made.indexOf("e") + 1));
  if (at >= -4) return String(x);
  return made.replace(/e([+-])(\d)$/, "e$10$2");
}
function byCodePoint(a, b) {
  const left = Array.from(a, (c) => c.codePointAt(0)), right = Array.from(b, (c) => c.codePointAt(0));
  for (let i = 0; i < Math.min(left.length, right.length); i++) if (left[i] !== right[i]) return left[i] - right[i];
  return left.length - right.length;
}
/* For files: as above, with every sign escaped that a reader of YAML would stumble over. */
function forFile(value) {
  return canon(value).replace(/[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]|[\ud800-\udfff]/g, (c) => "\\u" + c.charCodeAt(0).toString(16).padStart(4, "0"));
}

/* SHA-256 (FIPS 180-4), for browsers that keep theirs from pages opened as files. */
function sha256(text) {
  const bytes = new TextEncoder().encode(text), h = [], k = [];
  const root = (n, p) => Math.floor((Math.pow(n, p) % 1) * 4294967296) | 0;
  for (let n = 2; k.length < 64; n++) {
    let prime = true;
    for (let d = 2; d * d <= n; d++) if (n % d === 0) { prime = false; break; }
    if (!prime) continue;
    if (h.length < 8) h.push(root(n, 1 / 2));
    k.push(root(n, 1 / 3));
  }
  const size = ((bytes.length + 8) >> 6) * 16 + 16, words = new Int32Array(size);
  bytes.forEach((b, i) => { words[i >> 2] |= b << (24 - (i % 4) * 8); });
  words[bytes.length >> 2] |= 0x80 << (24 - (bytes.length % 4) * 8);
  words[size - 2] = Math.floor(bytes.length / 0x20000000);
  words[size - 1] = bytes.length << 3;
  const turn = (x, n) => (x >>> n) | (x << (32 - n));
  for (let at = 0; at < size; at += 16) {
    const w = Array.from(words.subarray(at, at + 16));
    for (let i = 16; i < 64; i++) {
      const a = turn(w[i - 15], 7) ^ turn(w[i - 15], 18) ^ (w[i - 15] >>> 3);
      const b = turn(w[i - 2], 17) ^ turn(w[i - 2], 19) ^ (w[i - 2] >>> 10);
      w[i] = (w[i - 16] + a + w[i - 7] + b) | 0;
    }
    let [a, b, c, d, e, f, g, z] = h;
    for (let i = 0; i < 64; i++) {
      const one = (z + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + ((e & f) ^ (~e & g)) + k[i] + w[i]) | 0;
      const two = ((turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
      z = g; g = f; f = e; e = (d + one) | 0; d = c; c = b; b = a; a = (one + two) | 0;
    }
    [a, b, c, d, e, f, g, z].forEach((x, i) => { h[i] = (h[i] + x) | 0; });
  }
  return h.map((x) => (x >>> 0).toString(16).padStart(8, "0")).join("");
}
async function hashed(text) {
  try {
    const made = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
    return Array.from(new Uint8Array(made), (b) => b.toString(16).padStart(2, "0")).join("");
  } catch (_) {
    return sha256(text);
  }
}

/* Expressions: the lists that rex.questionnaire.form_tree makes, with Python's idea of true, equal and smaller. */
function evaluate(node, facts) {
  const [what, ...rest] = node;
  const value = (n) => evaluate(rest[n], facts);
  switch (what) {
    case "is": return rest[0];
    case "name": return Object.prototype.hasOwnProperty.call(facts, rest[0]) ? facts[rest[0]] : null;
    case "list": return rest.map((item) => evaluate(item, facts)).map((item) => Array.isArray(item) ? null : item);
    case "not": return !truth(value(0));
    case "and": { const left = value(0); return truth(left) ? value(1) : left; }
    case "or": { const left = value(0); return truth(left) ? left : value(1); }
    case "==": return same(value(0), value(1));
    case "!=": return !same(value(0), value(1));
    case "<": return ordered(value(0), value(1)) === -1;
    case ">": return ordered(value(0), value(1)) === 1;
    case "<=": return [-1, 0].includes(ordered(value(0), value(1)));
    case ">=": return [0, 1].includes(ordered(value(0), value(1)));
    default: return inside(value(0), value(1));
  }
}
function truth(v) {
  if (v === null || v === undefined || v === false || v === 0 || v === "") return false;
  if (Array.isArray(v)) return v.length > 0;
  return typeof v === "object" ? Object.keys(v).length > 0 : true;
}
function plainNumber(v) { return typeof v === "boolean" ? Number(v) : typeof v === "number" ? v : null; }
function same(a, b) {
  const left = plainNumber(a), right = plainNumber(b);
  if (left !== null && right !== null) return left === right;
  if (left !== null || right !== null) return false;
  if (Array.isArray(a) || Array.isArray(b)) {
    return Array.isArray(a) && Array.isArray(b) && a.length === b.length && a.every((x, i) => same(x, b[i]));
  }
  return (a === undefined ? null : a) === (b === undefined ? null : b);
}
function ordered(a, b) {
  const left = plainNumber(a), right = plainNumber(b);
  if (left !== null && right !== null) return left < right ? -1 : left > right ? 1 : 0;
  if (typeof a === "string" && typeof b === "string") return Math.sign(byCodePoint(a, b));
  return null;
}
function inside(a, b) {
  if (Array.isArray(b)) return b.some((x) => same(a, x));
  return typeof a === "string" && typeof b === "string" && b.includes(a);
}

/* Which of two comes first: drawn from session and person as REX draws it. */
function turned(session, person, group) {
  return parseInt(sha256(session + "\n" + person + "\n" + group).slice(0, 2), 16) % 2 === 1;
}
function shuffled(options, seed) {
  const free = options.filter((o) => o.own && !(o.alone || o.last)).map((o) => [sha256(seed + "\n" + o.id), o]);
  free.sort((a, b) => (a[0] < b[0] ? -1 : a[0] > b[0] ? 1 : 0));
  return [...free.map((f) => f[1]), ...options.filter((o) => o.own && (o.alone || o.last)), ...options.filter((o) => !o.own)];
}

/* Numbers as people write them; with one sign and three digits behind it, the language says what the sign is. */
function numberIn(text, lang) {
  const t = text.replace(/[\s\u00a0\u202f']/g, "").replace(/\u2212/g, "-").replace(/%$/, "");
  if (!/^[-+]?\d[\d.,]*$/.test(t)) return null;
  const dots = t.split(".").length - 1, commas = t.split(",").length - 1;
  let point = "";
  if (dots && commas) point = t.lastIndexOf(".") > t.lastIndexOf(",") ? "." : ",";
  else if (dots + commas === 1) {
    const sign = dots ? "." : ",";
    const grouping = lang === "en" ? "," : ".";
    point = /^[-+]?[1-9]\d{0,2}[.,]\d{3}$/.test(t) && sign === grouping ? "" : sign;
  }
  if (point && t.split(point).length !== 2) return null;
  const plain = point ? t.split(point === "." ? "," : ".").join("").replace(point, ".") : t.replace(/[.,]/g, "");
  const x = Number(plain);
  return Number.isFinite(x) ? (Object.is(x, -0) ? 0 : x) : null;
}

/* Times inside the show: two numbers are hours and minutes; behind the end of the show, minutes and seconds. */
function timeIn(text, durationS) {
  const t = text.trim();
  const minute = /^(?:min(?:ute|uto)?\.?\s+)?(\d{1,3})$/i.exec(t);
  const end = (durationS || 4 * 3600) * 1.25;
  if (minute) return Number(minute[1]) * 60 <= end ? clockOf(Number(minute[1]) * 60) : null;
  const found = /^(\d{1,3}):([0-5]\d)(?::([0-5]\d))?$/.exec(t);
  if (!found) return null;
  const [a, b] = [Number(found[1]), Number(found[2])];
  const readings = found[3] === undefined ? [a * 3600 + b * 60, a * 60 + b] : [a * 3600 + b * 60 + Number(found[3])];
  const fit = readings.find((s) => s <= end);
  return fit === undefined ? null : clockOf(fit);
}
function clockOf(s) {
  return [Math.floor(s / 3600), Math.floor(s / 60) % 60, s % 60].map((n) => String(n).padStart(2, "0")).join(":");
}
function dayIn(text) {
  const t = text.trim();
  return /^\d{4}-\d{2}-\d{2}$/.test(t) && !Number.isNaN(Date.parse(t)) && new Date(t).toISOString().slice(0, 10) === t ? t : null;
}
function stamp(when) {
  const two = (n) => String(n).padStart(2, "0"), ahead = -when.getTimezoneOffset(), gap = Math.abs(ahead);
  return when.getFullYear() + "-" + two(when.getMonth() + 1) + "-" + two(when.getDate()) + "T" + two(when.getHours()) + ":" + two(when.getMinutes()) + ":" + two(when.getSeconds()) + (ahead < 0 ? "-" : "+") + two(Math.floor(gap / 60)) + ":" + two(gap % 60);
}

/* Lines for a mail: letters and digits alone, 64 a line, no padding, eight signs of the hash behind the last. */
async function mailBlock(documentText) {
  const bytes = new TextEncoder().encode(documentText);
  let raw = "";
  bytes.forEach((b) => { raw += String.fromCharCode(b); });
  const lines = btoa(raw).replace(/=+$/, "").match(/.{1,64}/g);
  const mark = (await hashed(documentText)).slice(0, 8);
  return ["----- BEGIN REX ANSWERS -----", ...lines, "----- END REX ANSWERS " + mark + " -----"].join("\n");
}
