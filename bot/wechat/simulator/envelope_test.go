package simulator_test

import (
	"encoding/base64"
	"errors"
	"testing"

	. "minqing/bot/wechat/simulator"
)

// zeroKey is the key of WeChat's own worked examples.
const zeroKey = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"

// vectors are published by others; each is encrypted, signed and decrypted here.
var vectors = []struct {
	name, source                             string
	token, key, appID                        string
	random, plain                            string
	timestamp, nonce, encrypted, signMessage string
}{
	{
		name:   "official JSON reply",
		source: "https://developers.weixin.qq.com/miniprogram/dev/framework/server-ability/message-push.html",
		token:  "AAAAA", key: zeroKey, appID: "wxba5fad812f8e6fb9",
		random: "707722b803182950", plain: `{"demo_resp":"good luck"}`,
		timestamp: "1713424427", nonce: "415670741",
		encrypted:   "ELGduP2YcVatjqIS+eZbp80MNLoAUWvzzyJxgGzxZO/5sAvd070Bs6qrLARC9nVHm48Y4hyRbtzve1L32tmxSQ==",
		signMessage: "1b9339964ed2e271e7c7b6ff2b0ef902fc94dea1",
	},
	{
		name:   "official XML reply",
		source: "https://developers.weixin.qq.com/doc/oplatform/Third-party_Platforms/2.0/api/Before_Develop/message_push.html",
		token:  "AAAAA", key: zeroKey, appID: "wx134c8103faa5a59e",
		random: "999951349e8ee746", plain: "<xml><demo_resp>[CDATA[good luck]]</demo_resp></xml>",
		timestamp: "1713424427", nonce: "415670741",
		encrypted:   "hE8R6mGXHkJJjU72KxzKUd1GEkKJaEZq7vRL8XgK3o+00k8JGq6+pZJUIlTSyhsX+bxIBQ72g3GyvDdIZcr6+3HAZbSvPT9t/o11MI7d6WELwqrGd7jMnV0zv3Zc9Nq7",
		signMessage: "03e0812039325c2712ef5f0f980fd14c70d6e307",
	},
	{
		name:   "official XML push",
		source: "https://developers.weixin.qq.com/doc/oplatform/Third-party_Platforms/2.0/api/Before_Develop/message_push.html",
		token:  "AAAAA", key: zeroKey, appID: "wx134c8103faa5a59e",
		random: "1205899eaf019bbd",
		plain: "<xml><ToUserName><![CDATA[gh_97417a04a28d]]></ToUserName>\n" +
			"<FromUserName><![CDATA[o9AgO5Kd5ggOC-bXrbNODIiE3bGY]]></FromUserName>\n" +
			"<CreateTime>1715943329</CreateTime>\n<MsgType><![CDATA[event]]></MsgType>\n" +
			"<Event><![CDATA[debug_demo]]></Event>\n<debug_str><![CDATA[hello world]]></debug_str>\n</xml>",
		timestamp: "1715943329", nonce: "1590219412",
		encrypted: "D7yzvUNAL930rd28wf21s4hvXhz0L6Uit/p2Di6C5DHyYGpEgdBRnKjBec34JwoQXicwaZC7fOVihW80F4VtsdvE//1vr7oAbqjDv8KenVp+" +
			"ajKYpJnyQ4zMRhIC+a31fCVOMC03FfzV/QuC94kBP55a+Za3sJgvAn+ZbsNqZI5DkyuzkhQN8OBqCzFhizGmy0xpM0MEA4agpvE+RuNO1rhHTtuJ" +
			"B5yltw1FiYzecSXJ+y/D2r81VkRn2eYjh2ltsoyfbDR7Is6ookXIFxTfyeNyeHxMeT4KN5WpCDmSbTcUYrbBUlkGLJ9n/rU8YOywma6G7aTb7KZK" +
			"OqCxgfoUlYEZPk4FUL/TK7ShriFDMVCLyjQJ15Ob++agDWtcxhfUfe6HIoIpRW8mKNBQiY/Jd1svvuskA1wLef1RTtzKfMpagSCX/laZINmdnX4z" +
			"rF6kIaR9P4xQrWXbsTFHTYe0Mg==",
		signMessage: "6c12a4205838198b8fa631b3220723bb07f1015c",
	},
}

