package boltstore

import (
	"context"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"sync/atomic"
	"testing"
	"time"

	bolt "go.etcd.io/bbolt"

	"minqing/storage"
)

// openBench opens a data file that syncs as in real life.
func openBench(b testing.TB, path string, sync bool) *Store {
	b.Helper()
	s, err := Open(path, Options{Key: testKey(b), NoSync: !sync})
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { s.Close() })
	return s
}

var benchDay = time.Date(2024, 1, 1, 8, 0, 0, 0, storage.Zone)

// benchTicket is the n-th of a stream of tickets, a thousand a day, from ten
// thousand people.
func benchTicket(s *Store, n int) storage.Ticket {
	at := benchDay.AddDate(0, 0, n/1000).Add(time.Duration(n%1000) * 30 * time.Second)
	return storage.Ticket{
		Key: fmt.Sprintf("instance-%010d", n), Citizen: s.PersonOf(benchPerson(n)),
		Kind: []string{"投诉", "建议", "咨询", "求助"}[n%4], Category: []string{"殡仪馆", "低保", "养老"}[n%3],
		Unit:    []string{"殡葬管理股", "社会救助股", "养老服务股", "婚姻登记中心", "办公室"}[n%5],
		Channel: "微信", State: storage.Submitted, Filed: at, Updated: at, Due: at.AddDate(0, 0, 7),
		Private: benchWords(n),
	}
}

// benchWords are what the n-th ticket says: each its own mixture, about as long as
// what people write. One in ten thousand speaks of 金丝楠木.
func benchWords(n int) storage.Private {
	r := rand.New(rand.NewPCG(7, uint64(n)))
	one := func(of ...string) string { return of[r.IntN(len(of))] }
	what := one("路灯坏了", "鞭炮纸满地都是", "停车场不够用", "门口堆了垃圾", "低保没有批下来", "敬老院的饭菜太凉", "老人没人照看", "山上又建了新坟", "窗口排队太久",
		"材料要跑好几趟", "公示栏没有更新", "补贴到账太晚", "骨灰盒涨价了", "护栏断了一截", "水管漏水没人管", "孩子放学没人接")
	if n%10_000 == 0 {
		what = "有人卖金丝楠木棺材"
	}
	return storage.Private{
		Name:  one("李", "王", "张", "刘", "陈", "杨", "赵", "黄", "周", "吴") + one("明", "芳", "伟", "娜", "敏", "静", "丽", "强", "磊", "军") + one("", "华", "国", "英", "生"),
		Phone: fmt.Sprintf("13%09d", r.IntN(1e9)),
		Place: one("城关镇", "清溪镇", "石桥乡", "白云街道", "龙泉镇") + one("人民路", "解放路", "幸福巷", "南门街", "车站路", "新建村", "大塘村") + fmt.Sprint(1+r.IntN(300)) + "号",
		Text: one("你好，", "领导好，", "", "我是本村村民，") + "我想" + one("反映", "说说", "问问", "投诉") + one("一下", "", "个事，") + what +
			one("，已经三天了", "，从上个月就这样", "，说了好几次", "，隔壁家也看见了") + one("，晚上什么都看不见，老人走路很危险", "，下雨天更不能走", "，孩子上学都要绕路", "，影响大家休息") +
			one("，希望尽快处理，谢谢。", "，请派人来看看。", "，麻烦你们了。", "，到底有没有人管？"),
	}
}

// benchPerson files the n-th ticket; one person files every fortieth.
func benchPerson(n int) string {
	if n%40 == 0 {
		return "openid-busy"
	}
	return fmt.Sprint("openid-", n*7919%10_000)
}

// benchFile is what one message in six does: a ticket, its event and a notice.
func benchFile(tx storage.Tx, s *Store, n int) (number string, err error) {
	t := benchTicket(s, n)
	e := storage.Event{At: t.Filed, Action: storage.ActFile, To: t.State, Actor: storage.Actor{Kind: storage.ByCitizen, ID: string(t.Citizen)}}
	if _, err := tx.File(storage.LetterFeedback, &t, e); err != nil {
		return "", err
	}
	if err := tx.MarkDone(t.Key, "已收到，编号 "+t.Number, t.Filed); err != nil {
		return "", err
	}
	_, err = tx.Enqueue(storage.Notice{To: t.Citizen, Ticket: t.Number, Kind: storage.NoticeAccepted, Text: "您反映的事项已受理，编号 " + t.Number, Created: t.Filed})
	return t.Number, err
}

