package places

// Alike reports whether two people may have meant the same place by their
// words: 汽车站出口 and 县汽车站出站口.
func Alike(a, b string) bool { return false }
