package texts_test

import (
	"reflect"
	"testing"

	"minqing/flows/texts"
)

func TestNoSentenceOfFindingIsMissing(t *testing.T) {
	walk(t, "Finding", reflect.ValueOf(texts.Finding))
}
