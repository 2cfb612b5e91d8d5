package configs

// Visits is what is looked at in an inspection (明察暗访).
type Visits struct {
	Items []string `yaml:"items"` // the check list, at most MostVisitItems
}

// MostVisitItems is how many items a check list may have: each is a question.
const MostVisitItems = 12

func (c *checker) visits(b *Bureau) {
	c.unique("visits.items", b.Visits.Items)
	if n := len(b.Visits.Items); n == 0 || n > MostVisitItems {
		c.report(Error, "visits.items", "检查单应当有 1 至 12 项")
	}
}
