package flows

// papersFlow is 所需材料.
var papersFlow Flow = form(flow[papers]{
	name: "papers", title: "所需材料", browse: true,
	steps: []step[papers]{{name: "case", say: func(*papers, *turn) string { return "" }, take: func(*papers, *turn) Move { return Elsewhere }}},
})

type papers struct{ Words string }

// papersAsked answers a question about papers in words.
func papersAsked(t *turn) Act { return papersFlow.start(t, &papers{Words: t.Text}) }