func TestPublishedVectors(t *testing.T) {
	for _, v := range vectors {
		t.Run(v.name, func(t *testing.T) {
			c, err := NewCodec(v.token, v.key, v.appID)
			if err != nil {
				t.Fatal(err)
			}
			if got := c.Encrypt([16]byte([]byte(v.random)), []byte(v.plain)); got != v.encrypted {
				t.Errorf("Encrypt differs from %s", v.source)
			}
			if got, err := c.Decrypt(v.encrypted); err != nil || string(got) != v.plain {
				t.Errorf("Decrypt: %q, %v", got, err)
			}
			if got := c.SignMessage(v.timestamp, v.nonce, v.encrypted); got != v.signMessage {
				t.Errorf("SignMessage: %s, want %s", got, v.signMessage)
			}
		})
	}
}

// The plain signature of the official page's URL verification.
func TestPublishedSignature(t *testing.T) {
	c, err := NewCodec("AAAAA", zeroKey, "wxba5fad812f8e6fb9")
	if err != nil {
		t.Fatal(err)
	}
	if got, want := c.Sign("1714036504", "1514711492"), "f464b24fc39322e44b38aa78f5edd27bd1441696"; got != want {
		t.Errorf("Sign: %s, want %s", got, want)
	}
}

func TestDecryptRefuses(t *testing.T) {
	c, _ := NewCodec(token, aesKey, appID)
	other, _ := NewCodec(token, aesKey, appID+"x")
	good := c.Encrypt([16]byte{}, []byte("<xml/>"))
	raw, _ := base64.StdEncoding.DecodeString(good)
	bend := func(i int) string {
		b := append([]byte(nil), raw...)
		b[i] ^= 1
		return base64.StdEncoding.EncodeToString(b)
	}
	for name, encrypted := range map[string]string{
		"nothing":             "",
		"not base64":          "%%%",
		"half a block":        base64.StdEncoding.EncodeToString(raw[:len(raw)-16]),
		"another AppID":       other.Encrypt([16]byte{}, []byte("<xml/>")),
		"length bent":         bend(3), // in CBC this flips a bit of the block after, where the length stands
		"last padding byte":   bend(len(raw) - 17),
		"one padding byte":    bend(len(raw) - 19),
		"header without text": base64.StdEncoding.EncodeToString(raw[:32]),
	} {
		if got, err := c.Decrypt(encrypted); !errors.Is(err, ErrEnvelope) {
			t.Errorf("%s: %q, %v", name, got, err)
		}
	}
	if got, err := c.Decrypt(good); err != nil || string(got) != "<xml/>" {
		t.Errorf("the unbent one: %q, %v", got, err)
	}
}

func TestKeysRefused(t *testing.T) {
	for _, key := range []string{"", zeroKey[1:], zeroKey + "A", "!" + zeroKey[1:]} {
		if _, err := NewCodec(token, key, appID); err == nil {
			t.Errorf("key of %d characters accepted", len(key))
		}
	}
}

func FuzzDecrypt(f *testing.F) {
	c, _ := NewCodec(token, aesKey, appID)
	f.Add(c.Encrypt([16]byte{}, []byte("<xml/>")))
	f.Add("AAAA")
	f.Fuzz(func(t *testing.T, s string) {
		if m, err := c.Decrypt(s); err == nil {
			if again, err := c.Decrypt(c.Encrypt([16]byte{}, m)); err != nil || string(again) != string(m) {
				t.Errorf("%q became %q, %v", m, again, err)
			}
		}
	})
}
