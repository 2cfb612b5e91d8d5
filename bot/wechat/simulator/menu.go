package simulator

import "encoding/json"

// Button is one entry of the account's menu at the bottom of the chat.
type Button struct {
	Name string   `json:"name"`
	Type string   `json:"type,omitempty"`
	Key  string   `json:"key,omitempty"`
	URL  string   `json:"url,omitempty"`
	Sub  []Button `json:"sub_button,omitempty"`
}

type menuState struct {
	raw     json.RawMessage // the buttons as the account sent them
	buttons []Button
}

// menuLimits are the bounds of one level, and the codes for breaking them.
type menuLimits struct {
	count, name                        int // buttons; bytes of a name
	mayNest                            bool
	badCount, badName, badType, badKey Errcode
}

var (
	topButtons = menuLimits{count: 3, name: 16, mayNest: true,
		badCount: CodeButtonCount, badName: CodeButtonName, badType: CodeButtonType, badKey: CodeButtonKey}
	subButtons = menuLimits{count: 5, name: 60,
		badCount: CodeSubButtonCount, badName: CodeSubButtonName, badType: CodeSubButtonType, badKey: CodeSubButtonKey}
)

const maxButtonKey = 128

// keyed are the types that need a key; the others need something else.
var keyed = map[string]bool{
	"click": true, "scancode_push": true, "scancode_waitmsg": true, "pic_sysphoto": true,
	"pic_photo_or_album": true, "pic_weixin": true, "location_select": true,
	"view": false, "miniprogram": false, "media_id": false, "article_id": false,
}

// Menu returns the menu as the account last made it, nil when there is none.
func (p *Platform) Menu() []Button {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.menu == nil {
		return nil
	}
	return p.menu.buttons
}

func (p *Platform) menuCreate(r request) answer {
	var menu struct {
		Button json.RawMessage `json:"button"`
	}
	if code := r.read(&menu); code != OK {
		return fail(code, "")
	}
	var buttons []Button
	if json.Unmarshal(menu.Button, &buttons) != nil {
		return fail(CodeFormat, "")
	}
	if code := checkButtons(buttons, topButtons); code != OK {
		return fail(code, "")
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.menu = &menuState{raw: menu.Button, buttons: buttons}
	return done()
}

func checkButtons(buttons []Button, l menuLimits) Errcode {
	if len(buttons) < 1 || len(buttons) > l.count {
		return l.badCount
	}
	for _, b := range buttons {
		if b.Name == "" || len(b.Name) > l.name {
			return l.badName
		}
		if len(b.Sub) > 0 && l.mayNest {
			if code := checkButtons(b.Sub, subButtons); code != OK {
				return code
			}
			continue
		}
		needsKey, known := keyed[b.Type]
		if !known {
			return l.badType
		}
		if len(b.Key) > maxButtonKey || (needsKey && b.Key == "") {
			return l.badKey
		}
	}
	return OK
}

func (p *Platform) menuGet(request) answer {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.menu == nil {
		return fail(CodeNoMenu, "")
	}
	type menu struct {
		Button json.RawMessage `json:"button"`
	}
	return ok(struct {
		Menu menu `json:"menu"`
	}{menu{p.menu.raw}})
}

func (p *Platform) menuDelete(request) answer {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.menu = nil
	return done()
}
