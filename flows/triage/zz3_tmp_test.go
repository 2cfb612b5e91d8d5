package triage
import ("testing";"os";"fmt";"strings")
func score(s string) (int,[kinds]bool) { s=clauses(s); var has [kinds]bool; sum:=0
 for k,f:=range faints { for _,w:=range f.words { if strings.Contains(s,w) {has[k]=true;sum+=f.worth;break}}}
 for _,w:=range sober { if strings.Contains(s,w) {sum-=2}}
 return sum,has }
func TestSC(t *testing.T){
 h:=func(name string, L []string){ m:=map[int]int{}; for _,s:=range L { if i:=strings.Index(s,"\t");i>=0 {s=s[i+1:]}; n,_:=score(s); if n<0 {n=0}; m[n]++; if os.Getenv("SC")==name {fmt.Println(n,s)} }; fmt.Println(name,len(L),m)}
 for _,n:=range []string{"urgent.txt","fresh-urgent-dev.txt","fresh-urgent-held.txt","fresh-urgent-second.txt","fresh-urgent-third.txt","ordinary.txt","fresh-ordinary-dev.txt","fresh-ordinary-held.txt","fresh-ordinary-second.txt","fresh-ordinary-third.txt"} { h(n,lines(t,n)) }
 for _,n:=range []string{"/tmp/fresh/ord2.txt","/tmp/fresh/faq.txt","/tmp/fresh/conv.txt"} { raw,_:=os.ReadFile(n); h(n,strings.Split(string(raw),"\n")) }
}
