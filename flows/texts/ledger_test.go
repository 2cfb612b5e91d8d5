package texts_test

import (
	"reflect"
	"testing"

	"minqing/flows/texts"
)

func TestNoSentenceOfTheLedgerIsMissing(t *testing.T) {
	walk(t, "Ledger", reflect.ValueOf(texts.Ledger))
}
