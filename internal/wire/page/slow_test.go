package page
import ("testing";"time";"strings";"fmt")
func TestSlow(t *testing.T){
 for name,s:=range map[string]string{
  "oneline":"Head line here\n"+strings.Repeat("word and. ",1500000),
  "parens":"Head line here\n"+strings.Repeat("(",12<<20),
  "manylines":strings.Repeat("The council of Haneul voted on Monday to keep it. Yonhap\n",200000),
  "lines20k":"Head line\n2023-04-06 16:22\n"+strings.Repeat("The council of Haneul voted on Monday to keep it going.\n",19000),
  "same19k":strings.Repeat("2023-04-06 the ferry and more\n",19900),
  "divs":"<html>"+strings.Repeat("<div>",1000000),
  "p":"<html><title>Hello world of it</title>"+strings.Repeat("<p>The council of Haneul voted on Monday to keep it going.</p>",40000),
  "nested":"<html><title>Hello world of it</title>"+strings.Repeat("<div>",400)+strings.Repeat("<span>a, b<br><br>",20000),
  "b":"<html>"+strings.Repeat("<b>",450)+strings.Repeat("<p>text, of a page that goes on and on.",20000),
  "longp":"<html><h1>Hello world of</h1><p>"+strings.Repeat("The council of Haneul voted on Monday to keep it going.",200000),
  "json":"<html><script type='application/ld+json'>"+strings.Repeat("[",12<<20),
  "br":"<html><title>Hello world</title><p>2023-04-06<article>"+strings.Repeat("The council of Haneul voted<br>",30000),
  "tables":"<html><title>Hello world</title>"+strings.Repeat("<table><tr><td>",3000),
  "lists":"<html><title>Hello world</title>"+strings.Repeat("<ul><li>The council, of Haneul",2000),
  "quotes":"<html><title>Hello world</title><article>"+strings.Repeat("<blockquote>The council, of Haneul voted",2000),
  "caption":"<html><title>Hello world</title><article><p>The council, of Haneul voted on Monday to keep it going, and more"+strings.Repeat("<figure><img src=a.jpg><figcaption>"+strings.Repeat("a / b. C ",20000)+"</figcaption></figure>",3),
 }{
  s0:=time.Now(); _,err:=Read("page",strings.NewReader(s),options()); fmt.Println(name,len(s),time.Since(s0),err)
 }
}
