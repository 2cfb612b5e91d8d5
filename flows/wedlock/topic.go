package wedlock

// Topic is what somebody asks of the papers.
type Topic string

// The cases, as the list of the conversation has them.
const (
	None     Topic = ""
	Marry    Topic = "marry"    // both of the mainland
	Straits  Topic = "straits"  // one of Hong Kong, Macao or Taiwan
	Overseas Topic = "overseas" // one a Chinese living abroad (华侨)
	Foreign  Topic = "foreign"
	Divorce  Topic = "divorce"
	Reissue  Topic = "reissue"
	Record   Topic = "record" // 无婚姻登记记录证明
	Age      Topic = "age"
)

// Cases are the cases in the order of the list.
var Cases = []Topic{Marry, Straits, Overseas, Foreign, Divorce, Reissue, Record, Age}

// Single points that people ask about.
const (
	Others    Topic = "others"    // somebody else's marriage: nobody is told
	Archive   Topic = "archive"   // one's own file
	Book      Topic = "book"      // 户口簿
	Photo     Topic = "photo"     // photographs
	Fee       Topic = "fee"       // what it costs
	Proxy     Topic = "proxy"     // whether somebody else may go
	Residence Topic = "residence" // whether it may be done away from home
	Again     Topic = "again"     // divorced or widowed before
	Barred    Topic = "barred"    // who isn't married
	Refused   Topic = "refused"   // which divorces the office doesn't take
	Card      Topic = "card"      // an identity card lost or out of date
	Cooling   Topic = "cooling"   // the thirty days
	NoPaper   Topic = "nopaper"   // a divorce with the certificate lost
)
