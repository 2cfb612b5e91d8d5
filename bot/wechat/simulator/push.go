package simulator

import (
	"strconv"
	"strings"
)

// pushXML writes what the platform pushes, in the platform's manner: text in CDATA, numbers bare.
type pushXML struct{ b strings.Builder }

// pushed begins a push from a person to the account.
func (p *Platform) pushed(ph *Phone, msgType string) *pushXML {
	x := new(pushXML)
	x.b.WriteString("<xml>")
	return x.text("ToUserName", p.config.Account).
		text("FromUserName", ph.openID).
		number("CreateTime", p.now().Unix()).
		text("MsgType", msgType)
}

// event begins the push of an event.
func (p *Platform) event(ph *Phone, name string) *pushXML {
	return p.pushed(ph, "event").text("Event", name)
}

func (x *pushXML) text(name, value string) *pushXML {
	// CDATA cannot hold its own end; the platform, like everybody, splits it.
	value = strings.ReplaceAll(value, "]]>", "]]]]><![CDATA[>")
	return x.bare(name, "<![CDATA["+value+"]]>")
}

func (x *pushXML) number(name string, v int64) *pushXML {
	return x.bare(name, strconv.FormatInt(v, 10))
}

func (x *pushXML) decimal(name string, v float64) *pushXML {
	return x.bare(name, strconv.FormatFloat(v, 'f', 6, 64))
}

func (x *pushXML) bare(name, value string) *pushXML {
	x.open(name)
	x.b.WriteString(value)
	return x.shut(name)
}

func (x *pushXML) open(name string) *pushXML {
	x.b.WriteString("<" + name + ">")
	return x
}

func (x *pushXML) shut(name string) *pushXML {
	x.b.WriteString("</" + name + ">")
	return x
}

func (x *pushXML) end() string {
	x.b.WriteString("</xml>")
	return x.b.String()
}
