// Package informants makes the roll of 灾害信息员 of a table that people keep: which column is
// which, whose number it is. It is pure, and says everything that is wrong with a
// table at once, by row. What it says never holds a whole telephone number.
package informants
