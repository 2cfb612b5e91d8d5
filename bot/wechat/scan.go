package wechat

import (
	"bytes"
	"errors"
	"regexp"
	"unicode/utf8"
)

// Limits of a document. The platform's largest event has a third of them.
const (
	maxDepth    = 8
	maxElements = 1024
	maxName     = 64
)

var (
	errNotXML    = errors.New("not the platform's XML")
	errMarkup    = errors.New("markup the platform never sends")
	errNesting   = errors.New("elements badly nested or too many")
	errEntity    = errors.New("unknown entity")
	errEncoding  = errors.New("text is not UTF-8")
	errDuplicate = errors.New("element given twice")

	cdataOpen  = []byte("<![CDATA[")
	cdataClose = []byte("]]>")
	byteMark   = []byte("\xef\xbb\xbf")
	spaces     = " \t\r\n"
)

// declaration is the one processing instruction that may stand, at the very beginning.
var declaration = regexp.MustCompile(`^<\?xml[ \t\r\n]+version=["']1\.0["']([ \t\r\n]+encoding=["'](?i:utf-8)["'])?[ \t\r\n]*\?>`)

// scan reads one document of the form the platform sends,
//
//	<xml><Name>text</Name><Name><![CDATA[text]]></Name><List><Item>…</Item></List></xml>
//
// and calls leaf for every direct child of the root that holds no elements, in
// order; the value is never nil. Deeper elements are checked and passed over.
//
// It is strict where XML is a danger: a document type, a processing instruction
// (but the XML declaration), a comment, an attribute, an entity other than the
// five and numeric ones, text beside elements, or anything after the root is an
// error. Characters that XML forbids, which people's phones do send, are left
// out of the text. Line ends become \n.
//
// It decodes in place: doc is changed and values are parts of it.
func scan(doc []byte, leaf func(name, value []byte) error) error {
	if !utf8.Valid(doc) {
		return errEncoding
	}
	s := scanner{doc: doc, leaf: leaf}
	if err := s.prolog(); err != nil {
		return err
	}
	name, empty, err := s.openTag()
	if err != nil {
		return err
	}
	if string(name) != "xml" {
		return errNotXML
	}
	if !empty {
		if _, _, err := s.content(name, 0); err != nil {
			return err
		}
	}
	if len(bytes.TrimLeft(s.doc[s.pos:], spaces)) != 0 {
		return errMarkup
	}
	return nil
}

type scanner struct {
	doc      []byte
	pos      int
	elements int
	leaf     func(name, value []byte) error
}

// prolog passes the byte order mark and the XML declaration.
func (s *scanner) prolog() error {
	if bytes.HasPrefix(s.doc, byteMark) {
		s.pos = len(byteMark)
	}
	if rest := s.doc[s.pos:]; bytes.HasPrefix(rest, []byte("<?xml")) {
		head := rest[:min(len(rest), 128)]
		n := len(declaration.Find(head))
		if n == 0 {
			return errMarkup
		}
		s.pos += n
	}
	s.skipSpace()
	return nil
}

// content reads what stands between an opened element and its end tag, end tag
// included. parent tells that it held elements; then there is no value.
func (s *scanner) content(name []byte, depth int) (value []byte, parent bool, err error) {
	for {
		next := bytes.IndexByte(s.doc[s.pos:], '<')
		if next < 0 {
			return nil, false, errNesting
		}
		if value, err = s.text(value, s.doc[s.pos:s.pos+next], parent); err != nil {
			return nil, false, err
		}
		s.pos += next
		switch rest := s.doc[s.pos:]; {
		case len(rest) > 1 && rest[1] == '/':
			return value, parent, s.closeTag(name)
		case bytes.HasPrefix(rest, cdataOpen):
			if parent {
				return nil, false, errMarkup
			}
			if value, err = s.cdata(value); err != nil {
				return nil, false, err
			}
		default:
			if !parent && len(bytes.Trim(value, spaces)) != 0 {
				return nil, false, errMarkup
			}
			parent = true
			if err = s.child(depth + 1); err != nil {
				return nil, false, err
			}
		}
	}
}

// child reads one element inside another.
func (s *scanner) child(depth int) error {
	if s.elements++; s.elements > maxElements || depth > maxDepth {
		return errNesting
	}
	name, empty, err := s.openTag()
	if err != nil {
		return err
	}
	var value []byte
	var parent bool
	if !empty {
		if value, parent, err = s.content(name, depth); err != nil {
			return err
		}
	}
	if depth != 1 || parent {
		return nil
	}
	if value == nil {
		value = []byte{}
	}
	return s.leaf(name, value)
}

// openTag reads <name> or <name/>.
func (s *scanner) openTag() (name []byte, empty bool, err error) {
	if s.pos >= len(s.doc) || s.doc[s.pos] != '<' {
		return nil, false, errNotXML
	}
	s.pos++
	if name = s.name(); name == nil {
		return nil, false, errMarkup
	}
	s.skipSpace()
	if s.pos < len(s.doc) && s.doc[s.pos] == '/' {
		empty = true
		s.pos++
	}
	if s.pos >= len(s.doc) || s.doc[s.pos] != '>' {
		return nil, false, errMarkup
	}
	s.pos++
	return name, empty, nil
}

// closeTag reads </name>.
func (s *scanner) closeTag(name []byte) error {
	s.pos += 2
	if !bytes.Equal(s.name(), name) {
		return errNesting
	}
	s.skipSpace()
	if s.pos >= len(s.doc) || s.doc[s.pos] != '>' {
		return errNesting
	}
	s.pos++
	return nil
}

func (s *scanner) name() []byte {
	start := s.pos
	for s.pos < len(s.doc) && nameByte(s.doc[s.pos], s.pos == start) {
		s.pos++
	}
	if n := s.pos - start; n == 0 || n > maxName {
		return nil
	}
	return s.doc[start:s.pos]
}

func nameByte(b byte, first bool) bool {
	switch {
	case 'a' <= b && b <= 'z', 'A' <= b && b <= 'Z', b == '_':
		return true
	case '0' <= b && b <= '9', b == '-', b == '.':
		return !first
	}
	return false
}

func (s *scanner) skipSpace() {
	for s.pos < len(s.doc) && (s.doc[s.pos] == ' ' || s.doc[s.pos] == '\n' || s.doc[s.pos] == '\t' || s.doc[s.pos] == '\r') {
		s.pos++
	}
}

// cdata appends one CDATA section to value.
func (s *scanner) cdata(value []byte) ([]byte, error) {
	s.pos += len(cdataOpen)
	end := bytes.Index(s.doc[s.pos:], cdataClose)
	if end < 0 {
		return nil, errNesting
	}
	raw := s.doc[s.pos : s.pos+end]
	s.pos += end + len(cdataClose)
	return decode(value, raw, false)
}

// text appends character data to value. Beside elements only space may stand;
// it must not be gathered there, because the children's values lie between.
func (s *scanner) text(value, raw []byte, parent bool) ([]byte, error) {
	if len(raw) == 0 {
		return value, nil
	}
	if parent {
		if len(bytes.Trim(raw, spaces)) != 0 {
			return nil, errMarkup
		}
		return value, nil
	}
	if bytes.Contains(raw, cdataClose) {
		return nil, errMarkup
	}
	return decode(value, raw, true)
}
