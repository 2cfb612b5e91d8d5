package wechat

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"strings"
	"testing"
)

// scanned is one document as name=value lines.
func scanned(doc string) (string, error) {
	var b strings.Builder
	err := scan([]byte(doc), func(name, value []byte) error {
		b.WriteString(string(name) + "=" + string(value) + ";")
		return nil
	})
	return b.String(), err
}

func TestScanReads(t *testing.T) {
	for _, tc := range []struct{ doc, want string }{
		{"<xml></xml>", ""},
		{"<xml/>", ""},
		{"\xef\xbb\xbf<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<xml>\n <a>1</a>\n</xml>\n", "a=1;"},
		{"<xml><a><![CDATA[x]]></a><b> y </b><c></c><d/><e ></e ></xml>", "a=x;b= y ;c=;d=;e=;"},
		{"<xml><a>1<![CDATA[2]]>3<![CDATA[4]]></a></xml>", "a=1234;"},
		{"<xml><a><![CDATA[]]]]><![CDATA[>]]></a></xml>", "a=]]>;"},
		{"<xml><a>&lt;&gt;&amp;&quot;&apos;&#65;&#x4e2d;&#x1F600;</a></xml>", "a=<>&\"'A中😀;"},
		{"<xml><a><![CDATA[&amp;<b>]]></a></xml>", "a=&amp;<b>;"},
		{"<xml><a>1\r\n2\r3\n</a></xml>", "a=1\n2\n3\n;"},
		{"<xml><a><![CDATA[甲\x00\x08乙\ufffe\uffff丙\uff11]]></a></xml>", "a=甲乙丙１;"},
		{"<xml><L><i>1</i><i>2</i></L><a>3</a></xml>", "a=3;"},
		{"<xml><L>\n<i><j>1</j></i>\n</L>\n<a>3</a></xml>", "a=3;"},
		{"<xml><a>1</a><a>2</a></xml>", "a=1;a=2;"},
	} {
		if got, err := scanned(tc.doc); err != nil || got != tc.want {
			t.Errorf("scan(%q) = %q, %v, want %q", tc.doc, got, err, tc.want)
		}
	}
}

func TestScanRefuses(t *testing.T) {
	deep := strings.Repeat("<a>", maxDepth+1) + strings.Repeat("</a>", maxDepth+1)
	for _, doc := range []string{
		"", " ", "text", "<xml>", "<xml><a>", "</xml>", "<xml></xm>", "<xml><a></b></xml>", "<xml></xml><xml></xml>", "<xml></xml>x",
		"<Xml></Xml>", "<xml><a>&bogus;</a></xml>", "<xml><a>&</a></xml>", "<xml><a>&#0;</a></xml>", "<xml><a>&#xD800;</a></xml>",
		"<xml><a>&#x110000;</a></xml>", "<xml><a>&#;</a></xml>", "<xml><a>&;</a></xml>", "<xml a=\"1\"></xml>", "<xml><a b='1'/></xml>",
		"<!DOCTYPE xml><xml/>", "<xml><!-- c --></xml>", "<xml><?php ?></xml>", "<?xml-stylesheet href=''?><xml/>",
		"<?xml version=\"1.0\" encoding=\"GBK\"?><xml/>", "<?xml version=\"0\"?><xml/>", "<?xml?><xml/>", "<?xml version='1.0'?><?xml version='1.0'?><xml/>", "<xml><a>]]></a></xml>", "<xml><a>text<b/></a></xml>",
		"<xml><a><b/>text</a></xml>", "<xml><a><b/><![CDATA[x]]></a></xml>", "<xml><a><![CDATA[x]]</a></xml>", "<xml><a><![CDATA[x]]><b/></a></xml>",
		"<xml><1a/></xml>", "<xml><a:b/></xml>", "<xml>< a/></xml>", "<xml><" + strings.Repeat("n", maxName+1) + "/></xml>",
		"<xml>" + deep + "</xml>", "<xml>" + strings.Repeat("<a/>", maxElements+1) + "</xml>", "<xml><a>\xff</a></xml>",
	} {
		if got, err := scanned(doc); err == nil {
			t.Errorf("scan(%.60q) = %q, want an error", doc, got)
		}
	}
}

func TestScanStopsAtTheFirstErrorOfTheLeaf(t *testing.T) {
	stop, calls := errors.New("stop"), 0
	err := scan([]byte("<xml><a/><b/></xml>"), func(_, _ []byte) error { calls++; return stop })
	if err != stop || calls != 1 {
		t.Errorf("%v after %d calls", err, calls)
	}
}

// FuzzScan: whatever comes never panics, and what we take encoding/xml reads
// the same way.
func FuzzScan(f *testing.F) {
	for _, doc := range []string{
		"<xml><a>1</a></xml>", "<xml><a><![CDATA[x]]>&amp;\r\n</a><L><i/></L></xml>", "<?xml version=\"1.0\"?><xml/>",
		"\xef\xbb\xbf<xml>\n<a>\x01</a>&#65;</xml>", text("好", "1"), "<xml><a>&#x4e2d;]]</a></xml>",
	} {
		f.Add([]byte(doc))
	}
	f.Fuzz(func(t *testing.T, doc []byte) {
		var got []string
		err := scan(bytes.Clone(doc), func(name, value []byte) error {
			if value == nil {
				t.Fatal("nil value")
			}
			got = append(got, string(name), string(value))
			return nil
		})
		if err != nil {
			return
		}
		want, err := reference(doc)
		if err != nil {
			t.Fatalf("we took %q, encoding/xml says %v", doc, err)
		}
		if strings.Join(got, "\x00") != strings.Join(want, "\x00") {
			t.Fatalf("we read %q, encoding/xml %q", got, want)
		}
	})
}

// reference reads a document as scan does, with encoding/xml, which does not
// leave out forbidden characters but fails on them.
func reference(doc []byte) ([]string, error) {
	doc = bytes.Map(func(r rune) rune {
		if !legal(r) {
			return -1
		}
		return r
	}, bytes.TrimPrefix(doc, byteMark))
	d := xml.NewDecoder(bytes.NewReader(doc))
	var leaves []string
	var value strings.Builder
	var name string
	depth, parent := 0, false
	for {
		token, err := d.Token()
		if err == io.EOF {
			return leaves, nil
		}
		if err != nil {
			return nil, err
		}
		switch token := token.(type) {
		case xml.StartElement:
			depth++
			name, parent = token.Name.Local, false
			value.Reset()
		case xml.CharData:
			value.Write(token)
		case xml.EndElement:
			if depth == 2 && !parent {
				leaves = append(leaves, name, value.String())
			}
			depth--
			parent = true
		}
	}
}
