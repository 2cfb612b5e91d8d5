package simulator_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	. "minqing/bot/wechat/simulator"
)

func TestCustomMessageChecks(t *testing.T) {
	w := newWorld(t)
	li := w.Phone("李梅")
	text := func(content string) string {
		return fmt.Sprintf(`{"touser":"%s","msgtype":"text","text":{"content":"%s"}}`, li.OpenID(), content)
	}
	for _, c := range []struct {
		name, body string
		want       Errcode
	}{
		{"plain", text("您好"), OK},
		{"line break and quote", text(`一\n\"二\"`), OK},
		{"escaped Chinese", text(`\u60a8\u597d`), CodeEscapes},
		{"escaped angle", text(`\u003ca href`), CodeEscapes},
		{"a backslash before a u", text(`C:\\u60a8`), OK},
		{"empty", text(""), CodeEmptyContent},
		{"longest", text(strings.Repeat("a", 2048)), OK},
		{"too long", text(strings.Repeat("好", 683)), CodeTooLong},
		{"bad UTF-8", text("\xff"), CodeFormat},
		{"no JSON", "{", CodeFormat},
		{"nobody", `{"msgtype":"text","text":{"content":"x"}}`, CodeOpenID},
		{"unknown kind", `{"touser":"` + li.OpenID() + `","msgtype":"song"}`, CodeMessageType},
		{"unknown picture", `{"touser":"` + li.OpenID() + `","msgtype":"image","image":{"media_id":"x"}}`, CodeMediaID},
		{"two articles", `{"touser":"` + li.OpenID() + `","msgtype":"news","news":{"articles":[{},{}]}}`, CodeArticleCount},
	} {
		act(t)(li.Say(bounded(t), "开窗"))
		before := len(li.Bubbles())
		wantCode(t, c.name, w.post(w.auth(customSend), c.body), c.want)
		if shown := len(li.Bubbles()) - before; shown != 0 && c.want != OK || shown != 1 && c.want == OK {
			t.Errorf("%s: %d bubbles", c.name, shown)
		}
	}
	wantCode(t, "GET", w.get(w.auth(customSend)), CodeNeedPOST)
}

func TestMenuMessage(t *testing.T) {
	w := newWorld(t)
	li := w.Phone("李梅")
	act(t)(li.Say(bounded(t), "开窗"))
	wantCode(t, "msgmenu", w.post(w.auth(customSend), `{"touser":"`+li.OpenID()+`","msgtype":"msgmenu","msgmenu":{
		"head_content":"满意吗","list":[{"id":"101","content":"满意"},{"id":"102","content":"不满意"}],"tail_content":"谢谢"}}`), OK)
	b := li.Bubbles()[1]
	if b.Text != "满意吗\n满意\n不满意\n谢谢" || len(b.Links) != 2 || b.Links[1] != (MenuLink{"不满意", "不满意", "102"}) {
		t.Errorf("%+v", b)
	}
}

var (
	notice = Template{ID: "tpl-notice", Title: "办理进度", Fields: []TemplateField{
		{"thing1", "事项"}, {"character_string2", "编号"}, {"phrase3", "状态"}, {"name4", "经办"}, {"number5", "件数"}}}
	reminder = Template{ID: "sub-once", Title: "叫号提醒", Subscription: true, Fields: []TemplateField{{"thing1", "事项"}}}
	standing = Template{ID: "sub-long", Title: "进度提醒", Subscription: true, LongTerm: true, Fields: reminder.Fields}
)

func withTemplates(c *Config) { c.Templates = []Template{notice, reminder, standing} }

func templateBody(ph *Phone, id, client string, fields map[string]string) string {
	var data []string
	for k, v := range fields {
		data = append(data, fmt.Sprintf(`%q:{"value":"%s"}`, k, v))
	}
	return fmt.Sprintf(`{"touser":%q,"template_id":%q,"url":"https://example.org","client_msg_id":%q,"data":{%s}}`,
		ph.OpenID(), id, client, strings.Join(data, ","))
}

func goodFields() map[string]string {
	return map[string]string{"thing1": "路灯不亮", "character_string2": "F2603020001", "phrase3": "已办结", "name4": "王芳", "number5": "1"}
}

