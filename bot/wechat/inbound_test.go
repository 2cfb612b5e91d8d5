package wechat

import (
	"testing"
	"time"

	"minqing/flows"
	"minqing/storage"
)

func TestEveryKindOfPushIsOneMessage(t *testing.T) {
	const who = "gh_1|oA|1795000000|"
	moment := time.Unix(1795000000, 0)
	for _, tc := range []struct {
		name, plain string
		want        flows.Message
	}{
		{"text", text("殡仪馆 乱收费", "24"), flows.Message{ID: who + "24", Kind: flows.Text, Text: "殡仪馆 乱收费"}},
		{"text keeps its form", text("cafe\u0301 \u00e9", "24"), flows.Message{ID: who + "24", Kind: flows.Text, Text: "cafe\u0301 \u00e9"}},
		{"text from an article", pushed("text", "<Content>hi</Content><MsgId>24</MsgId><MsgDataId>x</MsgDataId><Idx>x</Idx>"), flows.Message{ID: who + "24", Kind: flows.Text, Text: "hi"}},
		{"text with MsgID", pushed("text", "<Content>hi</Content><MsgID>24</MsgID>"), flows.Message{ID: who + "24", Kind: flows.Text, Text: "hi"}},
		{"empty text", pushed("text", "<MsgId>24</MsgId>"), flows.Message{ID: who + "24", Kind: flows.Text}},
		{"tap", pushed("text", "<Content>满意</Content><MsgId>24</MsgId><bizmsgmenuid>101</bizmsgmenuid>"), flows.Message{ID: who + "24", Kind: flows.Text, Text: "满意", Tapped: true}},
		{"tap by name", pushed("text", "<Content>Sales</Content><bizmsgmenuid><![CDATA[sales]]></bizmsgmenuid><MsgId>24</MsgId>"), flows.Message{ID: who + "24", Kind: flows.Text, Text: "Sales", Tapped: true}},
		{"picture", pushed("image", "<PicUrl>http://e.org/1</PicUrl><MediaId><![CDATA[m1]]></MediaId><MsgId>24</MsgId>"), flows.Message{ID: who + "24", Kind: flows.Photo, MediaID: "m1"}},
		{"voice", pushed("voice", "<MediaId>m8k</MediaId><Format>amr</Format><MsgId>24</MsgId><MediaId16K>m16k</MediaId16K><Recognition></Recognition>"), flows.Message{ID: who + "24", Kind: flows.Voice, MediaID: "m8k", Format: "amr"}},
		{"video", pushed("video", "<MediaId>m1</MediaId><ThumbMediaId>t</ThumbMediaId><MsgId>24</MsgId>"), flows.Message{ID: who + "24", Kind: flows.Video, MediaID: "m1"}},
		{"short video", pushed("shortvideo", "<MediaId>m1</MediaId><ThumbMediaId>t</ThumbMediaId><MsgId>24</MsgId>"), flows.Message{ID: who + "24", Kind: flows.Video, MediaID: "m1"}},
		{"place: X is the latitude", pushed("location", "<Location_X>30.195360</Location_X><Location_Y>109.32305</Location_Y><Scale>10</Scale><Label>湖北省 恩施市</Label><MsgId>24</MsgId>"), flows.Message{ID: who + "24", Kind: flows.Location, Label: "湖北省 恩施市", Point: &storage.Point{Lat: 30.19536, Lng: 109.32305}}},
		{"link", pushed("link", "<Title>t</Title><Description>d</Description><Url>http://e.org/?a=1&amp;b=2</Url><MsgId>24</MsgId>"), flows.Message{ID: who + "24", Kind: flows.Link}},
		{"file", pushed("file", "<Title>test.zip</Title><Description/><FileKey>k</FileKey><FileTotalLen>222</FileTotalLen><MsgId>24</MsgId>"), flows.Message{ID: who + "24", Kind: flows.File}},
		{"follow", pushed("event", "<Event>subscribe</Event>"), flows.Message{ID: who + "subscribe||", Kind: flows.Follow, Event: "subscribe"}},
		{"follow by code", pushed("event", "<Event>subscribe</Event><EventKey>qrscene_bind-482913</EventKey><Ticket>T</Ticket>"), flows.Message{ID: who + "subscribe|qrscene_bind-482913|", Kind: flows.Follow, Event: "subscribe", Scene: "bind-482913"}},
		{"follow after a payment", pushed("event", "<Event>subscribe</Event><EventKey>last_trade_no_1</EventKey>"), flows.Message{ID: who + "subscribe|last_trade_no_1|", Kind: flows.Follow, Event: "subscribe"}},
		{"unfollow", pushed("event", "<Event>unsubscribe</Event>"), flows.Message{ID: who + "unsubscribe||", Kind: flows.Unfollow, Event: "unsubscribe"}},
		{"scan", pushed("event", "<Event>SCAN</Event><EventKey>hall-1</EventKey><Ticket>T</Ticket>"), flows.Message{ID: who + "SCAN|hall-1|", Kind: flows.Scan, Event: "SCAN", Scene: "hall-1"}},
		{"click", pushed("event", "<Event>CLICK</Event><EventKey>我要反映</EventKey>"), flows.Message{ID: who + "CLICK|我要反映|", Kind: flows.Click, Event: "CLICK", Text: "我要反映"}},
		{"scan from the menu", pushed("event", "<Event>scancode_waitmsg</Event><EventKey>6</EventKey><ScanCodeInfo><ScanType>qrcode</ScanType><ScanResult>2</ScanResult></ScanCodeInfo>"), flows.Message{ID: who + "scancode_waitmsg|6|", Kind: flows.Click, Event: "scancode_waitmsg", Text: "6"}},
		{"receipt", pushed("event", "<Event>TEMPLATESENDJOBFINISH</Event><MsgID>200163836</MsgID><Status>failed:user block</Status>"), flows.Message{ID: who + "TEMPLATESENDJOBFINISH||200163836", Kind: flows.Receipt, Event: "TEMPLATESENDJOBFINISH"}},
		{"place picker: the place follows", pushed("event", "<Event>location_select</Event><EventKey>6</EventKey><SendLocationInfo><Location_X>23</Location_X></SendLocationInfo>"), flows.Message{ID: who + "location_select|6|", Kind: flows.Unknown, Event: "location_select"}},
		{"picture picker: the picture follows", pushed("event", "<Event>pic_weixin</Event><EventKey>6</EventKey><SendPicsInfo><Count>1</Count><PicList><item><PicMd5Sum>1</PicMd5Sum></item></PicList></SendPicsInfo>"), flows.Message{ID: who + "pic_weixin|6|", Kind: flows.Unknown, Event: "pic_weixin"}},
		{"of tomorrow", pushed("hologram", "<MediaId>m</MediaId>"), flows.Message{ID: who, Kind: flows.Unknown, Event: "hologram"}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			got, no := parse([]byte(tc.plain))
			if no != nil {
				t.Fatalf("refused: %s", no.reason)
			}
			if (got.Point == nil) != (tc.want.Point == nil) || got.Point != nil && *got.Point != *tc.want.Point {
				t.Errorf("place %+v, want %+v", got.Point, tc.want.Point)
			}
			got.Point, tc.want.Point = nil, nil
			tc.want.From, tc.want.To, tc.want.At = "oA", "gh_1", moment
			if got != tc.want {
				t.Errorf("parsed\n%+v, want\n%+v", got, tc.want)
			}
		})
	}
}

