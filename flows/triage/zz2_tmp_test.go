package triage
import ("testing";"os";"fmt";"strings")
func TestYY(t *testing.T){
 for _,f:=range strings.Fields(os.Getenv("YY")) {
  raw,_:=os.ReadFile(f); n:=0
  for s:=range strings.Lines(string(raw)) { s=strings.TrimSpace(s); n++; g:=Read(s); if g.Urgent(){fmt.Printf("HIT %s %+v\n",s,g); p:=clauses(s); for i:=range rules{ if rules[i].holds(p){fmt.Println("   rule",i,rules[i].any[:1])}}} else if os.Getenv("MISS")!="" {fmt.Println("QUIET",s)} }
  fmt.Println(f,n)
 }
}
