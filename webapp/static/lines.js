// The lines of a document, written by keyboard. Without this every line has a button of its own.
(() => {
const doc = document
const $$ = (css, root = doc) => [...root.querySelectorAll(css)]
const line = it => it?.closest?.("[data-lines] .line")
const form = row => row.querySelector("form")
const named = (row, name) => row?.querySelector(`[name="${name}"]`)
const dirty = new WeakMap()
const written = row => $$("input:not([type=hidden]), select", row).map(it => it.value).join("\n")
const begin = row => dirty.has(row) || dirty.set(row, written(row))
const save = row => {
	if (!dirty.has(row) || dirty.get(row) === written(row)) return false
	dirty.delete(row)
	form(row).requestSubmit()
	return true
}
const rows = () => $$("[data-lines] .line")
let next

// A line is saved as it is left, and at once where others of its fields follow.
doc.addEventListener("focusin", ({ target }) => line(target) && begin(line(target)))
doc.addEventListener("focusout", ({ target, relatedTarget }) => {
	const row = line(target)
	if (row && !row.contains(relatedTarget)) save(row)
})
doc.addEventListener("change", ({ target }) => {
	const row = line(target)
	if (!row) return
	if (target.name === "type") {
		const product = named(row, "product_no")
		row.dataset.type = target.value
		product.value = ""
		product.dataset.lookup = product.dataset.lookup.replace(/[^/]*$/, target.value || "item")
	}
	if (target.name === "product_no" && target.value) next = { saved: row.id, name: "quantity" }, save(row)
})

const go = (row, name) => {
	const it = row && (named(row, name) || named(row, "product_no"))
	if (it) it.focus(), it.select?.()
	return it
}
const walk = (row, name, step) => {
	const all = rows(), at = all.indexOf(row)
	return go(all[at + step], all[at + step]?.id === "line-new" ? "product_no" : name)
}
const keys = {
	Enter: (row, it) => {
		const at = rows().indexOf(row), isNew = row.id === "line-new"
		if (isNew && save(row)) next = { last: true, name: "product_no" }
		else if (!walk(row, it.name, 1)) save(row), next = { at: at + 1, name: it.name }
	},
	ArrowDown: (row, it) => it.tagName !== "SELECT" && !it.list && walk(row, it.name, 1),
	ArrowUp: (row, it) => it.tagName !== "SELECT" && !it.list && walk(row, it.name, -1),
	F8: (row, it) => {
		const above = named(rows()[rows().indexOf(row) - 1], it.name)
		if (!above) return
		it.value = above.value
		it.dispatchEvent(new Event("change", { bubbles: true }))
	},
	"Ctrl+Insert": row => {
		const fresh = rows().at(-1)
		if (row === fresh) return
		named(fresh, "before").value = row.id.slice(5)
		named(fresh, "type").value = ""
		next = { before: row.id, name: "type" }
		form(fresh).requestSubmit()
	},
	"Ctrl+Delete": row => {
		const button = row.querySelector("[formaction]")
		if (!button) return
		next = { at: rows().indexOf(row), name: "product_no" }
		dirty.delete(row)
		button.click()
	},
}
doc.addEventListener("keydown", event => {
	const row = line(event.target), act = keys[(event.ctrlKey ? "Ctrl+" : "") + event.key]
	if (!row || !act || event.target.matches("button") || act(row, event.target) === false) return
	if (event.key.startsWith("Arrow") && doc.activeElement === event.target) return
	event.preventDefault()
	event.stopPropagation()
}, true)

// What was asked for when the line was sent is where it goes on; a lookup that ends meanwhile leaves that alone.
doc.addEventListener("htmx:finally:request", ({ detail: { ctx } }) => {
	if (ctx.request.method !== "POST") return
	const all = rows(), wrong = doc.querySelector("[data-lines] .line-problem")?.closest(".line")
	if (wrong) go(wrong, wrong.querySelector("[aria-invalid]")?.name || "product_no")
	else if (next) {
		const row = next.last ? all.at(-1) : next.saved ? next.saved === "line-new" ? all.at(-2) : doc.getElementById(next.saved) : next.before ? all[all.findIndex(it => it.id === next.before) - 1] : all[next.at] || all.at(-1)
		go(row, next.name)
	}
	next = undefined
})

// Rows of a spreadsheet.
doc.addEventListener("paste", event => {
	const text = event.clipboardData.getData("text/plain"), row = line(event.target)
	if (!row || !/[\t\n]/.test(text.trim())) return
	event.preventDefault()
	doc.getElementById("paste-rows").value = text
	doc.getElementById("paste-form").requestSubmit()
})
})()