func TestTemplateFields(t *testing.T) {
	w := newWorld(t, withTemplates)
	li := w.Phone("李梅")
	for _, c := range []struct{ key, value, wrong string }{
		{"thing1", strings.Repeat("好", 20), ""},
		{"thing1", strings.Repeat("好", 21), "thing1"},
		{"thing1", "", "thing1"},
		{"character_string2", strings.Repeat("a", 32), ""},
		{"character_string2", strings.Repeat("a", 33), "character_string2"},
		{"character_string2", "编号1", "character_string2"},
		{"phrase3", "五个字可以", ""},
		{"phrase3", "六个字不可以", "phrase3"},
		{"phrase3", "ok", "phrase3"},
		{"name4", strings.Repeat("王", 10), ""},
		{"name4", strings.Repeat("王", 11), "name4"},
		{"name4", strings.Repeat("w", 20), ""},
		{"name4", strings.Repeat("w", 21), "name4"},
		{"number5", "12.5", ""},
		{"number5", "一", "number5"},
		{"number5", strings.Repeat("1", 33), "number5"},
	} {
		fields := goodFields()
		fields[c.key] = c.value
		a := w.post(w.auth("/cgi-bin/message/template/send"), templateBody(li, notice.ID, "", fields))
		if c.wrong == "" {
			wantCode(t, c.key+" "+c.value, a, OK)
			continue
		}
		wantCode(t, c.key+" "+c.value, a, CodeTemplateArgument)
		if !strings.Contains(a.Errmsg, c.wrong) {
			t.Errorf("%q does not name %s", a.Errmsg, c.wrong)
		}
	}
}

func TestTemplateSend(t *testing.T) {
	w := newWorld(t, withTemplates)
	li, path := w.Phone("李梅"), "/cgi-bin/message/template/send"
	first := w.post(w.auth(path), templateBody(li, notice.ID, "n-1", goodFields()))
	wantCode(t, "without any window", first, OK)
	b := li.Bubbles()[0]
	if b.Kind != Card || b.Title != "办理进度" || b.URL != "https://example.org" || !b.Says("编号：F2603020001") || len(b.Fields) != 5 {
		t.Errorf("%+v", b)
	}
	w.clock.Advance(9 * time.Minute)
	if again := w.post(w.auth(path), templateBody(li, notice.ID, "n-1", goodFields())); again.MsgID != first.MsgID || len(li.Bubbles()) != 1 {
		t.Errorf("the same client_msg_id went out again: %+v", again)
	}
	w.clock.Advance(time.Minute)
	if later := w.post(w.auth(path), templateBody(li, notice.ID, "n-1", goodFields())); later.MsgID == first.MsgID || len(li.Bubbles()) != 2 {
		t.Errorf("after ten minutes it did not: %+v", later)
	}
	wantCode(t, "unknown template", w.post(w.auth(path), templateBody(li, "none", "", nil)), CodeTemplateID)
	wantCode(t, "a subscription", w.post(w.auth(path), templateBody(li, reminder.ID, "", goodFields())), CodeTemplateID)
	w.AddTemplate(Template{ID: "late", Title: "后来"})
	wantCode(t, "added", w.post(w.auth(path), templateBody(li, "late", "", nil)), OK)
}

func TestTemplateJobIsReported(t *testing.T) {
	w := newWorld(t, withTemplates)
	li, watch := w.Phone("李梅"), w.Watch(bounded(t))
	sent := w.post(w.auth("/cgi-bin/message/template/send"), templateBody(li, notice.ID, "", goodFields()))
	for h := range watch {
		if h.Callback != nil {
			break
		}
	}
	if m := w.bot.last(t).Message; m.Event != "TEMPLATESENDJOBFINISH" || m.MsgID != sent.MsgID || m.Status != "success" {
		t.Errorf("%+v", m)
	}
}

func TestSubscriptions(t *testing.T) {
	w := newWorld(t, withTemplates)
	li, ctx, path := w.Phone("李梅"), bounded(t), "/cgi-bin/message/subscribe/bizsend"
	send := func(id string) result {
		return w.post(w.auth(path), templateBody(li, id, "", map[string]string{"thing1": "到您了"}))
	}
	wantCode(t, "never asked", send(reminder.ID), CodeRefused)
	act(t)(li.Allow(ctx, reminder.ID))
	if x := w.bot.last(t).XML; !strings.Contains(x, "subscribe_msg_popup_event") || !strings.Contains(x, "accept") {
		t.Errorf("pushed %s", x)
	}
	wantCode(t, "allowed", send(reminder.ID), OK)
	wantCode(t, "allowed once", send(reminder.ID), CodeRefused)
	act(t)(li.Allow(ctx, standing.ID))
	wantCode(t, "standing", send(standing.ID), OK)
	wantCode(t, "standing", send(standing.ID), OK)
	act(t)(li.Refuse(ctx, standing.ID))
	wantCode(t, "refused", send(standing.ID), CodeRefused)
	act(t)(li.Allow(ctx, standing.ID))
	if err := li.Unfollow(ctx); err != nil {
		t.Fatal(err)
	}
	act(t)(li.Follow(ctx))
	wantCode(t, "allowed before an unfollow", send(standing.ID), CodeRefused)
	wantCode(t, "a template", send(notice.ID), CodeTemplateID)
	if _, err := li.Allow(ctx, notice.ID); err == nil {
		t.Error("allowed what is no subscription")
	}
	if b := li.Bubbles()[0]; b.Kind != Subscription || !b.Says("到您了") {
		t.Errorf("%+v", b)
	}
}
