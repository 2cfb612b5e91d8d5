package configs

import (
	"fmt"
	"slices"
	"strings"
)

// Hardship is 救急难: what a cry of urgent hardship is known by, and who of the
// townships goes to see beside the window.
type Hardship struct {
	Category string        `yaml:"category"` // the category of such tickets; its unit is the window
	Words    []string      `yaml:"words"`    // a request with one of these is urgent hardship
	Contacts []TownContact `yaml:"contacts"`
}

// TownContact is the civil-affairs office (民政办) of a township.
type TownContact struct {
	Township string   `yaml:"township"`
	Name     string   `yaml:"name"`
	Phone    string   `yaml:"phone"`
	Staff    []string `yaml:"staff"` // names of those who are bound as 经办人
}

// Contact finds the office of a township.
func (h *Hardship) Contact(township string) (TownContact, bool) {
	i := slices.IndexFunc(h.Contacts, func(c TownContact) bool { return township != "" && c.Township == township })
	if i < 0 {
		return TownContact{}, false
	}
	return h.Contacts[i], true
}

// Serves reports whether somebody of that name goes to see in a township.
func (h *Hardship) Serves(name, township string) bool {
	c, ok := h.Contact(township)
	return ok && slices.Contains(c.Staff, name)
}

// Anywhere reports whether somebody of that name goes to see in any township.
func (h *Hardship) Anywhere(name string) bool {
	return slices.ContainsFunc(h.Contacts, func(c TownContact) bool { return slices.Contains(c.Staff, name) })
}

func (c *checker) hardship(b *Bureau) {
	h := b.Hardship
	if _, ok := b.Category(h.Category); !ok {
		c.report(Error, "hardship.category", fmt.Sprintf("没有“%s”这个类目", h.Category))
	}
	if len(h.Words) == 0 {
		c.report(Warning, "hardship.words", "没有急难的说法，市民打字求助时认不出急难，只能自己选“救急难”")
	}
	var towns []string
	for i, contact := range h.Contacts {
		towns = append(towns, contact.Township)
		if strings.TrimSpace(contact.Phone) == "" {
			c.report(Error, fmt.Sprintf("hardship.contacts[%d]", i), fmt.Sprintf("“%s”没有电话", contact.Township))
		}
	}
	c.unique("hardship.contacts", towns)
}
