// Every page works without this.
(() => {
const doc = document, html = doc.documentElement
const $ = (css, root = doc) => root.querySelector(css)
const $$ = (css, root = doc) => [...root.querySelectorAll(css)]
const when = (type, act, early) => doc.addEventListener(type, act, early)
const on = (type, css, act) => when(type, event => {
	const found = event.target.closest?.(css)
	if (found) act(found, event)
})
const focus = it => it && (it.focus(), true)
const press = it => it && (it.click(), true)

// What was folded stays folded.
let store = {}
try { store = localStorage } catch {}
const fold = name => store[name] = html.dataset[name] = html.dataset[name] === "off" ? "on" : "off"
html.classList.add("js")
for (const name of ["nav", "facts"]) html.dataset[name] = store[name] || "on"
on("click", "[data-fold]", it => fold(it.dataset.fold))

// A click closes menus.
const closeMenus = except => $$(".menu[open]").filter(it => !it.contains(except) && !(it.open = false)).length
when("click", ({ target }) => {
	closeMenus(target)
	if (target.matches("dialog, [data-close], [data-close] *")) target.closest("dialog").close()
})

// A question first.
when("submit", event => {
	const { target, submitter: button } = event, text = button?.dataset.confirm, answer = $("#ask button")
	if (!text || target.sure) return
	event.preventDefault()
	event.stopPropagation()
	$("#ask-text").textContent = text
	answer.textContent = button.innerText
	answer.onclick = () => { $("#ask").close(); target.sure = 1; target.requestSubmit(button); target.sure = 0 }
	$("#ask").showModal()
}, true)

// The palette.
const hits = () => $$("#palette .hit")
const markFirst = () => hits().forEach((it, i) => it.classList.toggle("first", !i))
const listActions = () => {
	const words = $("#palette-q").value.toLowerCase().split(" "), box = $("#palette-actions")
	const found = $$("main [data-action]:not([id^=empty])").filter(it => words.every(word => it.textContent.toLowerCase().includes(word)))
	$("ul", box).replaceChildren(...found.slice(0, 8).map(it => {
		const row = doc.createElement("li")
		row.innerHTML = `<button class="hit">${it.innerHTML}<kbd>${it.dataset.keys || ""}</kbd></button>`
		row.onclick = () => { $("#palette").close(); it.focus(); it.click() }
		return row
	}))
	box.hidden = !found.length
	markFirst()
}
const openPalette = (words = "") => {
	const input = $("#palette-q")
	$("#palette").showModal()
	input.value = words
	input.dispatchEvent(new Event("input", { bubbles: true }))
	return focus(input)
}
on("click", "[data-palette]", (it, event) => { event.preventDefault(); openPalette() })
on("input", "#search-box", it => { openPalette(it.value); it.value = "" })
on("input", "#palette-q", listActions)
const walkPalette = ({ key }) => {
	const all = hits(), at = all.indexOf(doc.activeElement), step = { ArrowDown: 1, ArrowUp: -1 }[key]
	if (step) return focus(all[at + step] || (at + step < 0 ? $("#palette-q") : all[at]))
	if (key === "Enter" && at < 0) return press(all[0])
	if (key.length === 1) focus($("#palette-q"))
}

// Unsaved changes are named, and leaving asks.
let leaving
const values = (form, name) => new FormData(form).getAll(name).map(it => it.name ?? it).join()
const showChanges = () => $$("[data-guard]").forEach(form => {
	const captions = [], bar = $(".changes", form)
	form.first ??= Object.fromEntries([...form.elements].map(({ name }) => [name, values(form, name)]))
	for (const field of $$(".field", form)) {
		const differs = $$("[name]", field).some(it => it.form === form && form.first[it.name] !== values(form, it.name))
		field.classList.toggle("changed", differs)
		if (differs) captions.push($(".caption", field).textContent)
	}
	form.classList.toggle("dirty", !!captions[0])
	if (bar) bar.textContent = captions[0] ? bar.dataset.text.replace("{}", captions.join(", ")) : ""
})
const unsaved = () => $(".dirty, [data-unsaved]")
when("input", showChanges)
when("submit", event => {
	const form = event.target, method = event.submitter?.formMethod || form.method
	const once = method == "post" && !event.defaultPrevented
	if (once && form.sent) return event.preventDefault() // A double click is one.
	if (once) form.sent = setTimeout(() => form.sent = 0, 1000)
	if (form.matches("[data-guard]")) leaving = !event.defaultPrevented
})
on("click", "[data-discard]", () => leaving = true)
addEventListener("beforeunload", event => { if (unsaved() && !leaving) event.preventDefault() })

// Receipts leave.
const fade = (it, wait) => setTimeout(() => it.matches(":hover, :focus-within") ? fade(it, 2000) : it.remove(), wait)
on("click", "[data-dismiss]", it => it.closest(".receipt").remove())
const note = name => $("#messages").append(doc.importNode($("#note-" + name).content, true))

// Selected rows.
const boxes = () => $$("[name=key][form=selection]")
const showSelection = () => {
	const text = $(".selected"), count = boxes().filter(it => it.checked).length
	if (!text) return
	text.textContent = count ? text.dataset.text.replace("{}", count) : ""
	$("#select-all").checked = count === boxes().length
}
on("change", "#select-all", all => boxes().forEach(it => it.checked = all.checked))
when("change", showSelection)
when("reset", () => setTimeout(showSelection))

// Lookups.
let asking
on("input", "[data-lookup]", it => {
	const url = new URL(it.dataset.lookup, location)
	url.searchParams.set("q", it.value)
	clearTimeout(asking)
	asking = setTimeout(() => it.list && htmx.ajax("GET", url.href, it.list), 200)
})

// What has arrived.
const settle = root => {
	$$("[data-fades]").forEach(it => it.removeAttribute("data-fades") || fade(it, 8000))
	showChanges()
	showSelection()
	const wrong = root ? $("[aria-invalid], .invalid input", root) || $(".problem", root) : null
	wrong?.closest("details")?.setAttribute("open", "")
	focus(wrong)
}
when("DOMContentLoaded", () => settle($("main")))
when("htmx:after:swap", ({ detail: { ctx: { target } } }) => {
	if (target?.id === "dialog-body") $("#dialog").showModal()
	if (target?.id === "rows") $("#announce").textContent = $(".count").textContent
	markFirst()
	settle(target?.id === "card" && $("#card"))
})
when("htmx:config:request", ({ detail: { ctx: { request: { method, body } } } }) => {
	if (method === "GET") for (const [name, value] of [...body]) value || body.delete(name)
})
when("htmx:after:request", ({ detail: { ctx } }) => { leaving = ctx.request.method === "POST" && ctx.response.status < 400 })
when("htmx:error", () => note("offline"))
when("htmx:response:error", ({ detail: { ctx } }) => {
	if (![409, 422].includes(ctx.response.status) && !ctx.text.includes("hx-swap-oob")) note("failed")
})

// Keys.
const walkRows = (step, from) => {
	const rows = $$(".row-link"), at = doc.activeElement
	return at.matches(from) && focus(rows[Math.max(0, rows.indexOf(at) + step)])
}
const keys = {
	"Ctrl+K": openPalette,
	"F3": () => focus($("#list-q")),
	"Shift+F3": () => press($("#filters summary")) && focus($("#filters[open] input")),
	"Alt+F2": () => fold("facts"),
	"Alt+ArrowUp": () => press($(".field:focus-within .why")),
	"ArrowDown": () => walkRows(1, "#list-q, .row-link"),
	"ArrowUp": () => walkRows(-1, ".row-link"),
	j: () => walkRows(1, "*"),
	k: () => walkRows(-1, "*"),
	"?": () => press($("#keys-link")),
	"Escape": () => {
		const menu = $(".menu[open]:focus-within summary"), at = doc.activeElement
		if (closeMenus()) return focus(menu) || true
		if ($(":popover-open") || at.type === "search" && at.value) return
		return unsaved() ? focus($("#save, #submit")) : press($("[data-leave]"))
	},
}
keys["Alt+Q"] = keys["Ctrl+K"]
let going = 0
when("keydown", event => {
	const { code, altKey: alt, target } = event, held = event.ctrlKey || event.metaKey
	const key = /^Key/.test(code) && !/^[a-z]$/i.test(event.key) ? code[3].toLowerCase() : event.key
	const name = (held ? "Ctrl+" : "") + (alt ? "Alt+" : "") + (event.shiftKey ? "Shift+" : "") + (key[1] ? key : key.toUpperCase())
	let done
	if ($("dialog[open]")) done = $("#palette[open]") && walkPalette(event)
	else if (name[1] && (done = keys[name] ? keys[name]() : press($$("[data-keys]").find(it => it.dataset.keys === name))));
	else if (!held && !alt && "singleKeys" in html.dataset && !target.matches("input:not([type=checkbox]), select, textarea")) {
		done = Date.now() < going ? press($$("[data-go]").find(it => (it.dataset.go || it.pathname[1]) === key)) : keys[key]?.()
		going = key === "g" ? Date.now() + 1200 : 0
	}
	if (done) event.preventDefault()
})
})()