func TestIdentityTellsMessagesApart(t *testing.T) {
	id := func(doc string) string {
		m, no := parse([]byte(doc))
		if no != nil {
			t.Fatalf("%s: %s", doc, no.reason)
		}
		return m.ID
	}
	const head = "<xml><ToUserName>gh_1</ToUserName><FromUserName>"
	event := func(rest string) string { return pushed("event", rest) }
	for _, tc := range []struct {
		name, a, b string
		same       bool
	}{
		{"repeated", text("a", "1"), text("a", "1"), true},
		{"repeated in another form", text("a", "1"), "<xml>\n" + text("a", "1")[len("<xml>"):], true},
		{"two in a second", text("a", "1"), text("a", "2"), false},
		{"same id, other person", head + "oA</FromUserName><CreateTime>1</CreateTime><MsgType>text</MsgType><MsgId>1</MsgId></xml>", head + "oB</FromUserName><CreateTime>1</CreateTime><MsgType>text</MsgType><MsgId>1</MsgId></xml>", false},
		{"same id, other time", head + "oA</FromUserName><CreateTime>1</CreateTime><MsgType>text</MsgType><MsgId>1</MsgId></xml>", head + "oA</FromUserName><CreateTime>2</CreateTime><MsgType>text</MsgType><MsgId>1</MsgId></xml>", false},
		{"click repeated", event("<Event>CLICK</Event><EventKey>K</EventKey>"), event("<Event>CLICK</Event><EventKey>K</EventKey>"), true},
		{"two buttons in a second", event("<Event>CLICK</Event><EventKey>K1</EventKey>"), event("<Event>CLICK</Event><EventKey>K2</EventKey>"), false},
		{"position with a follow", event("<Event>subscribe</Event>"), event("<Event>LOCATION</Event>"), false},
		{"two jobs in a second", event("<Event>TEMPLATESENDJOBFINISH</Event><MsgID>5</MsgID>"), event("<Event>TEMPLATESENDJOBFINISH</Event><MsgID>6</MsgID>"), false},
	} {
		if same := id(tc.a) == id(tc.b); same != tc.same {
			t.Errorf("%s: same is %v", tc.name, same)
		}
	}
}

func TestMomentReadsSecondsAndMilliseconds(t *testing.T) {
	for _, tc := range []struct {
		created string
		want    int64
		ok      bool
	}{
		{"1795000000", 1795000000, true}, {"1518774424438", 1518774424, true}, {"0", 0, true},
		{"", 0, false}, {"-1", 0, false}, {"1e9", 0, false}, {"99999999999999999", 0, false},
	} {
		if got, ok := moment([]byte(tc.created)); ok != tc.ok || ok && got.Unix() != tc.want {
			t.Errorf("moment(%q) = %v, %v", tc.created, got, ok)
		}
	}
}
