// Documents that leave by a form: the card is looked at again once the file was seen, and the two ticks go together.
(() => {
const doc = document
let back
doc.addEventListener("submit", ({ target }) => {
	const once = target.elements?.once
	if (!once || target.target !== "_blank") return
	back = target.dataset.back || location.href
	// The same click twice is one; another click later is another one.
	setTimeout(() => once.value = btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(12)))).replace(/\W/g, "-"), 1500)
})
doc.addEventListener("visibilitychange", () => {
	if (doc.hidden || !back || doc.querySelector(".dirty, [data-unsaved]")) return
	if (back === location.href) location.reload()
	else location.assign(back)
})
doc.addEventListener("click", event => {
	const it = event.target.closest("[data-address]"), to = doc.getElementById("field-recipients")
	if (!it || !to) return
	event.preventDefault()
	event.stopImmediatePropagation()
	to.value = it.dataset.address
	to.dispatchEvent(new Event("input", { bubbles: true }))
}, true)
doc.addEventListener("change", ({ target }) => {
	const ticks = target.closest("[data-ticks]"), named = name => ticks.querySelector(`[name="${name}"]`)
	if (!ticks || !named("log") || !named("archive")) return
	if (target.name === "archive" && !target.checked) named("log").checked = false
	if (target.name === "log" && target.checked) named("archive").checked = true
})
})()
