package page

// county is the map of the sample county, which does not exist. Points are GCJ-02, as the platform's.
type county struct {
	North, South, West, East float64 // the edges of the map, degrees
	Width, Height            float64 // its size in the drawing
	Places                   []Place
}

// Place is a name on the map. A tap beside it takes the name of the nearest place.
type Place struct {
	Name     string
	Lat, Lng float64
}

// Where the tour happens: its complaint, and its people in the street.
var (
	FuneralHome    = Place{"清溪县殡仪馆", 26.1, 119.3}
	BusStation     = Place{"清溪县汽车站", 26.0792, 119.3103}
	RailwayStation = Place{"火车站", 26.0712, 119.3286}
)

var sampleCounty = county{
	North: 26.14, South: 26.06, West: 119.24, East: 119.36, Width: 360, Height: 264,
	Places: []Place{
		FuneralHome,
		{"清溪县民政局", 26.0868, 119.2894},
		BusStation,
		RailwayStation,
		{"清溪县医院", 26.0925, 119.2697},
		{"县行政服务中心", 26.0812, 119.2762},
		{"民安社区服务中心", 26.0941, 119.3128},
		{"青石镇人民政府", 26.1228, 119.2675},
		{"南山路公园", 26.0682, 119.2925},
		{"东门桥", 26.0817, 119.2577},
		{"云岭乡敬老院", 26.1263, 119.3372},
		{"白水镇农贸市场", 26.0752, 119.3437},
	},
}

// X is where a place stands in the drawing.
func (c county) X(p Place) float64 { return (p.Lng - c.West) / (c.East - c.West) * c.Width }

// Y is how far down a place stands in the drawing.
func (c county) Y(p Place) float64 { return (c.North - p.Lat) / (c.North - c.South) * c.Height }
