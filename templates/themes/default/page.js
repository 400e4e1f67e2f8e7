(() => {
const all = (s, e = document) => [...e.querySelectorAll(s)];
// Later sections start folded on a phone; paper and a link's target open them again.
const folds = all('.fold');
if (matchMedia('(max-width:620px)').matches) folds.forEach(d => { d.open = false; });
addEventListener('beforeprint', () => folds.forEach(d => { d.open = true; }));
const reveal = () => {
const id = decodeURIComponent(location.hash.slice(1)), e = id && document.getElementById(id);
if (!e) return;
const inside = e.querySelector(':scope > .fold') || e.closest('details');
if (inside) { inside.open = true; e.scrollIntoView(); }
};
addEventListener('hashchange', reveal);
reveal();
// The table of contents marks the section being read.
const seen = new IntersectionObserver(n => n.forEach(x => {
if (!x.isIntersecting) return;
all('.toc [aria-current]').forEach(a => a.removeAttribute('aria-current'));
const a = document.querySelector('.toc a[href="#' + x.target.id + '"]');
if (a) a.setAttribute('aria-current', 'true');
}), { rootMargin: '-15% 0px -75%' });
all('.sec').forEach(s => seen.observe(s));
// The readout: any minute by slider, keyboard or pointer, in the words of the table below it.
const box = document.querySelector('.read'), table = document.getElementById('minutes');
if (!box || !table) return;
const head = all('thead th', table).map(t => t.textContent), rows = all('tbody tr', table);
const input = box.querySelector('input'), out = box.querySelector('output');
const charts = all('.tl svg');
const show = (i, line) => {
i = Math.max(0, Math.min(rows.length - 1, i));
input.value = i;
const c = [...rows[i].cells].map(t => t.textContent);
out.textContent = c.map((t, k) => k < 2 ? t : head[k] + ' ' + t).filter(Boolean).join(' · ');
input.setAttribute('aria-valuetext', out.textContent);
charts.forEach(v => {
const d = v.dataset, p = v.querySelector('.cur'), x = +d.l + (d.w - d.l - d.r) * (i + .5) / d.n;
p.setAttribute('transform', 'translate(' + x + ')');
p.setAttribute('visibility', line ? 'visible' : 'hidden');
});
};
input.addEventListener('input', () => show(+input.value, true));
charts.forEach(v => v.addEventListener('pointermove', e => {
const b = v.getBoundingClientRect(), d = v.dataset, x = (e.clientX - b.left) * d.w / b.width;
show(Math.floor((x - d.l) / (d.w - d.l - d.r) * d.n), true);
}));
box.hidden = false;
show(0, false);
})();
