package main

import "runtime/debug"

// gcPercent is how far the heap may grow between two collections. What the bot
// keeps is small (a few MB); what a turn leaves behind is not. At Go's usual
// 100 a sixth of the processor goes into collecting, at 300 a twentieth, for
// about 15 MB more under full load.
const gcPercent = 300

// collectSeldom sets gcPercent, unless the operator set GOGC.
func collectSeldom(lookup func(string) (string, bool)) {
	if _, set := lookup("GOGC"); !set {
		debug.SetGCPercent(gcPercent)
	}
}