// BenchmarkCommit compares a lone writer and 64 at once, by our own group
// commit and by bbolt's Batch at two delays.
func BenchmarkCommit(b *testing.B) {
	ctx := context.Background()
	own := func(s *Store, n int) error {
		return s.Update(ctx, func(tx storage.Tx) error { _, err := benchFile(tx, s, n); return err })
	}
	batched := func(s *Store, n int) error {
		return s.db.Batch(func(bt *bolt.Tx) error {
			t := &tx{batch: &batch{store: s, bolt: bt, words: s.words.Load(), writable: true}}
			_, err := benchFile(t, s, n)
			return err
		})
	}
	for name, way := range map[string]struct {
		delay  time.Duration
		update func(*Store, int) error
	}{
		"own": {0, own}, "batch=10ms": {10 * time.Millisecond, batched}, "batch=1ms": {time.Millisecond, batched},
	} {
		for _, writers := range []int{1, 64} {
			b.Run(fmt.Sprintf("%s/writers=%d", name, writers), func(b *testing.B) {
				s := openBench(b, filepath.Join(b.TempDir(), "minqing.db"), true)
				s.db.MaxBatchDelay = way.delay
				if err := own(s, 0); err != nil {
					b.Fatal(err)
				}
				var n atomic.Int64
				b.SetParallelism(max(1, writers/2))
				b.ReportAllocs()
				b.ResetTimer()
				if writers == 1 {
					for b.Loop() {
						if err := way.update(s, int(n.Add(1))); err != nil {
							b.Fatal(err)
						}
					}
				} else {
					b.RunParallel(func(pb *testing.PB) {
						for pb.Next() {
							if err := way.update(s, int(n.Add(1))); err != nil {
								b.Error(err)
							}
						}
					})
				}
				b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "tickets/s")
			})
		}
	}
}

// benchQueries are pages of 20 by every index.
func benchQueries(s *Store) map[string]storage.Query {
	return map[string]storage.Query{
		"all":         {},
		"citizen":     {Citizen: s.PersonOf("openid-busy")},
		"owner":       {Owner: "s3"},
		"owner+state": {Owner: "s3", States: []storage.State{storage.InProgress}},
		"unit":        {Unit: "养老服务股"},
		"unit+open":   {Unit: "养老服务股", States: storage.OpenStates},
		"state":       {States: []storage.State{storage.Resolved}},
		"due":         {Due: true},
	}
}

// BenchmarkPage reads a page of 20 by every index, of ten thousand tickets.
func BenchmarkPage(b *testing.B) {
	s := openBench(b, filepath.Join(b.TempDir(), "minqing.db"), false)
	fillBench(b, s, 0, 10_000)
	for name, q := range benchQueries(s) {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				readPage(b, s, q)
			}
		})
	}
}

func readPage(t testing.TB, s *Store, q storage.Query) {
	err := s.View(context.Background(), func(tx storage.Tx) error {
		page, err := tx.Tickets(q)
		if len(page.Tickets) != 20 {
			t.Fatalf("%+v lists %d tickets", q, len(page.Tickets))
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

// fillBench gives the tickets from to to-1 a life: filed, taken and resolved,
// with three notices delivered; the last two thousand, at most half, are still at work.
func fillBench(t testing.TB, s *Store, from, to int) {
	t.Helper()
	const step = 250
	for ; from < to; from += step {
		err := s.Update(context.Background(), func(tx storage.Tx) error {
			for n := from; n < min(from+step, to); n++ {
				if err := benchLife(tx, s, n, to-n <= min(2000, to/2)); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
}

func benchLife(tx storage.Tx, s *Store, n int, open bool) error {
	number, err := benchFile(tx, s, n)
	if err != nil {
		return err
	}
	t, err := tx.Ticket(number)
	if err != nil {
		return err
	}
	owner := storage.StaffID(fmt.Sprint("s", 1+n%12))
	move := func(a storage.Action, to storage.State, text string, kind storage.NoticeKind) error {
		e := storage.Event{At: t.Filed, Action: a, From: t.State, To: to, Actor: storage.Actor{Kind: storage.ByStaff, ID: string(owner)}, Text: text}
		t.State, t.Updated = to, t.Filed.Add(time.Hour)
		if err := tx.Move(t, e); err != nil {
			return err
		}
		_, err := tx.Enqueue(storage.Notice{To: t.Citizen, Ticket: number, Kind: kind, Text: "您的事项有了进展：" + text, Created: t.Filed})
		return err
	}
	t.Owner = owner
	if err := move(storage.ActTake, storage.InProgress, "", storage.NoticeTaken); err != nil {
		return err
	}
	if !open {
		t.Closed = t.Filed.Add(48 * time.Hour)
		t.Private.Done = &storage.Done{Responsible: "王芳", Measures: "更换灯泡", Result: "已修好", Promise: "每月巡查一次"}
		if err := move(storage.ActResolve, storage.Resolved, "路灯已于今天修好，感谢您的反映。", storage.NoticeResolved); err != nil {
			return err
		}
	}
	list, err := tx.TicketNotices(number)
	if err != nil {
		return err
	}
	for i := range list {
		list[i].State, list[i].Channel, list[i].Settled = storage.Delivered, "chat", t.Filed
		if err := tx.SettleNotice(&list[i]); err != nil {
			return err
		}
	}
	return nil
}
