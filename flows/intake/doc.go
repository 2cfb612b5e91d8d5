// Package intake makes opinions (意见) of tables that a bureau collected on paper:
// which column is which, which day a cell names, which channel and category the
// words mean. It is pure, and says everything that is wrong with a table at once, by
// row.
package intake
